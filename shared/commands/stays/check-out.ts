import { z } from 'zod';
import { stayTransitions } from '#shared/bookings/states.ts';
import { type Slot, giveBack } from '#shared/inventory/slot.ts';
import { addDays, daysBetween, daysOf } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { defineFact } from '../define.ts';
import type { Event } from '../events.ts';
import { openException } from '../exceptions.ts';
import { MOST_NIGHTS, amountField, dayField, idField, shortText } from '../fields.ts';
import { type Loading, lock, lockAll, peek, peekAll, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';

const draft = z.object({ stayId: idField });
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  at: z.iso.datetime(),
  date: dayField,
  bookingId: idField,
  bookingNumber: z.string().max(40),
  guest: shortText,
  currency: z.string().length(3),
  /** Nights that were slept and not yet charged; the id of each derives from stay and date, so that it is charged once [R6]. */
  charges: z
    .array(z.object({ entryId: idField, date: dayField, amount: amountField, description: shortText }))
    .max(MOST_NIGHTS),
  departure: dayField,
});
type Input = z.infer<typeof input>;

interface Seen {
  readonly stay: Row<'stay'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly occupancy: Row<'occupancy'> | undefined;
  readonly room: Row<'room'> | undefined;
  readonly charged: readonly Row<'folioEntry'>[];
  readonly unusedSlots: readonly Slot[];
}

/** The key comes back [R3]: the nights slept are charged and earned, nights not slept are for sale again, the room waits for cleaning [R2]. */
export const checkOut = defineFact<Draft, Input, Seen>({
  name: 'checkOut',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input,
  load,
  prepare,
  guard,
  record,
  concerns: ({ room }, { guest, bookingId, bookingNumber, stayId, date }) => ({
    guest,
    bookingId,
    bookingNumber,
    stayId,
    room: room?.number ?? '',
    to: date,
  }),
});

function* load(given: Draft | Input, context: Context): Loading<Seen> {
  const { stay } = yield* see({ stay: lock('stay', given.stayId) });
  const bookingId = stay?.bookingId ?? '';
  const seen = yield* see({
    booking: lock('booking', bookingId),
    guest: peek('guest', stay?.guestId ?? ''),
    parts: lockAll('occupancy', [where('stayId', '=', given.stayId)]),
    charged: peekAll('folioEntry', [where('folioId', '=', folioIdOf(bookingId)), where('kind', '=', 'charge')]),
  });
  const occupancy = seen.parts[0];
  const { room } = yield* see({ room: lock('room', occupancy?.roomId ?? '') });
  const departure =
    'departure' in given ? given.departure : stay === undefined ? '' : leavingOn(stay, context.businessDate);
  const early = stay !== undefined && departure < stay.departure;
  const unusedSlots = early ? yield* loadNights(stay.roomTypeId, { from: departure, to: stay.departure }) : [];
  return { stay, booking: seen.booking, guest: seen.guest, occupancy, room, charged: seen.charged, unusedSlots };
}

/** The day the stay really ends: today where that is early, at least one night after arrival unless it is day use; never later than agreed. */
function leavingOn(stay: Row<'stay'>, today: string): string {
  if (stay.dayUse || today >= stay.departure) return stay.departure;
  const firstMorning = addDays(stay.arrival, 1);
  return today < firstMorning ? firstMorning : today;
}

function prepare({ stay, booking, guest, charged }: Seen, given: Draft, context: Context): Outcome<Input> {
  if (stay === undefined || booking === undefined) return refuse('not-found', { entity: 'stay' });
  const departure = leavingOn(stay, context.businessDate);
  const days = stay.dayUse ? [stay.arrival] : daysOf({ from: stay.arrival, to: departure });
  const charges = days
    .map((date) => ({
      entryId: deriveId(stay.id, `night/${date}`),
      date,
      amount: stay.nightly[stay.dayUse ? 0 : daysBetween(stay.arrival, date)] ?? 0,
      description: date,
    }))
    .filter((charge) => !charged.some((entry) => entry.id === charge.entryId));
  return done({
    ...given,
    at: context.now,
    date: context.businessDate,
    bookingId: booking.id,
    bookingNumber: booking.number,
    guest: guest?.name ?? '',
    currency: booking.currency,
    charges,
    departure,
  });
}

function guard({ stay, booking, charged }: Seen, { charges }: Input): Outcome<null> {
  if (stay === undefined || booking === undefined) return refuse('not-found', { entity: 'stay' });
  if (nextState(stayTransitions, stay.status, 'checkOut') === undefined) {
    return refuse('invalid-transition', { command: 'checkOut', status: stay.status });
  }
  const total = totalCharged(charged, charges);
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

function record(
  { stay, booking, occupancy, room, charged, unusedSlots }: Seen,
  given: Input,
  context: Context,
): readonly Event[] {
  if (stay === undefined || booking === undefined || occupancy === undefined || stay.status !== 'CHECKED_IN') {
    return [contradiction(stay?.status ?? '', given, context)];
  }
  const fresh = given.charges.filter((charge) => !charged.some((entry) => entry.id === charge.entryId));
  return [
    {
      type: 'StayCheckedOut',
      bookingId: booking.id,
      folioId: folioIdOf(booking.id),
      stayId: stay.id,
      occupancyId: occupancy.id,
      roomId: room?.status === 'OCCUPIED' ? room.id : null,
      roomStatus: room?.status === 'OCCUPIED' ? 'VACANT_DIRTY' : null,
      departure: given.departure,
      total: totalCharged(charged, given.charges),
      currency: given.currency,
      charges: fresh,
      depositApplied: booking.depositHeld,
      slots: unusedSlots.map((slot) => giveBack(slot, 1)),
      date: given.date,
      at: given.at,
    },
  ];
}

function totalCharged(charged: readonly Row<'folioEntry'>[], charges: Input['charges']): number {
  const before = charged.filter((entry) => !charges.some((charge) => charge.entryId === entry.id));
  return before.reduce((sum, entry) => sum + entry.amount, 0) + charges.reduce((sum, charge) => sum + charge.amount, 0);
}

function contradiction(status: string, given: Input, context: Context): Event {
  return openException(context, {
    label: 'check-out',
    kind: 'check-out-not-in-house',
    detail: { status },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: {
      guest: given.guest,
      bookingId: given.bookingId,
      bookingNumber: given.bookingNumber,
      stayId: given.stayId,
      to: given.date,
    },
  });
}
