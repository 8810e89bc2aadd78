import { expect, test } from 'vitest';
import { aDepartureOf, balances, heldBooking, hold, pay, seatsItem } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

const reseller = {
  expectedVersion: null,
  code: 'VTR',
  name: 'Viator',
  source: 'ota',
  channelGroup: 'ota',
  holdMinutes: 60,
  collects: 'channel',
  commissionBasisPoints: 0,
  mayOverbook: false,
  cutoffMinutes: 0,
  position: 0,
  active: true,
};

test('[A1] money over the counter for what a channel collects lowers what the channel owes, and no receivable of the guest’s', () => {
  const { lodge, departure } = aDepartureOf(4);
  const { channelId } = eventOf(lodge.run('setChannel', reseller, managerOnDuty), 'ChannelSet');
  const sale = hold(lodge, [seatsItem(departure.id)], { source: 'ota', channelId, externalRef: 'VI-1' });
  const booking = heldBooking(lodge, sale);
  const owed = balances(lodge)['1250'] ?? 0;
  eventOf(pay(lodge, booking.id, 1_000_000), 'CashTaken');
  expect(balances(lodge)['1250']).toBe(owed - 1_000_000);
  expect(balances(lodge)['1200']).toBeUndefined();
  expect(lodge.one('booking', booking.id).receivable).toBe(booking.total - 1_000_000);
  const { version } = lodge.one('booking', booking.id);
  const cancelling = { bookingId: booking.id, expectedVersion: version, reason: 'wish' };
  eventOf(lodge.run('cancelBooking', cancelling), 'ItemsCancelled');
  expect(balances(lodge)['1250']).toBeUndefined();
  expect(balances(lodge)['2000']).toBe(-1_000_000);
});
