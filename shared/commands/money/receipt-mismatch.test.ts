import { expect, test } from 'vitest';
import { receiptHash } from '#shared/money/receipt.ts';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { eventOf } from '#test/support/paper-lodge.ts';
import { type FrozenReceipt, frozenReceipt } from './receipt-draft.ts';

const otherSeries = (receipt: FrozenReceipt) => sealed({ ...receipt, series: 'B26' });
const otherDeskOfTheLetter = (receipt: FrozenReceipt) => sealed({ ...receipt, series: 'AB26' });
const lessWritten = (receipt: FrozenReceipt) => sealed({ ...receipt, content: { ...receipt.content, amount: 100 } });
const otherGuest = (receipt: FrozenReceipt) => ({ ...receipt, content: { ...receipt.content, guest: 'Somebody' } });
const nextEpoch = (receipt: FrozenReceipt) =>
  sealed({ ...receipt, series: 'A26.2', content: { ...receipt.content, number: 'A26.2-000001' } });

test.each([
  ['of another desk', otherSeries, ['series', 'number']],
  ['of a desk whose code begins alike', otherDeskOfTheLetter, ['series', 'number']],
  ['over another amount', lessWritten, ['amount']],
  ['altered after it was sealed', otherGuest, ['hash']],
])('[M3] [S24] cash with a receipt %s stands, with an exception beside it', (_name, altered, faults) => {
  const { received, server, bookingId } = cashWith(altered);
  expect(received).toBe('exception');
  expect(server.one('booking', bookingId).paid).toBe(300_000);
  expect(server.all('exception')).toMatchObject([{ kind: 'receipt-mismatch', detail: { faults } }]);
});

test('[M3] [S16] a receipt of the desk’s second epoch is right', () => {
  expect(cashWith(nextEpoch).received).toBe('applied');
});

test('[M3] [S24] cash given back with a receipt over more than it was stands with an exception', () => {
  const { server, bookingId, a } = cashWith((receipt) => receipt);
  const back = a.run('refundCash', { bookingId, exceptionId: null, amount: 100_000 });
  if (!back.ok) throw new Error(back.reason);
  const input = back.recorded.input as { receipt: FrozenReceipt }; // what refundCash freezes
  const receipt = sealed({ ...input.receipt, content: { ...input.receipt.content, amount: -300_000 } });
  server.receive({ ...back.recorded, input: { ...input, receipt } }, 'A');
  expect(server.all('exception')).toMatchObject([{ kind: 'receipt-mismatch', detail: { faults: ['amount'] } }]);
  expect(server.one('booking', bookingId).paid).toBe(200_000);
});

function cashWith(altered: (receipt: FrozenReceipt) => FrozenReceipt) {
  const { lodge: server, roomTypeId } = aLodge();
  const bookingId = eventOf(aBooking(server, { roomTypeId }), 'StayBooked').booking.id;
  const a = server.copy('A');
  const cash = a.run('takeCash', { bookingId, amount: 300_000, tendered: 300_000 });
  if (!cash.ok) throw new Error(cash.reason);
  const input = cash.recorded.input as { receipt: unknown }; // what takeCash freezes
  const receipt = altered(frozenReceipt.parse(input.receipt));
  const received = server.receive({ ...cash.recorded, input: { ...input, receipt } }, 'A').outcome;
  return { server, a, bookingId, received };
}

function sealed(receipt: FrozenReceipt): FrozenReceipt {
  return { ...receipt, hash: receiptHash(receipt.series, receipt.number, receipt.content, receipt.previousHash) };
}
