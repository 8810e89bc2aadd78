import { deriveId } from '#shared/kernel/ids.ts';
import { type EntityName, type Fields, type Row, entities } from '#shared/schema/entities.ts';
import type { Column, Columns } from '#shared/schema/entity.ts';

const seed = '01920000-0000-7000-8000-000000000001';

/** Where the contract's rows live. */
export const place = { tenantId: deriveId(seed, 'tenant'), propertyId: deriveId(seed, 'property') };

/** A whole row of any entity, its fields filled by their kinds and differing with the id; `fields` as the test wants them. */
export function aRowOf<E extends EntityName>(entity: E, id: string, fields: Partial<Fields<E>>): Row<E> {
  const columns: Columns = entities[entity].columns;
  const filled = Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, valueOf(field, column, id)]),
  );
  const row = {
    id,
    ...place,
    version: 1,
    writer: 'A/1/7',
    createdAt: '2026-11-20T05:21:00.000Z',
    createdBy: 'u-1',
    updatedAt: '2026-11-20T05:21:00.120Z',
    updatedBy: 'u-2',
    ...filled,
    ...spans[entity],
    ...fields,
  };
  return row as unknown as Row<E>; // filled by the entity's own columns
}

/** Fields that the database holds against each other. */
const spans: Partial<Record<EntityName, Readonly<Record<string, unknown>>>> = {
  slot: {
    total: 4,
    blocked: 0,
    held: 1,
    confirmed: 2,
    overbookingLimit: 0,
    forced: 0,
    website: 1,
    ota: 1,
    manual: 1,
  },
  seats: { units: 2, overbooked: 1 },
  heldUnits: { units: 2, overbooked: 1 },
  stay: { arrival: '2026-11-20', departure: '2026-11-22' },
  occupancy: { fromDate: '2026-11-20', toDate: '2026-11-22' },
  roomBlock: { fromDate: '2026-11-20', toDate: '2026-11-22' },
  journalLine: { debit: 0, credit: 0 },
};

function valueOf(field: string, column: Column<unknown>, id: string): unknown {
  switch (column.kind) {
    case 'id':
      return deriveId(id, field);
    case 'text':
      return column.values?.[0] ?? `${field} of ${id}`;
    case 'int':
      return 41;
    case 'bool':
      return true;
    case 'date':
      return '2026-11-20';
    case 'instant':
      return '2026-11-20T05:21:00.007Z';
    case 'json':
      return { list: [1, 'two', null, { deep: 'ß' }], amount: -5, on: true };
  }
}
