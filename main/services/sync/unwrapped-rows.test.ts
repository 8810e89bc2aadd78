import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrapRows } from './unwrapped-rows.ts';

const tenant = '01990000-0000-7728-9698-792c9991daaf';
const property = '01990000-0000-7763-a662-7b77fff44061';

interface Told {
  readonly entity: string;
  readonly id: string;
  readonly row: Record<string, unknown>;
}

/** A message as the shape protocol has it, its row as the database prints it. */
function message({ entity, id, row }: Told, operation = 'insert'): string {
  const key = `"public"."feed"/"${tenant}"/"${property}"/"${entity}"/"${id}"`;
  const value = { tenant_id: tenant, property_id: property, entity, id, row: JSON.stringify(row) };
  return JSON.stringify({ key, value, headers: { operation, relation: ['public', 'feed'] } });
}

function readBack(answer: readonly string[]): { readonly rows: Told[]; readonly rest: unknown[] } {
  const { rows, ends, rest } = unwrapRows(Buffer.from(`[${answer.join(',')}]`));
  let start = 0;
  const values = ends.flatMap((end) => {
    // A word, an id and a row in turn.
    const piece = JSON.parse(Buffer.from(rows.subarray(start, end)).toString('utf8')) as never[];
    start = end;
    return piece;
  });
  const told = Array.from({ length: values.length / 3 }, (_, at): Told => {
    const [entity, id, row] = values.slice(at * 3) as unknown as [string, string, Record<string, unknown>];
    return { entity, id, row };
  });
  return { rows: told, rest: rest === '' ? [] : (JSON.parse(rest) as unknown[]) };
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '"},"headers":{"operation":"insert"',
    '}},{"key":"',
    '\\"',
    'O’Connell',
    '\\\\',
    '\n\t\u0001',
    '"row":"',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
);
const told = fc.record({
  entity: fc.constantFrom('guest', 'stay', 'roomType'),
  id: fc.uuid(),
  row: fc.dictionary(fc.constantFrom('id', 'name', 'note', 'features', 'total', 'x"y'), value),
});

test('the rows of a snapshot come out of their messages as the general way reads them', () => {
  fc.assert(
    fc.property(fc.array(told, { maxLength: 1200, size: 'max' }), fc.boolean(), (rows, hasEnd) => {
      const end = { headers: { control: 'snapshot-end' } };
      const read = readBack([...rows.map((row) => message(row)), ...(hasEnd ? [JSON.stringify(end)] : [])]);
      expect(read.rows).toEqual(rows.map((row) => JSON.parse(JSON.stringify(row)) as Told));
      expect(read.rest).toEqual(hasEnd ? [end] : []);
    }),
    { numRuns: 60 },
  );
});

test('what is no plain row, and all that follows it, is left as it came', () => {
  const row = { entity: 'guest', id: property, row: { id: property, name: 'Hannah' } };
  for (const odd of [
    message(row, 'delete'),
    '{"headers":{"control":"must-refetch"}}',
    '{"value":{"entity":"guest"},"key":"x"}',
  ]) {
    const { rows, rest } = readBack([message(row), odd, message(row)]);
    expect(rows).toEqual([row]);
    expect(rest).toEqual([JSON.parse(odd), JSON.parse(message(row))]);
  }
});

test('an answer with nothing in it, or in another order, is left whole', () => {
  expect(readBack([])).toEqual({ rows: [], rest: [] });
  const other = JSON.stringify({
    headers: { operation: 'insert' },
    key: 'a',
    value: { entity: 'guest', id: '1', row: '{}' },
  });
  expect(readBack([other])).toEqual({ rows: [], rest: [JSON.parse(other)] });
});
