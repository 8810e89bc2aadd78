import type { TFunction } from 'i18next';
import type { BookingPlan } from './plan.ts';

/** What the plan's button says, in the order in which it happens: with the amount and the room [screens, rule 4]. */
export function planSentence(
  plan: Pick<BookingPlan, 'nights' | 'amount' | 'checkInTo'>,
  tentative: boolean,
  money: string,
  t: TFunction<'booking'>,
): string {
  const parts = [
    plan.nights === 0 ? t('say.bookDayUse') : t('say.book', { count: plan.nights }),
    tentative ? t('say.tentative') : '',
    plan.amount > 0 ? t('say.take', { money }) : '',
    plan.checkInTo === null ? '' : t('say.checkIn', { room: plan.checkInTo }),
  ];
  return parts.filter(Boolean).join(', ');
}
