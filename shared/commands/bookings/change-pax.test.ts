import { expect, test } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { aDepartureOf, balances, figuresOf, heldBooking, hold, pay, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

test('[I2] [I5] who holds no seats any more gives none back: those are others’ already', () => {
  const { lodge, departure } = aDepartureOf(6);
  const late = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 4)]));
  const [seats] = lodge.all('seats');
  const fewer = () =>
    lodge.run('changePax', {
      seatsId: seats?.id,
      expectedVersion: seats?.version,
      pax: [{ category: 'adult', count: 1 }],
    });
  lodge.pass(31);
  expect(fewer()).toMatchObject({ ok: false, reason: 'hold-ended', detail: { holdId: late.holdId } });
  expect(hold(lodge, [seatsItem(departure.id, 4)], { name: 'Other' }).ok).toBe(true);
  expect(fewer()).toMatchObject({ ok: false, reason: 'hold-ended' });
  expect(figuresOf(lodge, departure.slotId)).toBe('4 held, 0 confirmed, 0 forced of 6');
});

test('[I11] [B6] nobody joins what is closed but by a manager; who leaves may leave', () => {
  const { lodge, departure } = aDepartureOf(6);
  sell(lodge, departure.id, 2);
  expect(lodge.run('closeSale', { departureId: departure.id, reason: 'storm' }, managerOnDuty).ok).toBe(true);
  const travel = (count: number, actor?: typeof managerOnDuty) => {
    const [seats] = lodge.all('seats');
    const pax = [{ category: 'adult', count }];
    return lodge.run('changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax }, actor);
  };
  expect(travel(3)).toMatchObject({ ok: false, reason: 'not-on-sale', detail: { state: 'CLOSED' } });
  expect(travel(3, managerOnDuty).ok).toBe(true);
  expect(travel(1).ok).toBe(true);
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 6');
});

const policy = { ...defaultPolicy, expectedVersion: null };

const travelling = (lodge: PaperLodge, bookingId: string, count: number, by?: Actor) => {
  const seats = lodge.all('seats').find((one) => one.bookingId === bookingId);
  const pax = [{ category: 'adult', count }];
  return lodge.run('changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax }, by);
};

test('[B3] [B6] more travellers above the threshold wait for a manager, as if they had been booked at once', () => {
  const { lodge, departure } = aDepartureOf(6);
  lodge.run('setBookingPolicy', { ...policy, approvalAbove: 4_000_000 }, managerOnDuty);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
  expect(booking.status).toBe('HELD');
  expect(travelling(lodge, booking.id, 2).ok).toBe(true);
  const asked = lodge.one('booking', booking.id);
  expect(asked).toMatchObject({ status: 'PENDING_APPROVAL', total: 6_400_000 });
  expect(asked.expiresAt?.slice(0, 10)).toBe('2026-11-21');
  expect(lodge.all('hold').map(({ type, expiresAt }) => [type, expiresAt])).toEqual([
    ['APPROVAL_PENDING', asked.expiresAt],
  ]);
  expect(lodge.all('heldUnits').map(({ units, expiresAt }) => [units, expiresAt])).toEqual([[2, asked.expiresAt]]);
  eventOf(pay(lodge, booking.id, asked.depositDue), 'CashTaken');
  expect(lodge.one('booking', booking.id).status).toBe('PENDING_APPROVAL');
  eventOf(lodge.run('approveBooking', { bookingId: booking.id }, managerOnDuty), 'BookingConfirmed');
});

test('[B3] [U3] a manager who raised it above the threshold asked for it, and does not approve it', () => {
  const { lodge, departure } = aDepartureOf(6);
  lodge.run('setBookingPolicy', { ...policy, approvalAbove: 4_000_000 }, managerOnDuty);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
  eventOf(travelling(lodge, booking.id, 2, managerOnDuty), 'PaxChanged');
  expect(lodge.one('booking', booking.id).status).toBe('PENDING_APPROVAL');
  const approve = (by: Actor) => lodge.run('approveBooking', { bookingId: booking.id }, by);
  expect(approve(managerOnDuty)).toMatchObject({ ok: false, reason: 'no-right', detail: { why: 'own' } });
  eventOf(approve({ userId: 'mina', name: 'Mina', role: 'manager' }), 'BookingConfirmed');
});

test('[B3] [A1] fewer travellers leave less deposit due: where that is paid already, it is sold', () => {
  const { lodge, departure } = aDepartureOf(6);
  lodge.run('setBookingPolicy', policy, managerOnDuty);
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 3)]));
  expect(booking.depositDue).toBe(2_880_000);
  eventOf(pay(lodge, booking.id, 2_000_000), 'CashTaken');
  expect(lodge.one('booking', booking.id).status).toBe('HELD');
  eventOf(travelling(lodge, booking.id, 2), 'BookingConfirmed');
  expect(lodge.one('booking', booking.id)).toMatchObject({
    status: 'CONFIRMED',
    total: 6_400_000,
    depositDue: 1_920_000,
    depositHeld: 0,
    receivable: 4_400_000,
    quote: { total: 6_400_000, net: 6_400_000 },
  });
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 2 confirmed, 0 forced of 6');
  expect(balances(lodge)).toEqual({ '1000': 2_000_000, '1200': 4_400_000, '2200': -6_400_000 });
});

test('[B7] who joins at another price than was shown does not join', () => {
  const { lodge, departure } = aDepartureOf(6);
  const sold = sell(lodge, departure.id, 1);
  const server = lodge.copy('S');
  const asked = travelling(lodge, sold.id, 2);
  if (!asked.ok) throw new Error(asked.reason);
  const prices = departure.prices.map((price) => ({ ...price, amount: 4_000_000 }));
  server.rows.get('departure')?.set(departure.id, Object.assign({}, departure, { prices }));
  expect(server.receive(asked.recorded, 'A')).toMatchObject({
    outcome: 'refused',
    refusal: { reason: 'price-changed', detail: { agreed: 3_200_000, now: 4_000_000 } },
  });
});

test('[A1] [B6] fewer and as many again: what was paid beyond the price pays first, nothing is left to be given back', () => {
  const { lodge, departure } = aDepartureOf(6);
  const { id, total } = sell(lodge, departure.id, 2);
  eventOf(travelling(lodge, id, 1), 'PaxChanged');
  expect(lodge.one('booking', id)).toMatchObject({ depositHeld: 3_200_000, receivable: 0 });
  eventOf(travelling(lodge, id, 2), 'PaxChanged');
  expect(lodge.one('booking', id)).toMatchObject({ total, depositHeld: 0, receivable: 0, paymentStatus: 'PAID' });
  expect(balances(lodge)).toEqual({ '1000': total, '2200': -total });
});

test('[P2] [B6] who joins does not pay again what is due once for the booking', () => {
  const { lodge, departure } = aDepartureOf(6);
  const permit = { code: 'PERMIT', name: 'Permit', appliesTo: 'all', per: 'booking', base: 'afterDiscount' };
  const how = { inclusive: false, basisPoints: 0, amount: 100_000, position: 0, fromDate: '2026-01-01', toDate: null };
  lodge.run('setTaxRule', { expectedVersion: null, ...permit, ...how, active: true }, managerOnDuty);
  const { id, total } = sell(lodge, departure.id, 1);
  expect(total).toBe(3_300_000);
  eventOf(travelling(lodge, id, 2), 'PaxChanged');
  expect(lodge.one('booking', id).total).toBe(6_500_000);
});

test('[P2] [B6] a percentage is of each price, also one that is told of for the booking: who joins pays it, who leaves takes it along', () => {
  const { lodge, departure } = aDepartureOf(6);
  const vat = { code: 'VAT', name: 'VAT', appliesTo: 'all', per: 'booking', base: 'afterDiscount', inclusive: false };
  const how = { basisPoints: 1_300, amount: 0, position: 0, fromDate: '2026-01-01', toDate: null, active: true };
  lodge.run('setTaxRule', { expectedVersion: null, ...vat, ...how }, managerOnDuty);
  const { id, total } = sell(lodge, departure.id, 2);
  expect(total).toBe(7_232_000);
  eventOf(travelling(lodge, id, 3), 'PaxChanged');
  expect(lodge.one('booking', id)).toMatchObject({ total: 10_848_000, quote: { tax: 1_248_000 } });
  eventOf(travelling(lodge, id, 2), 'PaxChanged');
  expect(lodge.one('booking', id)).toMatchObject({ total, quote: { tax: 832_000 } });
});
