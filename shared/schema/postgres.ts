import { sql } from 'drizzle-orm';
import {
  type PgColumn,
  type PgColumnBuilderBase,
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { type EntityName, entities } from './entities.ts';
import { type Column, type Columns, type Entity, baseColumns, columnName } from './entity.ts';

/* The authority's tables. Business tables derive from the entities; what only the server has stands in postgres-server.ts. */

/** The server's table of every entity: key, uniques and indexes begin with tenant and property, so that it distributes by tenant as it is. */
export const authorityTables = Object.fromEntries(
  Object.entries(entities).map(([name, entity]) => [name, tableOf(entity)]),
) as { readonly [E in EntityName]: ReturnType<typeof tableOf> }; // one table for each key of `entities`

// The generator of migrations looks at a module's own exports only.
export const {
  property,
  user,
  desk,
  roomType,
  room,
  roomBlock,
  guestKey,
  guest,
  booking,
  stay,
  occupancy,
  slot,
  folio,
  folioEntry,
  payment,
  receipt,
  journalEntry,
  journalLine,
  refusal,
  exception,
  verdict,
  prune,
  openingBalance,
  product,
  departure,
  variant,
  seats,
  hold,
  heldUnits,
  lease,
  waitlistEntry,
  bookingPolicy,
  allotmentPolicy,
  channel,
  promotion,
  taxRule,
  agent,
  commission,
  notice,
} = authorityTables;

function tableOf(entity: Entity) {
  const columns: Columns = { ...baseColumns, ...entity.columns };
  const builders = Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, builderOf(field, column)]),
  );
  return pgTable(entity.table, builders, (table) => {
    // Columns are looked up by fields of the same entity; a wrong name shows when the migration is generated.
    const on = (fields: readonly string[]) =>
      ['tenantId', 'propertyId', ...fields].map((field) => table[field]) as unknown as [PgColumn, ...PgColumn[]];
    return [
      primaryKey({ name: `${entity.table}_key`, columns: on(['id']) }),
      ...entity.unique.map((fields) => unique(nameOf(entity.table, fields, 'once')).on(...on(fields))),
      ...entity.indexes.map((fields) => index(nameOf(entity.table, fields, 'by')).on(...on(fields))),
      ...Object.entries(entity.columns).flatMap(([field, column]) =>
        column.values === undefined
          ? []
          : [check(`${entity.table}_${columnName(field)}_word`, wordsCheck(columnName(field), column.values))],
      ),
    ];
  });
}

function wordsCheck(column: string, words: readonly string[]) {
  return sql.raw(`"${column}" in (${words.map((word) => `'${word}'`).join(', ')})`);
}

function nameOf(table: string, fields: readonly string[], kind: string): string {
  return `${table}_${kind}_${fields.map(columnName).join('_')}`;
}

function builderOf(field: string, column: Column<unknown>): PgColumnBuilderBase {
  const builder = typeOf(columnName(field), column);
  return column.nullable ? builder : builder.notNull();
}

function typeOf(name: string, column: Column<unknown>) {
  switch (column.kind) {
    case 'id':
      return uuid(name);
    case 'text':
      return text(name);
    case 'int':
      return bigint(name, { mode: 'number' });
    case 'bool':
      return boolean(name);
    case 'date':
      return date(name, { mode: 'string' });
    case 'instant':
      return timestamp(name, { withTimezone: true, precision: 3, mode: 'string' });
    case 'json':
      return jsonb(name);
  }
}
