import type { Context } from '#shared/commands/context.ts';
import type { RowWrite } from '#shared/commands/changes.ts';
import type { Event } from '#shared/commands/events.ts';
import { isId } from '#shared/kernel/ids.ts';
import { type EntityName, entities } from '#shared/schema/entities.ts';
import { sqlOf } from './columns.ts';
import { idLiteral, jsonLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
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

/** The statement that appends events: audit trail and outbox [S26]. Empty where there are none. */
export function eventsSql(
  place: Place,
  events: readonly Event[],
  context: Context,
  command: string,
  recordedAt: string,
): readonly string[] {
  if (events.length === 0) return [];
  const values = events.map(
    (event, ordinal) =>
      `(${[
        idLiteral(place.tenantId),
        idLiteral(place.propertyId),
        idLiteral(eventId(context, ordinal)),
        idLiteral(context.envelopeId),
        numberLiteral(ordinal),
        textLiteral(event.type),
        jsonLiteral(event),
        textLiteral(command),
        textLiteral(context.writer),
        textLiteral(context.actor.userId),
        textLiteral(context.actor.name),
        textLiteral(context.now),
        textLiteral(recordedAt),
      ].join(', ')})`,
  );
  return [
    `INSERT INTO event (tenant_id, property_id, id, envelope_id, ordinal, type, body, command, writer, actor_id, actor_name, at, recorded_at) VALUES ${values.join(', ')}`,
  ];
}

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
  if (writes.length === 0) return [];
  const { table, assignments } = sqlOf(entity);
  const same =
    'r.tenant_id = t."tenantId" AND r.property_id = t."propertyId" AND r.id = t."id" AND r.version = t."version" - 1';
  const update = `UPDATE ${table} r SET ${assignments} FROM ${recordsOf(entity, writes)} WHERE ${same}`;
  return [writingAll(writes.length, update)];
}

function recordsOf(entity: EntityName, writes: readonly RowWrite[]): string {
  return `jsonb_to_recordset(${jsonLiteral(writes.map((write) => write.after))}) AS t(${sqlOf(entity).record})`;
}
