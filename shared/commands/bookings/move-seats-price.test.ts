import { describe, expect, test } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import type { Row } from '#shared/schema/entities.ts';
import { addADeparture, addAProduct } from '#test/support/a-departure.ts';
import { aDepartureOf, balances, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';
import { adultAt, move, twoDepartures } from '#test/support/two-departures.ts';

const minutesBefore = (moment: string) => new Date(Date.parse(moment) - 60_000).toISOString();

const tax = { appliesTo: 'all', base: 'afterDiscount', inclusive: false, position: 0, toDate: null, active: true };
// A percentage is of each price, also where it is told of for the booking.
const vat = { ...tax, code: 'VAT', name: 'VAT', per: 'booking', basisPoints: 1_300, amount: 0 };
const permit = { ...tax, code: 'PERMIT', name: 'Permit', per: 'booking', basisPoints: 0, amount: 100_000 };

function withTax(lodge: PaperLodge, ...rules: readonly object[]): void {
  for (const rule of rules)
    eventOf(
      lodge.run('setTaxRule', { expectedVersion: null, fromDate: '2026-01-01', ...rule }, managerOnDuty),
      'TaxRuleSet',
    );
}

function withCode(lodge: PaperLodge, more: Readonly<Record<string, unknown>>): { promotionCode: string } {
  const days = { fromDate: '2026-01-01', toDate: '2027-01-01', productIds: [], active: true };
  const code = { expectedVersion: null, code: 'EARLY', name: 'Early', basisPoints: 0, amount: 0, mostUses: null };
  eventOf(lodge.run('setPromotion', { ...code, ...days, ...more }, managerOnDuty), 'PromotionSet');
  return { promotionCode: 'EARLY' };
}

/** What the lines of an agreed price come to, and what they should. */
function lineSum({ quote }: Row<'booking'>): readonly [number, number] {
  const lines = (quote?.lines ?? []).filter(({ label }) => label['inclusive'] === undefined);
  return [lines.reduce((sum, { amount }) => sum + amount, 0), quote?.total ?? 0];
}

const sold = (
  lodge: PaperLodge,
  items: readonly object[],
  more: Readonly<Record<string, unknown>> = {},
  by?: Actor,
) => {
  const booking = heldBooking(lodge, hold(lodge, items, more, by));
  eventOf(pay(lodge, booking.id, booking.total), 'BookingConfirmed');
  return lodge.one('booking', booking.id);
};

describe('what moved seats cost', () => {
  test.each([
    ['a share of the price', { basisPoints: 1_000 }],
    ['so much for the booking', { amount: 500_000 }],
    ['the last use of it', { basisPoints: 1_000, mostUses: 1 }],
  ])('[P1] a code that gave %s gave it: at the same list price nothing changes, there and back', (_what, code) => {
    const { lodge, from, to } = twoDepartures(4);
    withTax(lodge, vat);
    const before = sold(lodge, [seatsItem(from.id, 1)], withCode(lodge, code));
    eventOf(move(lodge, before.id, [from, to]), 'SeatsMoved');
    const { total, paymentStatus, quote } = lodge.one('booking', before.id);
    expect([total, paymentStatus, quote?.tax]).toEqual([before.total, 'PAID', before.quote?.tax]);
    expect(lineSum(lodge.one('booking', before.id))).toEqual([before.total, before.total]);
    eventOf(move(lodge, before.id, [to, from]), 'SeatsMoved');
    expect(lodge.one('booking', before.id).total).toBe(before.total);
  });

  test('[P2] taxes follow the difference, what is due once for the booking does not, and the lines add up', () => {
    const { lodge, from, to, roomTypeId } = twoDepartures(4, { prices: adultAt(3_300_000) });
    withTax(lodge, vat, permit);
    const before = sold(lodge, [stayItem(roomTypeId), seatsItem(from.id, 2)], withCode(lodge, { basisPoints: 1_000 }));
    eventOf(move(lodge, before.id, [from, to]), 'SeatsMoved');
    const after = lodge.one('booking', before.id);
    expect(after.total - before.total).toBe(226_000);
    expect((after.quote?.tax ?? 0) - (before.quote?.tax ?? 0)).toBe(26_000);
    expect(lineSum(after)).toEqual([after.total, after.total]);
    expect(after.quote?.items.reduce((sum, { total }) => sum + total, 0)).toBe(after.total);
    expect(after.quote?.items.reduce((sum, { tax: one }) => sum + one, 0)).toBe(after.quote?.tax);
  });

  test('[P1] a price by hand moves along, with the difference', () => {
    const { lodge, from, to } = twoDepartures(4, { prices: adultAt(3_500_000) });
    const override = { amount: 1_000_000, reason: 'a guide of ours' };
    const before = sold(lodge, [seatsItem(from.id)], { override }, managerOnDuty);
    eventOf(move(lodge, before.id, [from, to]), 'SeatsMoved');
    const after = lodge.one('booking', before.id);
    expect(after.total).toBe(before.total + 300_000);
    expect(lineSum(after)).toEqual([after.total, after.total]);
  });

  test('[B6] the price that a manager let stand is agreed on the new day: who leaves takes their own share', () => {
    const { lodge, from, to } = twoDepartures(4, { prices: adultAt(5_000_000) });
    const before = sold(lodge, [seatsItem(from.id, 1, 2)]);
    eventOf(move(lodge, before.id, [from, to], { keepPrice: true }, managerOnDuty), 'SeatsMoved');
    const [seats] = lodge.all('seats');
    const pax = [
      { category: 'adult', count: 1 },
      { category: 'child', count: 1 },
    ];
    lodge.run('changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax });
    expect(lodge.one('booking', before.id).total).toBe(5_200_000);
  });

  test('[A1] cheaper and back again: what was paid beyond the price pays first, and nothing is left to be given back', () => {
    const { lodge, from, to } = twoDepartures(4, { prices: adultAt(1_000_000) });
    const { id, total } = sold(lodge, [seatsItem(from.id)]);
    eventOf(move(lodge, id, [from, to]), 'SeatsMoved');
    expect(lodge.one('booking', id)).toMatchObject({ total: 1_000_000, depositHeld: 2_200_000, receivable: 0 });
    eventOf(move(lodge, id, [to, from]), 'SeatsMoved');
    expect(lodge.one('booking', id)).toMatchObject({ total, depositHeld: 0, receivable: 0, paymentStatus: 'PAID' });
    expect(balances(lodge)).toEqual({ '1000': total, '2200': -total });
  });

  test('[B9] the balance is due by the terms of what the booking has now, and not before the day to which it was postponed', () => {
    const { lodge, from, roomTypeId } = twoDepartures(4);
    const late = addADeparture(lodge, '2026-12-30', {}, from.productId);
    const later = addADeparture(lodge, '2027-01-20', {}, from.productId);
    const room = stayItem(roomTypeId, '2027-01-10', '2027-01-12');
    const due = (id: string) => lodge.one('booking', id).balanceDueOn;
    const mixed = heldBooking(lodge, hold(lodge, [seatsItem(late.id), room]));
    expect(due(mixed.id)).toBe('2026-12-16');
    eventOf(move(lodge, mixed.id, [late, later]), 'SeatsMoved');
    expect(due(mixed.id)).toBe('2026-12-27');
    const waits = heldBooking(lodge, hold(lodge, [seatsItem(late.id)]));
    eventOf(pay(lodge, waits.id, waits.depositDue), 'BookingConfirmed');
    const { version: expectedVersion } = lodge.one('booking', waits.id);
    const postponed = { bookingId: waits.id, expectedVersion, dueOn: '2026-12-28' };
    eventOf(lodge.run('postponeBalance', postponed, managerOnDuty), 'BalancePostponed');
    eventOf(move(lodge, waits.id, [late, from]), 'SeatsMoved');
    expect(due(waits.id)).toBe('2026-12-28');
  });

  test('[B3] [I8] one that waits for a manager by it does not outlive the start either', () => {
    const { lodge, departure: from } = aDepartureOf(4, { cutoffHours: 0 });
    const early = { capacity: 4, time: '11:00', cutoffHours: 0, prices: adultAt(9_000_000) };
    const to = addADeparture(lodge, '2026-11-20', early, from.productId);
    lodge.run('setBookingPolicy', { ...defaultPolicy, expectedVersion: null, approvalAbove: 8_000_000 }, managerOnDuty);
    lodge.clock = '2026-11-20T05:00:00.000Z';
    const { id } = heldBooking(lodge, hold(lodge, [seatsItem(from.id)]));
    eventOf(move(lodge, id, [from, to]), 'SeatsMoved');
    expect(lodge.one('booking', id)).toMatchObject({ status: 'PENDING_APPROVAL', expiresAt: to.startsAt });
  });

  test('[I2] what of the booking is beyond what there is elsewhere stays said', () => {
    const { lodge, from, to } = twoDepartures(4);
    const other = addADeparture(
      lodge,
      '2026-11-25',
      { capacity: 1, overbookingLimit: 1 },
      addAProduct(lodge, { code: 'X' }),
    );
    const items = [seatsItem(from.id), seatsItem(other.id, 2)];
    const { id } = heldBooking(lodge, hold(lodge, items, { overbook: true }, managerOnDuty));
    expect(lodge.one('booking', id).overbooked).toBe(true);
    eventOf(move(lodge, id, [from, to]), 'SeatsMoved');
    expect(lodge.one('booking', id).overbooked).toBe(true);
  });

  test('[B2] seats that the booking has there already share what they hold: none are moved to them', () => {
    const { lodge, from, to } = twoDepartures(4);
    const { id } = sold(lodge, [seatsItem(from.id), seatsItem(to.id)]);
    expect(move(lodge, id, [from, to])).toMatchObject({ reason: 'already-exists', detail: { entity: 'seats' } });
  });

  test('[I8] what a desk moved before the other one left is taken in behind it', () => {
    const { lodge, departure: from } = aDepartureOf(4, { cutoffHours: 0 });
    const to = addADeparture(lodge, '2026-11-21', { capacity: 4, cutoffHours: 0 }, from.productId);
    const { id } = sold(lodge, [seatsItem(from.id)]);
    const server = lodge.copy('S');
    const asked = move(lodge, id, [from, to]);
    if (!asked.ok) throw new Error(asked.reason);
    server.clock = to.startsAt;
    eventOf(server.run('markDeparted', { departureId: to.id }, system), 'DepartureLeft');
    // What the desk did counts for the moment at which it did it.
    server.clock = minutesBefore(to.startsAt);
    expect(server.receive(asked.recorded, 'A').outcome).toBe('applied');
  });

  test('[B6] of two treks on one day each keeps its own price: the one that moves leaves the other’s out of it', () => {
    const { lodge, from, to } = twoDepartures(4);
    const dear = addADeparture(lodge, from.date, { prices: adultAt(9_000_000) }, addAProduct(lodge, { code: 'DEAR' }));
    const { id, total } = sold(lodge, [seatsItem(from.id), seatsItem(dear.id)]);
    eventOf(move(lodge, id, [from, to]), 'SeatsMoved');
    expect(lodge.one('booking', id).total).toBe(total);
    const seats = lodge.all('seats').find(({ departureId }) => departureId === to.id);
    const pax = [{ category: 'adult', count: 2 }];
    eventOf(lodge.run('changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax }), 'PaxChanged');
    eventOf(move(lodge, id, [to, from]), 'SeatsMoved');
    const back = lodge.one('booking', id);
    expect(back.total).toBe(total + 3_200_000);
    expect(lineSum(back)).toEqual([back.total, back.total]);
  });
});
