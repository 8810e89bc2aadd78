import {
  type AnySQLiteColumn,
  type SQLiteColumnBuilderBase,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { type EntityName, entities } from './entities.ts';
import { type Column, type Columns, type Entity, baseColumns, columnName } from './entity.ts';

/* The desk's replica. Business tables derive from the entities; the rest is the desk's own and never leaves it. */

/**
 * The desk's table of every entity: text, dates and instants as text, booleans as 0 and 1, json as canonical text.
 * What is unique on the server is only indexed here: pending work may clash with what arrives until the server settles it [S9].
 */
export const replicaTables = Object.fromEntries(
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
} = replicaTables;

/** Keys of guests made here, until the server has answered for them: outside what a replay takes back [S5, S29]. */
export const madeKey = sqliteTable(
  'made_key',
  {
    guestId: text('guest_id').primaryKey(),
    epoch: integer().notNull(),
    /** The envelope that makes the guest: the key goes to the server with it, and goes from here with the envelope. */
    seq: integer().notNull(),
    key: text().notNull(),
  },
  (table) => [index('made_key_envelope').on(table.epoch, table.seq)],
);

/** What a guest is found by, unsealed, of this desk alone: folded name, digits of the phone, e-mail. Full text search lies over it. */
export const guestText = sqliteTable(
  'guest_text',
  { rowid: integer().primaryKey(), guestId: text('guest_id').notNull(), text: text().notNull() },
  (table) => [index('guest_text_guest').on(table.guestId)],
);

/** The envelopes that are not settled yet, in order [S2]. */
export const journal = sqliteTable(
  'journal',
  {
    epoch: integer().notNull(),
    seq: integer().notNull(),
    envelopeId: text('envelope_id').notNull(),
    command: text().notNull(),
    kind: text().notNull(),
    /** The whole envelope, as it is sent. */
    envelope: text().notNull(),
    /** What it read, for the plan of a rebase [S8]. */
    reads: text().notNull(),
    /** The server has answered for it; it is settled only by its verdict row [S10]. */
    sent: integer().notNull(),
    /** Stands without effect, since it no longer passes here [S9]. */
    likelyRefused: integer('likely_refused').notNull(),
    /** Why, where it is likely refused. */
    reason: text().notNull(),
    concerns: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.epoch, table.seq] })],
);

/** Rows as they were before a pending envelope wrote them; `row` is null where there was none [S8]. */
export const beforeImage = sqliteTable(
  'before_image',
  {
    epoch: integer().notNull(),
    seq: integer().notNull(),
    ordinal: integer().notNull(),
    entity: text().notNull(),
    id: text().notNull(),
    row: text(),
  },
  (table) => [
    primaryKey({ columns: [table.epoch, table.seq, table.ordinal] }),
    index('before_image_row').on(table.entity, table.id),
  ],
);

/** The events of pending envelopes as they stand here. */
export const event = sqliteTable(
  'event',
  {
    epoch: integer().notNull(),
    seq: integer().notNull(),
    ordinal: integer().notNull(),
    type: text().notNull(),
    body: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.epoch, table.seq, table.ordinal] })],
);

/** Numbers that only go up, outside the before-images [S5]: envelopes, receipts and bookings, with the chain's last hash. */
export const counter = sqliteTable('counter', {
  name: text().primaryKey(),
  value: integer().notNull(),
  hash: text().notNull(),
});

/** What the desk knows of itself, one JSON value a name. */
export const meta = sqliteTable('meta', { name: text().primaryKey(), value: text().notNull() });

/** What a newer server sends and this desk does not know yet [S18]. */
export const aside = sqliteTable(
  'aside',
  { entity: text().notNull(), id: text().notNull(), row: text().notNull() },
  (table) => [primaryKey({ columns: [table.entity, table.id] })],
);

/** A new snapshot while it arrives, until it replaces the base rows at once [S11]. */
export const incoming = sqliteTable(
  'incoming',
  { entity: text().notNull(), id: text().notNull(), row: text().notNull() },
  (table) => [primaryKey({ columns: [table.entity, table.id] })],
);

/** Rows that were pruned from the feed and are kept here until nothing pending needs any row of their marker [S29]. */
export const prunedKept = sqliteTable(
  'pruned_kept',
  { entity: text().notNull(), id: text().notNull(), prune: text().notNull() },
  (table) => [primaryKey({ columns: [table.entity, table.id] })],
);

/** Read model of the tape chart and the lists of the day: one row for every occupancy that is not released. */
export const calendarSegment = sqliteTable(
  'calendar_segment',
  {
    id: text().primaryKey(),
    stayId: text('stay_id').notNull(),
    bookingId: text('booking_id').notNull(),
    bookingNumber: text('booking_number').notNull(),
    guestId: text('guest_id').notNull(),
    roomId: text('room_id'),
    roomTypeId: text('room_type_id').notNull(),
    fromDate: text('from_date').notNull(),
    toDate: text('to_date').notNull(),
    stayStatus: text('stay_status').notNull(),
    occupancyStatus: text('occupancy_status').notNull(),
    name: text().notNull(),
    adults: integer().notNull(),
    children: integer().notNull(),
    /** What is still to be paid on the booking, minor units. */
    unpaid: integer().notNull(),
    total: integer().notNull(),
    vip: integer().notNull(),
    locked: integer().notNull(),
    disputed: integer().notNull(),
    madeBy: text('made_by').notNull(),
    /** The sale was promised by its desk [S32]. */
    guaranteed: integer().notNull(),
    country: text().notNull(),
    wishes: text().notNull(),
    expectedAt: text('expected_at').notNull(),
    /** The stay's version. */
    version: integer().notNull(),
  },
  (table) => [
    index('calendar_segment_from').on(table.fromDate, table.toDate),
    index('calendar_segment_status_from').on(table.stayStatus, table.fromDate),
    index('calendar_segment_status_to').on(table.stayStatus, table.toDate),
    index('calendar_segment_booking').on(table.bookingId),
    index('calendar_segment_guest').on(table.guestId),
  ],
);

function tableOf(entity: Entity) {
  const columns: Columns = { ...baseColumns, ...entity.columns };
  const builders = Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, builderOf(field, column)]),
  );
  return sqliteTable(entity.table, builders, (table) => {
    // Index columns are fields of the same entity; a wrong name shows when the migration is generated.
    const on = (fields: readonly string[]) => fields.map((field) => table[field]) as unknown as [AnySQLiteColumn];
    return [
      ...entity.indexes.map((fields) => index(indexName(entity.table, fields)).on(...on(fields))),
      ...entity.unique.map((fields) => index(indexName(entity.table, fields)).on(...on(fields))),
    ];
  });
}

function indexName(table: string, fields: readonly string[]): string {
  return `${table}_${fields.map(columnName).join('_')}`;
}

function builderOf(field: string, column: Column<unknown>): SQLiteColumnBuilderBase {
  const name = columnName(field);
  const builder = column.kind === 'int' || column.kind === 'bool' ? integer(name) : text(name);
  if (field === 'id') return builder.primaryKey();
  return column.nullable ? builder : builder.notNull();
}
