import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { useMayOverride } from '../sale/price-section.tsx';
import { firstDayOf, laterDay, mayGiveTime } from './later-day.ts';
import type { SaleOn } from './sale-items.tsx';

export interface BalanceActionsProps extends SaleOn {
  readonly busy: boolean;
  readonly run: (command: string, draft: unknown, said: string) => void;
}

/** What is done about a balance that is not paid: more time, or, once it is overdue, a manager ends the booking by the house's terms [B9]. */
export function BalanceActions({ booking, items, lodge, busy, run }: BalanceActionsProps) {
  const { t } = useTranslation('booking');
  const leads = useMayOverride();
  const { balanceDueOn, can, channelCollects } = items;
  const { businessDate } = lodge.property;
  if (balanceDueOn === null || channelCollects || booking.paid >= booking.total) return null;
  const later = laterDay(balanceDueOn, businessDate, firstDayOf({ booking, items }));
  return (
    <>
      {later !== null && mayGiveTime(can) && (
        <Button
          busy={busy}
          onClick={() =>
            run(
              'postponeBalance',
              { bookingId: booking.id, expectedVersion: booking.version, dueOn: later },
              t('sale.postponed', { day: formatDay(later) }),
            )
          }
        >
          {t('sale.postpone', { day: formatDay(later) })}
        </Button>
      )}
      {can.includes('cancelUnpaid') && leads && balanceDueOn < businessDate && (
        <Button
          look="loss"
          busy={busy}
          onClick={() => run('cancelUnpaid', { bookingId: booking.id }, t('sale.cancelled', { what: booking.number }))}
        >
          {t('sale.cancelUnpaid')}
        </Button>
      )}
    </>
  );
}
