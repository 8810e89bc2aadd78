import { z } from 'zod';
import { type Slot, type SlotDelta, resizeTotal } from '#shared/inventory/slot.ts';
import { daysBetween } from '#shared/kernel/dates.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import { asIs, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { dayField, idField, shortText } from '../fields.ts';
import { type Loading, edit, lock, lockAll, peekAll, see, where } from '../need.ts';
import { loadKnownNights } from '../nights.ts';

const putDraft = z.object({
  roomId: idField,
  kind: z.enum(['OOO', 'OOS']),
  from: dayField,
  /** The first day on which it is back. */
  to: dayField,
  reason: shortText.min(1),
});
type PutDraft = z.infer<typeof putDraft>;

/** A pipe burst: the room is out [R2]. OOO takes it out of inventory, by force where it was sold; stays that have not arrived lose the room. */
export const putOutOfOrder = defineFact({
  name: 'putOutOfOrder',
  version: 1,
  roles: ['frontDesk', 'housekeeping', 'manager', 'administrator'],
  draft: putDraft,
  input: putDraft,
  load: loadPut,
  prepare: (_seen, given, context) =>
    given.from < context.businessDate ? refuse('invalid-dates', { from: given.from, to: given.to }) : done(given),
  guard({ room, occupancies }, { from, to }) {
    if (room === undefined) return refuse('not-found', { entity: 'room' });
    if (to <= from || daysBetween(from, to) > 366) return refuse('invalid-dates', { from, to });
    const inside = occupancies.find((occupancy) => occupancy.status === 'inHouse');
    if (inside !== undefined)
      return refuse('room-taken', { room: room.number, roomId: room.id, occupancyId: inside.id });
    return done(null);
  },
  record: recordPut,
  concerns: ({ room }, { roomId, from, to }) => ({ roomId, room: room?.number ?? '', from, to }),
});

function* loadPut({ roomId, from, to, kind }: PutDraft) {
  const { room, occupancies, blocks } = yield* see({
    room: lock('room', roomId),
    occupancies: lockAll('occupancy', [
      where('roomId', '=', roomId),
      where('toDate', '>', from),
      where('fromDate', '<', to),
      where('status', 'in', ['expected', 'inHouse']),
    ]),
    blocks: peekAll('roomBlock', [
      where('roomId', '=', roomId),
      where('status', '=', 'open'),
      where('kind', '=', 'OOO'),
    ]),
  });
  const slots = room === undefined || kind === 'OOS' ? [] : yield* loadKnownNights(room.roomTypeId, { from, to });
  return { room, occupancies, blocks, slots };
}

function recordPut(
  seen: {
    room: Row<'room'> | undefined;
    occupancies: readonly Row<'occupancy'>[];
    blocks: readonly Row<'roomBlock'>[];
    slots: readonly Slot[];
  },
  { roomId, kind, from, to, reason }: PutDraft,
  context: Context,
): readonly Event[] {
  const { room, occupancies, slots } = seen;
  if (room === undefined) return [];
  const displaced = occupancies.filter((occupancy) => occupancy.status === 'expected' && kind === 'OOO');
  const deltas = slots.filter((slot) => !isOut(slot.date, seen.blocks)).map((slot) => resizeTotal(slot, -1));
  const today = from <= context.businessDate && context.businessDate < to;
  return [
    {
      type: 'RoomPutOutOfOrder',
      block: {
        id: context.id('block'),
        fields: { roomId, roomTypeId: room.roomTypeId, kind, fromDate: from, toDate: to, reason, status: 'open' },
      },
      // A room that is out of order already is not made less so.
      roomStatus: today && room.status !== 'OCCUPIED' && room.status !== 'OOO' ? kind : null,
      displaced: displaced.map((occupancy) => occupancy.id),
      slots: deltas,
    },
    ...oversold(deltas, room, context),
  ];
}

function oversold(deltas: readonly SlotDelta[], room: Row<'room'>, context: Context): Event[] {
  const forced = deltas.filter((delta) => delta.forced > 0).map((delta) => delta.begin.date);
  const first = forced[0];
  if (first === undefined) return [];
  return [
    openException(context, {
      label: 'oversold',
      kind: 'oversold',
      detail: { nights: forced, room: room.number },
      remedies: [{ kind: 'acceptForced', label: { nights: forced.length }, with: {} }],
      concerns: { roomId: room.id, room: room.number, from: first, to: forced.at(-1) ?? first },
    }),
  ];
}

function isOut(night: string, blocks: readonly Row<'roomBlock'>[]): boolean {
  return blocks.some((block) => block.fromDate <= night && night < block.toDate);
}

const returnDraft = z.object({ blockId: idField });

/** The room is back: dirty, and from today on in inventory again [R2]. */
export const returnToService = defineFact({
  name: 'returnToService',
  version: 1,
  roles: ['frontDesk', 'housekeeping', 'manager', 'administrator'],
  draft: returnDraft,
  input: returnDraft,
  load: loadReturn,
  prepare: asIs,
  guard: ({ block }) => (block?.status === 'open' ? done(null) : refuse('not-found', { entity: 'roomBlock' })),
  record({ block, room, slots, others }, _input, context) {
    if (block === undefined || block.status !== 'open' || room === undefined) return [];
    const until =
      context.businessDate < block.fromDate
        ? block.fromDate
        : context.businessDate < block.toDate
          ? context.businessDate
          : block.toDate;
    const status = statusAfter(room, others, context.businessDate);
    const ooo = others.filter((other) => other.kind === 'OOO');
    const back = slots.filter((slot) => !isOut(slot.date, ooo)).map((slot) => resizeTotal(slot, 1));
    return [{ type: 'RoomReturned', blockId: block.id, roomId: room.id, until, roomStatus: status, slots: back }];
  },
  concerns: ({ room }) => ({ roomId: room?.id ?? '', room: room?.number ?? '' }),
});

/** Dirty, unless another block keeps it out today. */
function statusAfter(room: Row<'room'>, others: readonly Row<'roomBlock'>[], today: string): RoomStatus {
  if (room.status !== 'OOO' && room.status !== 'OOS') return room.status;
  const still = others.filter((other) => isOut(today, [other]));
  return still.find((other) => other.kind === 'OOO')?.kind ?? still[0]?.kind ?? 'VACANT_DIRTY';
}

interface ReturnSeen {
  readonly block: Row<'roomBlock'> | undefined;
  readonly room: Row<'room'> | undefined;
  /** What else keeps the room out, of either kind. */
  readonly others: readonly Row<'roomBlock'>[];
  readonly slots: readonly Slot[];
}

function* loadReturn({ blockId }: z.infer<typeof returnDraft>, context: Context): Loading<ReturnSeen> {
  const { block } = yield* see({ block: edit('roomBlock', blockId) });
  const { room, open } = yield* see({
    room: lock('room', block?.roomId ?? ''),
    open: peekAll('roomBlock', [where('roomId', '=', block?.roomId ?? ''), where('status', '=', 'open')]),
  });
  const others = open.filter((other) => other.id !== blockId);
  if (block === undefined || block.kind === 'OOS') return { block, room, others, slots: [] };
  const from = block.fromDate < context.businessDate ? context.businessDate : block.fromDate;
  const slots = yield* loadKnownNights(block.roomTypeId, { from, to: block.toDate });
  return { block, room, others, slots };
}
