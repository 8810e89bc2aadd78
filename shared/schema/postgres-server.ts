import {
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';

/* What only the server has: who may come in, what has been answered, what happened, and the feed. */

const place = () => ({ tenantId: uuid('tenant_id').notNull(), propertyId: uuid('property_id').notNull() });
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'string' });

export const tenant = pgTable('tenant', {
  tenantId: uuid('tenant_id').primaryKey(),
  name: text().notNull(),
  createdAt: moment('created_at').notNull(),
});

/** The key pair that the servers of this database countersign with [S7]: one row, of no tenant, made by the first of them. */
export const serverKey = pgTable(
  'server_key',
  {
    id: smallint().notNull(),
    /** Ed25519, SPKI and PKCS #8, base64. */
    publicKey: text('public_key').notNull(),
    privateKey: text('private_key').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'server_key_key', columns: [table.id] }),
    check('server_key_only', sql`${table.id} = 1`),
  ],
);

/** A code with which a desk enrols: once, and until it expires. Only its hash is kept. */
export const enrolmentCode = pgTable(
  'enrolment_code',
  {
    ...place(),
    codeHash: text('code_hash').notNull(),
    /** The desk that begins a new epoch with it; null for a new desk. */
    deskCode: text('desk_code'),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'enrolment_code_key', columns: [table.tenantId, table.propertyId, table.codeHash] }),
    index('enrolment_code_hash').on(table.codeHash),
  ],
);

/** One life of a desk's data: its key, its token, and how far its envelopes have been taken in. */
export const deskEpoch = pgTable(
  'desk_epoch',
  {
    ...place(),
    deskCode: text('desk_code').notNull(),
    epoch: bigint({ mode: 'number' }).notNull(),
    /** Ed25519, SPKI, base64. */
    publicKey: text('public_key').notNull(),
    tokenHash: text('token_hash').notNull(),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull(),
    lastHash: text('last_hash').notNull(),
    /** The last seq whose verdict row the desk has applied [S10]. */
    acknowledged: bigint({ mode: 'number' }).notNull(),
    /** The earliest moment the next envelope can have been made at [S3]. */
    clockFloor: moment('clock_floor').notNull(),
    lastContact: moment('last_contact').notNull(),
    /** For the second branch of a forked epoch: the epoch it was cloned from. Only facts are taken from it [S22]. */
    branchOf: bigint('branch_of', { mode: 'number' }),
    /** A later epoch of the desk has begun: what still comes is facts only. */
    closed: boolean().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'desk_epoch_key', columns: [table.tenantId, table.propertyId, table.deskCode, table.epoch] }),
  ],
);

/** Every envelope with the answer it got, under its identity [S22]. */
export const envelope = pgTable(
  'envelope',
  {
    ...place(),
    deskCode: text('desk_code').notNull(),
    epoch: bigint({ mode: 'number' }).notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
    envelopeId: uuid('envelope_id').notNull(),
    command: text().notNull(),
    /** The envelope's whole text as it was signed: text, since jsonb cannot hold every string. */
    body: text().notNull(),
    outcome: text().notNull(),
    reason: text().notNull(),
    detail: jsonb().notNull(),
    takenAt: moment('taken_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'envelope_key',
      columns: [table.tenantId, table.propertyId, table.deskCode, table.epoch, table.seq],
    }),
    index('envelope_by_id').on(table.tenantId, table.propertyId, table.envelopeId),
  ],
);

/** What happened: audit trail and outbox in one; `published_at` is set by what sends it on [S26]. */
export const event = pgTable(
  'event',
  {
    ...place(),
    id: uuid().notNull(),
    envelopeId: uuid('envelope_id').notNull(),
    ordinal: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    body: jsonb().notNull(),
    command: text().notNull(),
    writer: text().notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    publishedAt: moment('published_at'),
  },
  (table) => [
    primaryKey({ name: 'event_key', columns: [table.tenantId, table.propertyId, table.id] }),
    unique('event_once').on(table.tenantId, table.propertyId, table.envelopeId, table.ordinal),
  ],
);

/** The server's own document series: the next number and the hash of the last document. */
export const series = pgTable(
  'series',
  {
    ...place(),
    name: text().notNull(),
    last: bigint({ mode: 'number' }).notNull(),
    lastHash: text('last_hash').notNull(),
  },
  (table) => [primaryKey({ name: 'series_key', columns: [table.tenantId, table.propertyId, table.name] })],
);

/**
 * The one table that desks follow: every synced row as it stands, written by triggers only.
 * `entity` is the name in `entities`; `row` has the table's columns by name, days as `YYYY-MM-DD`, instants as
 * `2026-11-20T05:21:00.000Z`.
 */
export const feed = pgTable(
  'feed',
  { ...place(), entity: text().notNull(), id: uuid().notNull(), row: jsonb().notNull() },
  (table) => [primaryKey({ name: 'feed_key', columns: [table.tenantId, table.propertyId, table.entity, table.id] })],
);
