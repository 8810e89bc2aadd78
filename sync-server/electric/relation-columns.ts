import type { RowText } from './key-text.ts';
import type { WireRelation, WireTuple } from './pgoutput.ts';
import type { Table } from './table.ts';

/**
 * For each column of a table its place in the stream's rows; undefined where these are not the table as it was described,
 * or lack their old values.
 */
export function matchColumns(table: Table, relation: WireRelation): readonly number[] | undefined {
  if (!relation.fullIdentity) return undefined;
  const places = table.columns.map(({ name, typeOid, typeModifier, generated }) => {
    const index = relation.columns.findIndex((column) => column.name === name);
    const found = relation.columns[index];
    if (found === undefined) return generated ? ABSENT : undefined;
    return found.typeOid === typeOid && found.typeModifier === typeModifier ? index : undefined;
  });
  const known = places.filter((index) => index !== undefined);
  const streamed = known.filter((index) => index !== ABSENT).length;
  const same = relation.schema === table.schema && relation.name === table.name;
  return same && known.length === places.length && streamed === relation.columns.length ? known : undefined;
}

const ABSENT = -1;

/** A streamed row in the table's order. A large value that the change left alone is the old row's. */
export function arrangeRow(tuple: WireTuple, places: readonly number[], old: RowText | null): RowText {
  return places.map((place, index) => {
    const value = tuple[place];
    return value === undefined ? (old?.[index] ?? null) : value;
  });
}
