import { expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import type { Row } from '#shared/schema/entities.ts';
import { aDepartureOf, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

/** A trek and a room that come to the same, of which only the room bears tax: 13 % that its price contains. */
function alikeInTotal() {
  const { lodge, departure, roomTypeId } = aDepartureOf(4);
  lodge.run('setBookingPolicy', { ...defaultPolicy, expectedVersion: null }, managerOnDuty);
  const tax = { code: 'VAT', name: 'VAT', appliesTo: 'rooms', per: 'item', base: 'afterDiscount', inclusive: true };
  const more = { basisPoints: 1_300, amount: 0, position: 0, fromDate: '2026-01-01', toDate: null, active: true };
  eventOf(lodge.run('setTaxRule', { expectedVersion: null, ...tax, ...more }, managerOnDuty), 'TaxRuleSet');
  const rules = [{ productId: null, basisPoints: 1_000 }];
  const agent = { expectedVersion: null, code: 'HT', name: 'Hima', email: '', phone: '', rules, active: true };
  const { agentId } = eventOf(lodge.run('setAgent', agent, managerOnDuty), 'AgentSet');
  const room = { ...stayItem(roomTypeId), nightlyRate: 1_600_000 };
  const sale = hold(lodge, [seatsItem(departure.id), room, room], { agentId, note: 'friends' }, managerOnDuty);
  const booking = heldBooking(lodge, sale);
  expect(booking.quote?.items.map(({ total, tax: of }) => [total, of])).toEqual([
    [3_200_000, 0],
    [3_200_000, 368_142],
    [3_200_000, 368_141],
  ]);
  return { lodge, booking };
}

const giveUp = (lodge: PaperLodge, bookingId: string, itemId: string | undefined) => {
  const expectedVersion = lodge.one('booking', bookingId).version;
  eventOf(lodge.run('cancelItem', { bookingId, itemId, expectedVersion, reason: 'wish' }), 'HeldItemGivenUp');
};

/** The quote as releases before this kept it: its shares do not say whose they are. */
function asOlderReleasesKeptIt(lodge: PaperLodge, { id }: Row<'booking'>): void {
  const booking = lodge.one('booking', id);
  const items = booking.quote?.items.map(({ total, tax }) => ({ total, tax })) ?? [];
  const older = { ...booking, quote: booking.quote && { ...booking.quote, items } };
  lodge.rows.get('booking')?.set(id, older);
}

test.each(['', ', as an older release agreed it'])(
  '[U7] [I13] a room that is given up while it is held takes its own tax along, not that of what costs as much%s',
  (of) => {
    const { lodge, booking } = alikeInTotal();
    if (of !== '') asOlderReleasesKeptIt(lodge, booking);
    const [one, other] = lodge.all('stay');
    giveUp(lodge, booking.id, one?.id);
    giveUp(lodge, booking.id, other?.id);
    const left = lodge.one('booking', booking.id);
    expect(left.quote).toMatchObject({ total: 3_200_000, net: 3_200_000, tax: 0 });
    eventOf(pay(lodge, booking.id, 3_200_000), 'BookingConfirmed');
    expect(lodge.all('commission')).toMatchObject([{ base: 3_200_000, amount: 320_000 }]);
  },
);
