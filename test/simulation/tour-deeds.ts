import { addDays } from '#shared/kernel/dates.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { Row } from '#shared/schema/entities.ts';
import { holdDraft, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { type AtDesk, type Deed, personOf } from './deeds.ts';
import { all, idMade, one, rowOf, today } from './rows-at-desk.ts';

/** What is done at a desk with seats, holds, those who wait and allotments, and how often; not in a plain seed. */
export const tourDeeds: readonly (readonly [number, Deed])[] = [
  [24, sellSeats],
  [8, sellPackage],
  [9, payHeld],
  [2, payByCard],
  [3, extendHold],
  [3, releaseHold],
  [4, cancelTour],
  [2, cancelItem],
  [4, changeTravellers],
  [4, moveSeats],
  [5, joinWaitlist],
  [3, takeOffer],
  [1, leaveWaitlist],
  [1, offerSeats],
  [2, approve],
  [0.3, revokeLeases],
];

export function sellSeats(at: AtDesk): void {
  const departure = one(at.store, at.chance, 'departure');
  if (departure !== undefined) sell(at, [seatsItem(departure.id, at.chance.between(1, 3), at.chance.below(2))]);
}

/** Seats with the nights before: all or none [I3]. */
export function sellPackage(at: AtDesk): void {
  const departure = one(at.store, at.chance, 'departure');
  const type = one(at.store, at.chance, 'roomType');
  if (departure === undefined || type === undefined) return;
  const from = addDays(today(at.store), at.chance.below(2));
  const stay = stayItem(type.id, from, addDays(from, 1));
  const party = at.chance.happens(0.2) ? 5 : 2;
  sell(at, [seatsItem(departure.id, party), stay]);
}

function sell(at: AtDesk, items: readonly object[]): void {
  const { store, chance, staff, run } = at;
  const guestId = guestFor(at);
  if (guestId === undefined) return;
  const source = chance.pick(['walkIn', 'phone', 'email', 'website'] as const) ?? 'walkIn';
  const answer = run('holdItems', holdDraft(guestId, items, { source }), staff.frontDesk);
  const bookingId = idMade(answer, 'ItemsHeld', 'booking');
  const booking = bookingId === undefined ? undefined : rowOf(store, 'booking', bookingId);
  if (booking?.status === 'HELD' && chance.happens(0.5)) deposit(at, booking);
}

function guestFor({ store, chance, staff, run }: AtDesk): string | undefined {
  const known = chance.happens(0.3) ? one(store, chance, 'guest') : undefined;
  return known?.id ?? idMade(run('addGuest', personOf(chance), staff.frontDesk), 'GuestAdded', 'guest');
}

/** Cash for what is held: all of it, the deposit, which confirms [B3], or less. */
function deposit({ chance, staff, run }: AtDesk, booking: Row<'booking'>): CommandAnswer | undefined {
  const most = booking.total - booking.paid;
  const amount = chance.weigh([
    [3, most],
    [4, Math.min(most, booking.depositDue)],
    [1, Math.min(most, 100_000)],
  ]);
  if (amount <= 0) return undefined;
  return run('takeCash', { bookingId: booking.id, amount, tendered: amount }, staff.cashier);
}

/** Also what has run out meanwhile, as this desk may not know. */
function payHeld(at: AtDesk): void {
  const booking = at.chance.pick(all(at.store, 'booking', [['status', 'HELD']]));
  if (booking !== undefined) deposit(at, booking);
}

function payByCard({ store, chance, staff, run }: AtDesk): void {
  const booking = chance.pick(all(store, 'booking', [['status', 'HELD']]));
  if (booking === undefined || booking.total <= booking.paid) return;
  const slip = { method: 'CARD', reference: `slip ${chance.below(1e6)}` };
  run('takePayment', { bookingId: booking.id, amount: booking.total - booking.paid, ...slip }, staff.cashier);
}

function extendHold({ store, chance, staff, run }: AtDesk): void {
  const hold = chance.pick(all(store, 'hold', [['status', 'active']]));
  if (hold === undefined) return;
  const minutes = chance.between(60, 2000);
  run('extendHold', { holdId: hold.id, minutes, waitsFor: 'a bank transfer' }, staff.frontDesk);
}

function releaseHold({ store, chance, staff, run }: AtDesk): void {
  const hold = chance.pick(all(store, 'hold', [['status', 'active']]));
  if (hold !== undefined) run('releaseHold', { holdId: hold.id, reason: 'not wanted any more' }, staff.frontDesk);
}

/** A booking of seats that stands: what comes free goes to those who wait [I9, I10]. */
function ofSeats({ store, chance }: AtDesk): { seats: Row<'seats'>; booking: Row<'booking'> } | undefined {
  const seats = chance.pick(all(store, 'seats', [['status', 'CONFIRMED']]));
  const booking = seats === undefined ? undefined : rowOf(store, 'booking', seats.bookingId);
  return seats === undefined || booking === undefined ? undefined : { seats, booking };
}

function cancelTour(at: AtDesk): void {
  const { booking } = ofSeats(at) ?? {};
  if (booking === undefined) return;
  const draft = { bookingId: booking.id, expectedVersion: booking.version, reason: 'snow on the pass' };
  at.run('cancelBooking', draft, at.staff.frontDesk);
}

function cancelItem(at: AtDesk): void {
  const { seats, booking } = ofSeats(at) ?? {};
  if (seats === undefined || booking === undefined) return;
  const draft = { bookingId: booking.id, itemId: seats.id, expectedVersion: booking.version, reason: 'a cold' };
  at.run('cancelItem', draft, at.staff.frontDesk);
}

/** More or fewer travel; now and then it is a manager who says so. */
function changeTravellers({ store, chance, staff, run }: AtDesk): void {
  const seats = chance.pick([
    ...all(store, 'seats', [['status', 'CONFIRMED']]),
    ...all(store, 'seats', [['status', 'HELD']]),
  ]);
  if (seats === undefined) return;
  const { pax } = seatsItem(seats.departureId, chance.between(1, 4), chance.below(2));
  const by = chance.happens(0.2) ? staff.manager : staff.frontDesk;
  run('changePax', { seatsId: seats.id, expectedVersion: seats.version, pax }, by);
}

/** To another departure of the product, wherever this desk believes that there are seats [B6]. */
function moveSeats({ store, chance, staff, run }: AtDesk): void {
  const seats = chance.pick([
    ...all(store, 'seats', [['status', 'CONFIRMED']]),
    ...all(store, 'seats', [['status', 'HELD']]),
  ]);
  const booking = seats === undefined ? undefined : rowOf(store, 'booking', seats.bookingId);
  const from = seats === undefined ? undefined : rowOf(store, 'departure', seats.departureId);
  if (booking === undefined || from === undefined) return;
  const others = all(store, 'departure', [['productId', from.productId]]).filter(({ id }) => id !== from.id);
  const to = chance.pick(others);
  if (to === undefined) return;
  const keepPrice = chance.happens(0.2);
  const draft = { bookingId: booking.id, expectedVersion: booking.version, departureId: from.id, toDepartureId: to.id };
  run('moveSeats', { ...draft, keepPrice }, keepPrice ? staff.manager : staff.frontDesk);
}

function joinWaitlist(at: AtDesk): void {
  const departure = one(at.store, at.chance, 'departure');
  const guestId = departure === undefined ? undefined : guestFor(at);
  if (departure === undefined || guestId === undefined) return;
  const { pax } = seatsItem(departure.id, at.chance.between(1, 3));
  const draft = { departureId: departure.id, guestId, variantId: null, pax, source: 'phone', note: '' };
  at.run('joinWaitlist', draft, at.staff.frontDesk);
}

function takeOffer({ store, chance, staff, run }: AtDesk): void {
  const entry = chance.pick(all(store, 'waitlistEntry', [['status', 'offered']]));
  const nothing = { promotionCode: '', travellers: '', requirements: '', note: '' };
  if (entry !== undefined) run('takeOffer', { entryId: entry.id, ...nothing }, staff.frontDesk);
}

function leaveWaitlist({ store, chance, staff, run }: AtDesk): void {
  const entry = one(store, chance, 'waitlistEntry');
  if (entry !== undefined) run('leaveWaitlist', { entryId: entry.id }, staff.frontDesk);
}

function offerSeats({ store, chance, staff, run }: AtDesk): void {
  const entry = one(store, chance, 'waitlistEntry');
  if (entry !== undefined) run('offerSeats', { entryId: entry.id, overbook: false }, staff.manager);
}

function approve({ store, chance, staff, run }: AtDesk): void {
  const booking = chance.pick(all(store, 'booking', [['status', 'PENDING_APPROVAL']]));
  if (booking === undefined) return;
  if (chance.happens(0.7)) run('approveBooking', { bookingId: booking.id }, staff.manager);
  else run('rejectBooking', { bookingId: booking.id, reason: 'too many' }, staff.manager);
}

/** A manager takes another desk's allotments away, whatever it has sold of them [S33]. */
function revokeLeases({ store, chance, staff, run }: AtDesk): void {
  const lease = chance.pick(all(store, 'lease', [['status', 'active']]));
  if (lease === undefined) return;
  const slotIds = chance.happens(0.5) ? [lease.slotId] : [];
  run('revokeLeases', { deskCode: lease.deskCode, slotIds }, staff.manager);
}
