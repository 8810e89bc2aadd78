import { expect, test } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { aDepartureOf, figuresOf, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const policy = { ...defaultPolicy, expectedVersion: null, approvalAbove: 3_000_000 };

function aRejected({ now, promotionCode = '' }: { readonly now?: string; readonly promotionCode?: string } = {}) {
  const { lodge, departure, roomTypeId, roomIds } = aDepartureOf(2);
  lodge.clock = now;
  if (promotionCode !== '') eventOf(lodge.run('setPromotion', aCode(promotionCode), managerOnDuty), 'PromotionSet');
  lodge.run('setBookingPolicy', policy, managerOnDuty);
  const room = { ...stayItem(roomTypeId), roomId: roomIds[0] };
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id), room], { promotionCode }));
  eventOf(lodge.run('rejectBooking', { bookingId: booking.id, reason: 'no' }, managerOnDuty), 'HoldEnded');
  expect(lodge.one('booking', booking.id).status).toBe('DRAFT');
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 2');
  return { lodge, departure, booking };
}

const again = (lodge: PaperLodge, bookingId: string) => lodge.run('holdDraft', { bookingId });

test('[B3] [I4] a rejected draft is held again with all its items, and waits for a manager once more', () => {
  const { lodge, departure, booking } = aRejected();
  lodge.pass(10);
  eventOf(again(lodge, booking.id), 'HeldAnew');
  expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'PENDING_APPROVAL', statusReason: '' });
  expect(figuresOf(lodge, departure.slotId)).toBe('1 held, 0 confirmed, 0 forced of 2');
  expect(lodge.all('occupancy').map(({ status }) => status)).toEqual(['expected']);
  lodge.pass(60);
  lodge.run('expireDraft', { bookingId: booking.id }, system);
  eventOf(lodge.run('approveBooking', { bookingId: booking.id }, managerOnDuty), 'BookingConfirmed');
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 2');
});

test('[B3] [U3] whoever held it again asked for it, and does not approve it', () => {
  const { lodge, booking } = aRejected();
  eventOf(lodge.run('holdDraft', { bookingId: booking.id }, managerOnDuty), 'HeldAnew');
  const approve = (by: Actor) => lodge.run('approveBooking', { bookingId: booking.id }, by);
  expect(approve(managerOnDuty)).toMatchObject({ ok: false, reason: 'no-right', detail: { why: 'own' } });
  eventOf(lodge.run('extendHold', { holdId: booking.holdId, minutes: 3_000, waitsFor: '' }), 'HoldChanged');
  expect(approve(managerOnDuty)).toMatchObject({ ok: false, reason: 'no-right', detail: { why: 'own' } });
  eventOf(approve({ userId: 'mina', name: 'Mina', role: 'manager' }), 'BookingConfirmed');
});

test('[B3] where the threshold was raised meanwhile it waits for its money only', () => {
  const { lodge, booking } = aRejected();
  const { version } = lodge.all('bookingPolicy')[0] ?? { version: 0 };
  const raised = { ...policy, expectedVersion: version, approvalAbove: 9_000_000 };
  eventOf(lodge.run('setBookingPolicy', raised, managerOnDuty), 'BookingPolicySet');
  eventOf(again(lodge, booking.id), 'HeldAnew');
  expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'HELD' });
  expect(lodge.all('hold').map(({ type }) => type)).toEqual(['PAYMENT_PENDING']);
  eventOf(pay(lodge, booking.id, booking.total), 'BookingConfirmed');
});

test('[B3] [I3] what its channel has come to collect itself waits for no manager, held again or run out', () => {
  for (const end of ['rejectBooking', 'expireHold']) {
    const { lodge, departure } = aDepartureOf(2);
    lodge.run('setBookingPolicy', { ...policy, approvalAbove: 1_000_000 }, managerOnDuty);
    const terms = { holdMinutes: 60, commissionBasisPoints: 0, mayOverbook: false, cutoffMinutes: 0, position: 0 };
    const channel = { code: 'VTR', name: 'Viator', source: 'ota', channelGroup: 'ota', active: true, ...terms };
    const setChannel = (collects: string, more: object) =>
      eventOf(lodge.run('setChannel', { ...channel, collects, ...more }, managerOnDuty), 'ChannelSet').channelId;
    const channelId = setChannel('property', { expectedVersion: null });
    const sale = { source: 'ota', channelId, externalRef: 'V-1' };
    const { id: bookingId, holdId } = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], sale));
    expect(lodge.one('booking', bookingId).status).toBe('PENDING_APPROVAL');
    setChannel('channel', { channelId, expectedVersion: 1 });
    if (end === 'rejectBooking') {
      eventOf(lodge.run(end, { bookingId, reason: 'no' }, managerOnDuty), 'HoldEnded');
      eventOf(again(lodge, bookingId), 'HeldAnew');
      expect(lodge.one('booking', bookingId).status).toBe('HELD');
    } else {
      lodge.pass(60 * 25);
      eventOf(lodge.run(end, { holdId }, system), 'HoldEnded');
      eventOf(pay(lodge, bookingId, 1_000), 'HeldAnew');
    }
  }
});

test('[I3] [I4] nothing of it is held where its seats are gone, or its time is over', () => {
  const { lodge, departure, booking } = aRejected();
  const late = lodge.copy('B');
  late.pass(31);
  expect(again(late, booking.id)).toMatchObject({ ok: false, reason: 'hold-ended' });
  for (const name of ['One', 'Two']) {
    const other = lodge.one('booking', heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { name })).id);
    lodge.run('approveBooking', { bookingId: other.id }, managerOnDuty);
  }
  expect(again(lodge, booking.id)).toMatchObject({ ok: false, reason: 'sold-out' });
  expect(lodge.all('occupancy').map(({ status }) => status)).toEqual(['released']);
  expect(again(lodge, aSoldOne(lodge, departure.id))).toMatchObject({ ok: false, reason: 'invalid-transition' });
});

test('[I11] it is not held again after the cutoff or once the sale is closed, but by a manager', () => {
  for (const shut of ['cutoff', 'closed']) {
    // The cutoff of a departure at 07:00 in Kathmandu on the 24th.
    const { lodge, departure, booking } = aRejected({ now: '2026-11-23T12:10:00.000Z' });
    if (shut === 'cutoff') lodge.clock = departure.cutoffAt;
    else eventOf(lodge.run('closeSale', { departureId: departure.id, reason: 'snow' }), 'SaleSet');
    expect(again(lodge, booking.id), shut).toMatchObject({
      ok: false,
      reason: shut === 'cutoff' ? 'past-cutoff' : 'not-on-sale',
    });
    eventOf(lodge.run('holdDraft', { bookingId: booking.id }, managerOnDuty), 'HeldAnew');
  }
});

test('[P3] [B7] nor at the agreed price once that is not today’s', () => {
  const { lodge, departure, booking } = aRejected();
  const prices = departure.prices.map((price) => ({ ...price, amount: 9_900_000 }));
  const { id: departureId, version: expectedVersion, date, time, waitlist, onSaleAt, guide, note } = departure;
  const limits = { capacity: 2, overbookingLimit: 0, minParticipants: 4, cutoffHours: 13, decisionDays: 3 };
  const change = { departureId, expectedVersion, date, time, waitlist, onSaleAt, guide, note, prices, ...limits };
  eventOf(lodge.run('changeDeparture', change, managerOnDuty), 'DepartureChanged');
  expect(again(lodge, booking.id)).toMatchObject({
    ok: false,
    reason: 'price-changed',
    detail: { agreed: 4_200_000, now: 10_900_000 },
  });
});

test('[P1] nor with a code that others have used up since it gave its use back', () => {
  const { lodge, departure, booking } = aRejected({ promotionCode: 'ONCE' });
  const uses = () => lodge.all('promotion').map((one) => one.uses);
  expect(uses()).toEqual([0]);
  const copy = lodge.copy('B');
  eventOf(again(copy, booking.id), 'HeldAnew');
  expect(copy.all('promotion').map((one) => one.uses)).toEqual([1]);
  hold(lodge, [seatsItem(departure.id)], { promotionCode: 'ONCE', name: 'Another' });
  expect(uses()).toEqual([1]);
  expect(again(lodge, booking.id)).toMatchObject({ ok: false, reason: 'promotion-invalid' });
  expect(uses()).toEqual([1]);
});

/** A code that one booking may use. */
function aCode(code: string) {
  const days = { fromDate: '2026-01-01', toDate: '2027-01-01', expectedVersion: null };
  return { code, name: code, basisPoints: 1_000, amount: 0, productIds: [], mostUses: 1, active: true, ...days };
}

/** A booking that stands. */
function aSoldOne(lodge: PaperLodge, departureId: string): string {
  const sold = lodge.all('seats').find((seats) => seats.departureId === departureId && seats.status === 'CONFIRMED');
  if (sold === undefined) throw new Error('nothing sold');
  return sold.bookingId;
}
