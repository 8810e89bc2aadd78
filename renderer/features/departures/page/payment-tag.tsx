import { useTranslation } from 'react-i18next';
import type { DepartureBookingView } from '#shared/rpc/departure-views.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { owes, stands } from './sort-bookings.ts';

/** How a booking stands with its money, or why it does not stand any more. */
export function PaymentTag({
  booking,
  currency,
}: {
  readonly booking: DepartureBookingView;
  readonly currency: string;
}) {
  const { t } = useTranslation('departures');
  const { status, bookingStatus, paymentStatus, channelCollects, paid } = booking;
  if (!stands(booking)) return <Tag tone="gone">{t(`seatStatus.${status}`)}</Tag>;
  if (paymentStatus === 'UNCERTAIN' || paymentStatus === 'UNKNOWN')
    return (
      <Tag tone="late" icon="warning">
        {t('payment.uncertain')}
      </Tag>
    );
  if (bookingStatus === 'PENDING_APPROVAL')
    return (
      <Tag tone="in" icon="clock">
        {t('payment.approval')}
      </Tag>
    );
  if (status === 'HELD')
    return (
      <Tag tone="outline" icon="hourglass">
        {t('payment.held')}
      </Tag>
    );
  if (channelCollects)
    return (
      <Tag tone="conf" icon="house">
        {t('payment.channel')}
      </Tag>
    );
  const open = owes(booking);
  if (open === 0)
    return (
      <Tag tone="house" icon="check">
        {t('payment.paid')}
      </Tag>
    );
  return paid > 0 ? (
    <Tag tone="out" icon="coins">
      {t('payment.owes', { amount: formatMoney(open, currency, { decimals: 'auto' }) })}
    </Tag>
  ) : (
    <Tag tone="late" icon="coins">
      {t('payment.unpaid')}
    </Tag>
  );
}
