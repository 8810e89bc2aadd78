import { expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { loadNow } from '#shared/commands/drive.ts';
import { aGuest, aLodge } from '#test/support/a-lodge.ts';
import { type PaperAnswer, type PaperLodge, eventOf, managerOnDuty, receptionist } from '#test/support/paper-lodge.ts';
import { type BookStayDraft, bookStay } from './book-stay.ts';
import { bookingAlternatives } from './booking-alternatives.ts';

/** Two nights at 5,000.00, sold at desk A, which is not in touch with the server. */
function sale(more: Partial<BookStayDraft> = {}, actor = receptionist) {
  const { lodge: server, roomTypeId } = aLodge();
  const party = { source: 'walkIn', roomTypeId, roomId: null, adults: 2, children: 0, wishes: '', expectedAt: '' };
  const dates = { from: '2026-11-20', to: '2026-11-22', note: '', nightlyRate: null };
  const draft = { ...party, ...dates, guestId: aGuest(server, 'Mina'), ...more };
  const made = server.copy('A').run('bookStay', draft, actor);
  return { server, made, draft, rateNow: (nightlyRate: number) => setRate(server, roomTypeId, nightlyRate) };
}

function setRate(server: PaperLodge, roomTypeId: string, nightlyRate: number): void {
  const words = { roomTypeId, name: 'Garden Twin', baseOccupancy: 2, maxOccupancy: 3 };
  const { version: expectedVersion } = server.one('roomType', roomTypeId);
  eventOf(server.run('changeRoomType', { ...words, expectedVersion, nightlyRate }, managerOnDuty), 'RoomTypeChanged');
}

/** What was sold arrives, as it was recorded or with what somebody wrote into it. */
function arriving(server: PaperLodge, made: PaperAnswer, forged: Readonly<Record<string, unknown>> = {}) {
  if (!made.ok) throw new Error(made.reason);
  const { recorded } = made;
  const input = bookStay.input.parse(recorded.input);
  return server.receive({ ...recorded, input: { ...input, ...forged } }, 'A');
}

test.each([
  ['less than they cost', [1, 1], 2],
  ['a dear night that hides a cheap one', [1, 999_999], 1_000_000],
])('[B7] what an input says of its nights is not believed: %s', (_what, nightly, agreed) => {
  const { server, made } = sale();
  expect(arriving(server, made, { nightly })).toMatchObject({
    outcome: 'refused',
    refusal: { reason: 'price-changed', detail: { agreed, now: 1_000_000, currency: 'NPR' } },
  });
  expect(arriving(server, made, { nightly: [500_000] })).toMatchObject({ refusal: { reason: 'wrong-input' } });
  expect(arriving(server, made).outcome).toBe('applied');
});

test('[B7] a rate that changed while the desk was away: refused with both, and agreed to as it is by then', () => {
  const { server, made, rateNow } = sale();
  rateNow(600_000);
  const came = arriving(server, made);
  expect(came).toMatchObject({ refusal: { reason: 'price-changed', detail: { agreed: 1_000_000, now: 1_200_000 } } });
  if (came.outcome !== 'refused' || !made.ok) throw new Error('it was not refused');
  const input = bookStay.input.parse(made.recorded.input);
  const context = server.contextNow();
  const offered = loadNow(bookingAlternatives(came.refusal, input, context), (need) => server.answer(need));
  expect(offered.seen).toMatchObject([{ kind: 'todaysPrice', command: 'bookStay', difference: 200_000 }]);
  const { booking } = eventOf(server.run('bookStay', offered.seen[0]?.input), 'StayBooked');
  expect(booking.fields.total).toBe(1_200_000);
});

test('[B7] a difference within the threshold of the house is no other price: what was agreed is sold', () => {
  const { server, made, rateNow } = sale();
  eventOf(
    server.run('setBookingPolicy', { ...defaultPolicy, expectedVersion: null, rateThreshold: 1_000 }, managerOnDuty),
    'BookingPolicySet',
  );
  rateNow(500_500);
  expect(arriving(server, made).outcome).toBe('applied');
  expect(server.all('booking')).toMatchObject([{ total: 1_000_000 }]);
});

test('[P1] [B7] what a manager named by hand stands, whatever the type costs by then; the type’s own rate is none', () => {
  const byHand = sale({ nightlyRate: 400_000, note: 'friends' }, managerOnDuty);
  byHand.rateNow(600_000);
  expect(arriving(byHand.server, byHand.made, { nightly: [1, 1] })).toMatchObject({
    refusal: { reason: 'price-changed', detail: { agreed: 2, now: 800_000 } },
  });
  expect(arriving(byHand.server, byHand.made).outcome).toBe('applied');
  const plain = sale({ nightlyRate: 500_000 });
  plain.rateNow(600_000);
  expect(arriving(plain.server, plain.made)).toMatchObject({ refusal: { reason: 'price-changed' } });
});

test('[B7] shown another price than it costs, it is asked again at the desk', () => {
  expect(sale({ shownTotal: 900_000 }).made).toMatchObject({
    ok: false,
    reason: 'price-changed',
    detail: { agreed: 900_000, now: 1_000_000 },
  });
  expect(sale({ shownTotal: 1_000_000 }).made.ok).toBe(true);
});
