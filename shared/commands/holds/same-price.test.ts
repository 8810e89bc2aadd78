import { expect, test } from 'vitest';
import type { Quote } from '#shared/schema/inventory-values.ts';
import { aDepartureOf, hold, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';
import { holdItems } from './hold-items.ts';

/** Seats and a room, of which half is tax, as desk A recorded them; and what a server says to the same with another quote. */
function aSale() {
  const { lodge: server, departure, roomTypeId } = aDepartureOf(4);
  const tax = { code: 'VAT', name: 'VAT', appliesTo: 'all', per: 'item', base: 'afterDiscount', inclusive: false };
  const rate = { basisPoints: 1_300, amount: 0, position: 0, fromDate: '2026-01-01', toDate: null, active: true };
  eventOf(server.run('setTaxRule', { expectedVersion: null, ...tax, ...rate }, managerOnDuty), 'TaxRuleSet');
  const made = hold(server.copy('A'), [seatsItem(departure.id, 2), stayItem(roomTypeId)]);
  if (!made.ok) throw new Error(made.reason);
  // The guest was added at the desk.
  const guest = made.recorded.input as { guestId: string }; // holdItems recorded it
  const input = holdItems.input.parse(made.recorded.input);
  const arriving = (quote: Partial<Quote>) => {
    const there = server.copy('S');
    there.run('addGuest', { name: 'Lena', country: '', phone: '', email: '', vip: false, note: '' });
    const known = there.all('guest')[0];
    if (known !== undefined)
      there.rows.get('guest')?.set(guest.guestId, Object.assign({}, known, { id: guest.guestId }));
    const forged = { ...input, quote: { ...input.quote, ...quote } };
    return there.receive({ ...made.recorded, input: forged }, 'A');
  };
  return { quote: input.quote, arriving };
}

const [seats, room] = [0, 1];

test('[B7] [P3] what was agreed is taken in as it was', () => {
  const { arriving } = aSale();
  expect(arriving({}).outcome).toBe('applied');
});

test('[B7] [P3] a price that does not add up is no price', () => {
  const { quote, arriving } = aSale();
  const without = quote.items.slice(0, 1);
  for (const forged of [
    { currency: 'USD' },
    { net: quote.net - 1 },
    { items: without },
    { items: quote.items.map(({ total }) => ({ total, tax: 0 })) },
    { deposit: quote.total + 1 },
  ])
    expect(arriving(forged)).toMatchObject({ outcome: 'refused', refusal: { reason: 'wrong-input' } });
});

test('[B7] [P2] a tax that is left out, and a dear item that hides a cheap one, are other prices', () => {
  const { quote, arriving } = aSale();
  const [first, second] = [quote.items[seats], quote.items[room]];
  if (first === undefined || second === undefined) throw new Error('two items');
  const untaxed = { net: quote.total, tax: 0, items: quote.items.map(({ total }) => ({ total, tax: 0 })) };
  const shifted = [
    { ...first, total: first.total - 100_000 },
    { ...second, total: second.total + 100_000 },
  ];
  for (const forged of [untaxed, { items: shifted }])
    expect(arriving(forged)).toMatchObject({ outcome: 'refused', refusal: { reason: 'price-changed' } });
});
