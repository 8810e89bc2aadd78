import { z } from 'zod';
import { type Slot, type SlotDelta, resizeTotal } from '#shared/inventory/slot.ts';
import { daysBetween } from '#shared/kernel/dates.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import { claimsOverlap, spanOfRow } from '#shared/stays/claimed-days.ts';
import { roomTransitions } from '#shared/stays/room-states.ts';
import type { Context } from '../context.ts';
import { defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { dayField, idField, shortText } from '../fields.ts';
import { type Loading, edit, lock, lockAll, peekAll, see, where } from '../need.ts';
import { loadKnownNights } from '../nights.ts';
import { claiming, touches } from '../room-claims.ts';

const putDraft = z.object({
  roomId: idField,
  kind: z.enum(['OOO', 'OOS']),
  from: dayField,
  /** The first day on which it is back. */
  to: dayField,
  reason: shortText.min(1),
});
type PutDraft = z.infer<typeof putDraft>;

/** The business date of the deed, which a fact keeps however late it arrives [S5, R6]; facts from before it was frozen lack it [S17]. */
const itsDate = { date: dayField.optional() };
const putInput = putDraft.extend(itsDate);
type PutInput = z.infer<typeof putInput>;

/** A pipe burst: the room is out [R2]. OOO takes it out of inventory, by force where it was sold; stays that have not arrived lose the room. */
export const putOutOfOrder = defineFact<PutDraft, PutInput, PutSeen>({
  name: 'putOutOfOrder',
  version: 1,
  roles: ['frontDesk', 'housekeeping', 'manager', 'administrator'],
  draft: putDraft,
  input: putInput,
  load: loadPut,
  prepare: (_seen, given, context) =>
    given.from < context.businessDate
      ? refuse('invalid-dates', { from: given.from, to: given.to })
      : done({ ...given, date: context.businessDate }),
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

interface PutSeen {
  readonly room: Row<'room'> | undefined;
  readonly occupancies: readonly Row<'occupancy'>[];
  readonly blocks: readonly Row<'roomBlock'>[];
  readonly slots: readonly Slot[];
}

function* loadPut({ roomId, from, to, kind }: PutDraft): Loading<PutSeen> {
  const { room, touching, blocks } = yield* see({
    room: lock('room', roomId),
    touching: lockAll('occupancy', [where('roomId', '=', roomId), ...touches({ from, to }), ...claiming]),
    blocks: peekAll('roomBlock', [
      where('roomId', '=', roomId),
      where('status', '=', 'open'),
      where('kind', '=', 'OOO'),
    ]),
  });
  const slots = room === undefined || kind === 'OOS' ? [] : yield* loadKnownNights(room.roomTypeId, { from, to });
  const occupancies = touching.filter((other) => claimsOverlap(spanOfRow(other), { from, to }));
  return { room, occupancies, blocks, slots };
}

function recordPut(
  { room, occupancies, blocks, slots }: PutSeen,
  { roomId, kind, from, to, reason, date }: PutInput,
  context: Context,
): readonly Event[] {
  if (room === undefined) return [];
  const displaced = occupancies.filter((occupancy) => occupancy.status === 'expected' && kind === 'OOO');
  const deltas = slots.filter((slot) => !isOut(slot.date, blocks)).map((slot) => resizeTotal(slot, -1));
  const out = nextState(roomTransitions, room.status, kind === 'OOO' ? 'putOutOfOrder' : 'putOutOfService');
  const outAtOnce = isOut(date ?? context.businessDate, [{ fromDate: from, toDate: to }]);
  return [
    {
      type: 'RoomPutOutOfOrder',
      block: {
        id: context.id('block'),
        fields: { roomId, roomTypeId: room.roomTypeId, kind, fromDate: from, toDate: to, reason, status: 'open' },
      },
      // A room that somebody is in stays occupied; one that is out of order already is not made less so.
      roomStatus: outAtOnce ? (out ?? null) : null,
      displaced: displaced.map((occupancy) => occupancy.id),
      slots: deltas,
    },
    ...oversold(deltas, room, context),
  ];
}

function oversold(deltas: readonly SlotDelta[], room: Row<'room'>, context: Context): Event[] {
  const forced = deltas.filter((delta) => (delta.change.forced ?? 0) > 0).map((delta) => delta.begin.date);
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

function isOut(night: string, blocks: readonly Pick<Row<'roomBlock'>, 'fromDate' | 'toDate'>[]): boolean {
  return blocks.some((block) => block.fromDate <= night && night < block.toDate);
}

const returnDraft = z.object({ blockId: idField });
type ReturnDraft = z.infer<typeof returnDraft>;
const returnInput = returnDraft.extend(itsDate);
type ReturnInput = z.infer<typeof returnInput>;

/** The room is back: dirty, and from that day on in inventory again [R2]. */
export const returnToService = defineFact<ReturnDraft, ReturnInput, ReturnSeen>({
  name: 'returnToService',
  version: 1,
  roles: ['frontDesk', 'housekeeping', 'manager', 'administrator'],
  draft: returnDraft,
  input: returnInput,
  load: loadReturn,
  prepare: (_seen, given, context) => done({ ...given, date: context.businessDate }),
  guard: ({ block }) => (block?.status === 'open' ? done(null) : refuse('not-found', { entity: 'roomBlock' })),
  record({ block, room, slots, others }, input, context) {
    const date = input.date ?? context.businessDate;
    if (block === undefined || block.status !== 'open' || room === undefined) return [];
    const until = date < block.fromDate ? block.fromDate : date < block.toDate ? date : block.toDate;
    const status = statusAfter(room, others, date);
    const ooo = others.filter((other) => other.kind === 'OOO');
    const back = slots.filter((slot) => !isOut(slot.date, ooo)).map((slot) => resizeTotal(slot, 1));
    return [{ type: 'RoomReturned', blockId: block.id, roomId: room.id, until, roomStatus: status, slots: back }];
  },
  concerns: ({ room }) => ({ roomId: room?.id ?? '', room: room?.number ?? '' }),
});

/** Dirty, unless another block keeps it out that day; a room that was not out is as it was. */
function statusAfter(room: Row<'room'>, others: readonly Row<'roomBlock'>[], today: string): RoomStatus {
  const back = nextState(roomTransitions, room.status, 'returnToService');
  if (back === undefined) return room.status;
  const still = others.filter((other) => isOut(today, [other]));
  return still.find((other) => other.kind === 'OOO')?.kind ?? still[0]?.kind ?? back;
}

interface ReturnSeen {
  readonly block: Row<'roomBlock'> | undefined;
  readonly room: Row<'room'> | undefined;
  /** What else keeps the room out, of either kind. */
  readonly others: readonly Row<'roomBlock'>[];
  readonly slots: readonly Slot[];
}

function* loadReturn(given: ReturnDraft | ReturnInput, context: Context): Loading<ReturnSeen> {
  const { blockId } = given;
  const { block } = yield* see({ block: edit('roomBlock', blockId) });
  const { room, open } = yield* see({
    room: lock('room', block?.roomId ?? ''),
    open: peekAll('roomBlock', [where('roomId', '=', block?.roomId ?? ''), where('status', '=', 'open')]),
  });
  const others = open.filter((other) => other.id !== blockId);
  if (block === undefined || block.kind === 'OOS') return { block, room, others, slots: [] };
  const date = ('date' in given ? given.date : undefined) ?? context.businessDate;
  const from = block.fromDate < date ? date : block.fromDate;
  const slots = yield* loadKnownNights(block.roomTypeId, { from, to: block.toDate });
  return { block, room, others, slots };
}
