import { expect, test } from 'vitest';
import { aDepartureOf, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

test('[U7] [M5] [I13] what is given up of a package takes back what was earned on it, whatever the rules say by then', () => {
  const { lodge, departure, roomTypeId } = aDepartureOf(4);
  const tax = { code: 'VAT', name: 'VAT', appliesTo: 'rooms', per: 'item', base: 'afterDiscount', inclusive: false };
  const more = { basisPoints: 1_300, amount: 0, position: 0, fromDate: '2026-01-01', toDate: null, active: true };
  eventOf(lodge.run('setTaxRule', { expectedVersion: null, ...tax, ...more }, managerOnDuty), 'TaxRuleSet');
  const rules = [{ productId: departure.productId, basisPoints: 1_500 }];
  const agent = { expectedVersion: null, code: 'HT', name: 'Hima', email: '', phone: '', rules, active: true };
  const { agentId } = eventOf(lodge.run('setAgent', agent, managerOnDuty), 'AgentSet');
  const sold = (adults: number) => {
    const items = [stayItem(roomTypeId), seatsItem(departure.id, adults)];
    const booking = heldBooking(lodge, hold(lodge, items, { agentId }));
    pay(lodge, booking.id, booking.total);
    return booking.id;
  };
  const figures = (bookingId: string) => {
    const found = lodge.all('commission').find((one) => one.bookingId === bookingId);
    return [found?.amount, found?.recalled];
  };
  const item = (bookingId: string, of: 'seats' | 'stay') =>
    lodge.all(of).find((one) => one.bookingId === bookingId)?.id ?? '';
  const cancelItem = (bookingId: string, itemId: string) => {
    const expectedVersion = lodge.one('booking', bookingId).version;
    eventOf(lodge.run('cancelItem', { bookingId, itemId, expectedVersion, reason: 'ill' }), 'ItemsCancelled');
  };
  const [trekGone, roomGone] = [sold(1), sold(2)];
  expect([figures(trekGone), figures(roomGone)]).toEqual([
    [480_000, 0],
    [960_000, 0],
  ]);
  const seats = lodge.one('seats', item(roomGone, 'seats'));
  const one = [{ category: 'adult', count: 1 }];
  const fewer = { seatsId: seats.id, expectedVersion: seats.version, pax: one };
  eventOf(lodge.run('changePax', fewer), 'PaxChanged');
  expect(figures(roomGone)).toEqual([480_000, 0]);
  const version = lodge.one('agent', agentId).version;
  lodge.run('setAgent', { ...agent, expectedVersion: version, rules: [] }, managerOnDuty);
  cancelItem(trekGone, item(trekGone, 'seats'));
  cancelItem(roomGone, item(roomGone, 'stay'));
  expect([figures(trekGone), figures(roomGone)]).toEqual([
    [480_000, 480_000],
    [480_000, 0],
  ]);
});
