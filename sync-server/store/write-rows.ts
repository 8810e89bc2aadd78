import type { Context } from '#shared/commands/context.ts';
import type { RowWrite } from '#shared/commands/changes.ts';
import type { Event } from '#shared/commands/events.ts';
import { isId } from '#shared/kernel/ids.ts';
import { type EntityName, entities } from '#shared/schema/entities.ts';
import { sqlOf } from './columns.ts';
import { arrayLiteral, idLiteral, jsonLiteral, numberLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/**
 * The statements that write rows: one insert and one update an entity, however many rows. An update holds only where the row
 * is the one that was read; where one is not, the statement fails as what passes on another try. In the global order, and by id
 * within a kind: two that make the same new rows meet at the first of them [S21].
 */
export function rowWritesSql(writes: readonly RowWrite[]): readonly string[] {
  const inOrder = writes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const byEntity = Map.groupBy(inOrder, (write) => write.entity);
  const rows = [...byEntity]
    .toSorted(([a], [b]) => entities[a].lockOrder - entities[b].lockOrder)
    .flatMap(([entity, all]) => [
      ...insertOf(
        entity,
        all.filter((write) => write.before === null),
      ),
      ...updateOf(
        entity,
        all.filter((write) => write.before !== null),
      ),
    ]);
  return [...unpruneSql(writes), ...rows];
}

/** The statement that brings bookings back into the feed, whole, of which something is about to be written there [S29]. */
function unpruneSql(writes: readonly RowWrite[]): string[] {
  const made = new Set(
    writes.flatMap(({ entity, id, before }) => (entity === 'booking' && before === null ? [id] : [])),
  );
  const bookings = new Set(writes.flatMap((write) => bookingOf(write) ?? []).filter((id) => isId(id) && !made.has(id)));
  const [any] = writes;
  if (bookings.size === 0 || any === undefined) return [];
  const { tenantId, propertyId } = any.after;
  return [
    `SELECT cairn_unprune(${idLiteral(tenantId)}, ${idLiteral(propertyId)}, ${jsonLiteral([...bookings].toSorted())})`,
  ];
}

/** The booking that a row belongs to or speaks of. */
function bookingOf({ entity, id, after }: RowWrite): string | undefined {
  if (entity === 'booking') return id;
  if ('concerns' in after) return after.concerns.bookingId;
  return 'bookingId' in after ? (after.bookingId ?? undefined) : undefined;
}

/** A writing statement that fails where it does not write as many rows as it must: the check goes along instead of waiting for the answer. */
export function writingAll(rows: number, sql: string): string {
  return `WITH written AS (${sql} RETURNING 1) SELECT cairn_rows_written(count(*), ${numberLiteral(rows)}) FROM written`;
}

/** What one command made happen. */
export interface Happening {
  readonly events: readonly Event[];
  readonly context: Context;
  readonly command: string;
  readonly recordedAt: string;
}

/** The statement that appends events: audit trail and outbox [S26]. Empty where there are none. */
export function eventsSql({ tenantId, propertyId }: Place, happenings: readonly Happening[]): readonly string[] {
  const records = happenings.flatMap(({ events, context, command, recordedAt }) =>
    events.map((event, ordinal) => ({
      id: eventId(context, ordinal),
      envelope_id: context.envelopeId,
      ordinal,
      type: event.type,
      body: event,
      command,
      writer: context.writer,
      actor_id: context.actor.userId,
      actor_name: context.actor.name,
      at: context.now,
      recorded_at: recordedAt,
    })),
  );
  if (records.length === 0) return [];
  return [
    `INSERT INTO event (tenant_id, property_id, ${eventFields}) SELECT ${idLiteral(tenantId)}, ${idLiteral(propertyId)}, ${eventFields} FROM jsonb_to_recordset(${jsonLiteral(records)}) AS t(${eventRecord})`,
  ];
}

const eventFields = 'id, envelope_id, ordinal, type, body, command, writer, actor_id, actor_name, at, recorded_at';
const eventRecord =
  'id uuid, envelope_id uuid, ordinal bigint, type text, body jsonb, command text, writer text, actor_id text, actor_name text, at timestamptz, recorded_at timestamptz';

/** The id of the n-th event of a command; the journal entry of a financial one names it. */
export function eventId(context: Context, ordinal: number): string {
  return context.id(`event/${ordinal}`);
}

function insertOf(entity: EntityName, writes: readonly RowWrite[]): string[] {
  if (writes.length === 0) return [];
  const { table, columns, fields } = sqlOf(entity);
  return [
    writingAll(writes.length, `INSERT INTO ${table} (${columns}) SELECT ${fields} FROM ${recordsOf(entity, writes)}`),
  ];
}

function updateOf(entity: EntityName, writes: readonly RowWrite[]): string[] {
  const { table, assignments, record } = sqlOf(entity);
  const [first] = writes;
  if (first === undefined) return [];
  const { tenantId, propertyId } = first.after;
  // Found by the key, whatever the planner knows of the table; and each with what becomes of it.
  const named = `r.tenant_id = ${idLiteral(tenantId)} AND r.property_id = ${idLiteral(propertyId)} AND r.id = ANY(${arrayLiteral(writes.map(({ id }) => id))}::uuid[])`;
  const same = `${named} AND r.tenant_id = t."tenantId" AND r.property_id = t."propertyId" AND r.id = t."id" AND r.version = t."was"`;
  const records = jsonLiteral(writes.map(({ before, after }) => ({ ...after, was: before?.version })));
  const update = `UPDATE ${table} r SET ${assignments} FROM jsonb_to_recordset(${records}) AS t(${record}, "was" bigint) WHERE ${same}`;
  return [writingAll(writes.length, update)];
}

function recordsOf(entity: EntityName, writes: readonly RowWrite[]): string {
  return `jsonb_to_recordset(${jsonLiteral(writes.map((write) => write.after))}) AS t(${sqlOf(entity).record})`;
}
