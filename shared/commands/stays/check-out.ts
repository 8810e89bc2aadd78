import { z } from 'zod';
import { sumOf } from '#shared/bookings/price.ts';
import { stayTransitions } from '#shared/bookings/states.ts';
import { addDays, daysBetween, daysOf } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { MOST_NIGHTS, amountField, dayField, idField, sealedShort, shortText } from '../fields.ts';
import { type Loading, lock, lockAll, peek, peekAll, see, where } from '../need.ts';
import { type FoundAtDeparture, leftHere, leftWhere, loadRoomsLeft, loadUnitsLeft } from './as-left.ts';
import { chargedAfterAll, checkedOut, totalCharged } from './departure-events.ts';

const draft = z.object({ stayId: idField });
type Draft = z.infer<typeof draft>;

const checkOutInput = draft.extend({
  at: z.iso.datetime(),
  date: dayField,
  bookingId: idField,
  bookingNumber: z.string().max(40),
  guest: sealedShort,
  currency: z.string().length(3),
  /** Nights that were slept and not yet charged; the id of each derives from stay and date, so that it is charged once [R6]. */
  charges: z
    .array(z.object({ entryId: idField, date: dayField, amount: amountField, description: shortText }))
    .max(MOST_NIGHTS),
  departure: dayField,
  left: leftWhere.optional(),
});
export type CheckOutInput = z.infer<typeof checkOutInput>;

/** The key comes back [R3]: the nights slept are charged and earned, nights not slept are for sale again, the room waits for cleaning [R2]. */
export const checkOut = defineFact<Draft, CheckOutInput, FoundAtDeparture>({
  name: 'checkOut',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input: checkOutInput,
  load,
  prepare,
  guard,
  record,
  concerns: ({ rooms, occupancy }, { guest, bookingId, bookingNumber, stayId, date, left }) => ({
    guest,
    bookingId,
    bookingNumber,
    stayId,
    room: rooms.all.find((room) => room.id === (left ?? occupancy)?.roomId)?.number ?? '',
    to: date,
  }),
});

function* load(given: Draft | CheckOutInput, context: Context): Loading<FoundAtDeparture> {
  const recorded = 'at' in given ? given : undefined;
  const { stay } = yield* see({ stay: lock('stay', given.stayId) });
  const bookingId = stay?.bookingId ?? recorded?.bookingId ?? '';
  const { booking, guest, parts, charged, seats, stays } = yield* see({
    booking: lock('booking', bookingId),
    guest: peek('guest', stay?.guestId ?? ''),
    parts: lockAll('occupancy', [where('stayId', '=', given.stayId)]),
    charged: peekAll('folioEntry', [where('folioId', '=', folioIdOf(bookingId)), where('kind', '=', 'charge')]),
    seats: peekAll('seats', [
      where('bookingId', '=', bookingId),
      where('status', 'in', ['CONFIRMED', 'COMPLETED', 'NO_SHOW']),
    ]),
    stays: peekAll('stay', [
      where('bookingId', '=', bookingId),
      where('status', 'in', ['HELD', 'CONFIRMED', 'CHECKED_IN']),
    ]),
  });
  const others = stays.filter(({ id }) => id !== given.stayId);
  const besides = sumOf([...seats.map(({ total }) => total), ...others.map((other) => notCharged(other, charged))]);
  const occupancy =
    parts.find((part) => part.id === recorded?.left?.occupancyId) ??
    parts.find((part) => part.status === 'inHouse') ??
    parts[0];
  const left = recorded?.left ?? leftHere(stay, occupancy);
  const rooms = yield* loadRoomsLeft(left, occupancy);
  const departure = recorded?.departure ?? (stay === undefined ? '' : leavingOn(stay, context.businessDate));
  const units =
    stay?.status === 'CHECKED_IN' && left !== undefined
      ? yield* loadUnitsLeft(stay, left, departure)
      : { sold: [], taken: [] };
  return { stay, booking, guest, occupancy, left, rooms, besides, others, charged, units };
}

/** The day the stay really ends: today where that is early, at least one night after arrival unless it is day use; never later than agreed. */
function leavingOn(stay: Row<'stay'>, today: string): string {
  if (stay.dayUse || today >= stay.departure) return stay.departure;
  const firstMorning = addDays(stay.arrival, 1);
  return today < firstMorning ? firstMorning : today;
}

function prepare(
  { stay, booking, guest, charged, left }: FoundAtDeparture,
  given: Draft,
  context: Context,
  { seal }: Preparation,
): Outcome<CheckOutInput> {
  if (stay === undefined || booking === undefined) return refuse('not-found', { entity: 'stay' });
  const departure = leavingOn(stay, context.businessDate);
  const charges = nightsOf(stay, departure).filter((charge) => !charged.some((entry) => entry.id === charge.entryId));
  return done({
    ...given,
    at: context.now,
    date: context.businessDate,
    bookingId: booking.id,
    bookingNumber: booking.number,
    guest: guest === undefined ? '' : seal(guest.id, guest.name),
    currency: booking.currency,
    charges,
    departure,
    left,
  });
}

/** What nights of a stay come to that stand on no folio yet. Minor units. */
function notCharged(stay: Row<'stay'>, charged: readonly Row<'folioEntry'>[]): number {
  const known = new Set(charged.map(({ id }) => id));
  const nights = nightsOf(stay, stay.departure);
  return sumOf(nights.flatMap(({ entryId, amount }) => (known.has(entryId) ? [] : [amount])));
}

/** Each night until a day, as it is charged. */
function nightsOf(stay: Row<'stay'>, until: string) {
  const days = stay.dayUse ? [stay.arrival] : daysOf({ from: stay.arrival, to: until });
  return days.map((date) => ({
    entryId: deriveId(stay.id, `night/${date}`),
    date,
    amount: stay.nightly[stay.dayUse ? 0 : daysBetween(stay.arrival, date)] ?? 0,
    description: date,
  }));
}

function guard({ stay, booking, charged, besides }: FoundAtDeparture, { charges }: CheckOutInput): Outcome<null> {
  if (stay === undefined || booking === undefined) return refuse('not-found', { entity: 'stay' });
  if (nextState(stayTransitions, stay.status, 'checkOut') === undefined) {
    return refuse('invalid-transition', { command: 'checkOut', status: stay.status });
  }
  const total = totalCharged(charged, charges) + besides;
  if (total !== booking.paid) {
    return refuse('balance-due', {
      due: total - booking.paid,
      total,
      paid: booking.paid,
      currency: booking.currency,
      bookingId: booking.id,
    });
  }
  return done(null);
}

function record(found: FoundAtDeparture, given: CheckOutInput, context: Context): readonly Event[] {
  const { stay, booking, occupancy, left } = found;
  if (stay?.status !== 'CHECKED_IN' || booking === undefined || occupancy === undefined || left === undefined)
    return chargedAfterAll(found, given, context);
  return checkedOut({ ...found, stay, booking, occupancy, left }, given, context);
}
