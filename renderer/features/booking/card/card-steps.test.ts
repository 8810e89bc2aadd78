import { describe, expect, test } from 'vitest';
import type { BookingCardView, CardPaymentView, CardState } from '#shared/rpc/card-views.ts';
import { isLastTry, outcomesOf, tryNumber, underWay } from './card-steps.ts';

const payment = (state: CardState, id: string = state): CardPaymentView => ({
  id,
  method: 'CARD',
  state,
  amount: 100_000,
  startedAt: '2026-11-20T05:00:00.000Z',
  takenBy: 'Sabina Gurung',
  deskCode: 'A',
});
const card = (...payments: CardPaymentView[]): BookingCardView => ({
  payments,
  declined: payments.filter(({ state }) => state === 'failed').length,
});

describe('a card at the terminal', () => {
  test.each(['processing', 'uncertain', 'unknown'] as const)('[M6] %s waits for an answer', (state) => {
    expect(underWay(card(payment('failed'), payment(state)))?.state).toBe(state);
  });

  test('[M6] what was declined waits for nothing but another try', () => {
    expect(underWay(card(payment('failed')))).toBeUndefined();
  });

  test('[M6] the third try is the last: declined again, the booking ends', () => {
    const after = (declined: number) => card(...Array.from({ length: declined }, (_, n) => payment('failed', `${n}`)));
    expect([0, 1, 2].map((declined) => [tryNumber(after(declined)), isLastTry(after(declined))])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  test('[I6] [M6] silence keeps it held, then calls for somebody; paid and declined can always be said', () => {
    const said = (['processing', 'uncertain', 'unknown', 'failed'] as const).map((state) => outcomesOf({ state }));
    expect(said).toEqual([
      ['succeeded', 'declined', 'uncertain'],
      ['succeeded', 'declined', 'unknown'],
      ['succeeded', 'declined'],
      [],
    ]);
  });
});
