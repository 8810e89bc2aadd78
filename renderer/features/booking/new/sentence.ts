import type { TFunction } from 'i18next';
import type { SalePromise } from '#shared/schema/words.ts';
import type { BookingPlan } from './plan.ts';

/** What the plan's button says, in the order in which it happens: with the amount and the room [screens, rule 4]. */
export function planSentence(
  plan: Pick<BookingPlan, 'nights' | 'amount' | 'checkInTo'>,
  /** What can be said of it without the line [S32]; undefined where the server answers at once. */
  promise: SalePromise | undefined,
  money: string,
  t: TFunction<'booking'>,
): string {
  const parts = [
    plan.nights === 0 ? t('say.bookDayUse') : t('say.book', { count: plan.nights }),
    promise === undefined ? '' : t(`say.${promise}`),
    plan.amount > 0 ? t('say.take', { money }) : '',
    plan.checkInTo === null ? '' : t('say.checkIn', { room: plan.checkInTo }),
  ];
  return parts.filter(Boolean).join(', ');
}
