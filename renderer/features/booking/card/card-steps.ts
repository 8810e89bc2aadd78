import type { BookingCardView, CardPaymentView, CardState } from '#shared/rpc/card-views.ts';

/** How often a card may be declined before the booking is given up [M6]. */
export const MOST_TRIES = 3;

/** What a person may say of a payment, as its command takes it. */
export type CardOutcome = 'succeeded' | 'declined' | 'uncertain' | 'unknown';

const waiting: ReadonlySet<CardState> = new Set<CardState>(['processing', 'uncertain', 'unknown']);

/** The payment that waits for an answer, if one does. */
export function underWay({ payments }: BookingCardView): CardPaymentView | undefined {
  return payments.find(({ state }) => waiting.has(state));
}

/** The number of the try that is under way, or of the next one. */
export function tryNumber({ declined }: BookingCardView): number {
  return Math.min(MOST_TRIES, declined + 1);
}

/** Declined once more, the booking ends and what it holds is free [M6]. */
export function isLastTry({ declined }: BookingCardView): boolean {
  return declined + 1 >= MOST_TRIES;
}

/** What may be said now: silence first keeps it held, then calls for somebody; what nobody knows is answered, or waits. */
export function outcomesOf({ state }: Pick<CardPaymentView, 'state'>): readonly CardOutcome[] {
  switch (state) {
    case 'processing':
      return ['succeeded', 'declined', 'uncertain'];
    case 'uncertain':
      return ['succeeded', 'declined', 'unknown'];
    case 'unknown':
      return ['succeeded', 'declined'];
    case 'completed':
    case 'failed':
      return [];
  }
}
