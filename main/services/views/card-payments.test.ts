import { afterEach, expect, test } from 'vitest';
import { type ADesk, aDesk } from '#test/support/a-desk.ts';
import { aDepartureOf, heldBooking, hold, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, system } from '#test/support/paper-lodge.ts';
import { prepareBookingCard, prepareOpenCards } from './card-payments.ts';
import { guestNamesOf } from './guest-names.ts';

let desk: ADesk | undefined;
afterEach(() => desk?.close());

/** What the screens are told once the lodge stands as it does. */
function cardsOf(lodge: PaperLodge, bookingId: string) {
  desk?.close();
  desk = aDesk(lodge, 'A');
  const { db, seals } = desk.store;
  return { tries: prepareBookingCard(db)(bookingId), open: prepareOpenCards(db, guestNamesOf(seals))() };
}

function aHeldBooking() {
  const { lodge, departure } = aDepartureOf(4);
  return { lodge, booking: heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)])) };
}
const start = (lodge: PaperLodge, bookingId: string) =>
  eventOf(lodge.run('startPayment', { bookingId, amount: 100_000, method: 'CARD' }), 'PaymentAsked').payment.id;
const settle = (lodge: PaperLodge, paymentId: string, outcome: string) =>
  lodge.run('settlePayment', { paymentId, outcome, reference: '' }, system);

test('[M6] a payment is told as it stands: under way, without an answer, not known', () => {
  const { lodge, booking } = aHeldBooking();
  const paymentId = start(lodge, booking.id);
  const states = ['processing'];
  expect(cardsOf(lodge, booking.id)).toMatchObject({
    tries: { payments: [{ id: paymentId, state: 'processing', amount: 100_000, method: 'CARD' }], declined: 0 },
    open: [{ bookingId: booking.id, bookingNumber: booking.number, state: 'processing' }],
  });
  for (const outcome of ['uncertain', 'unknown']) {
    settle(lodge, paymentId, outcome);
    states.push(cardsOf(lodge, booking.id).open[0]?.state ?? '');
  }
  expect(states).toEqual(['processing', 'uncertain', 'unknown']);
});

test('[M6] a declined card waits for its next try, and is one of three; paid or given up, nothing waits', () => {
  const { lodge, booking } = aHeldBooking();
  settle(lodge, start(lodge, booking.id), 'declined');
  expect(cardsOf(lodge, booking.id)).toMatchObject({
    tries: { payments: [{ state: 'failed' }], declined: 1 },
    open: [{ state: 'failed', declined: 1, bookingStatus: 'HELD' }],
  });
  lodge.pass(1);
  const second = start(lodge, booking.id);
  expect(cardsOf(lodge, booking.id).open).toMatchObject([{ id: second, state: 'processing', declined: 1 }]);
  settle(lodge, second, 'declined');
  lodge.pass(1);
  settle(lodge, start(lodge, booking.id), 'declined');
  expect(cardsOf(lodge, booking.id)).toMatchObject({ tries: { declined: 3 }, open: [] });
});

test('[M6] what was paid is no longer a try', () => {
  const { lodge, booking } = aHeldBooking();
  settle(lodge, start(lodge, booking.id), 'succeeded');
  expect(cardsOf(lodge, booking.id)).toEqual({ tries: { payments: [], declined: 0 }, open: [] });
});
