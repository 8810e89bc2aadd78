import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import styles from './existing-booking.module.css';
import type { PriceForeseen } from './price-foreseen.ts';

export interface ReckonedProps {
  readonly booking: BookingView;
  readonly currency: string;
  /** The channel has the guest's money: nothing is open here. */
  readonly channelCollects: boolean;
  /** Undefined while it is reckoned, and where nothing is chosen. */
  readonly foreseen: PriceForeseen | undefined;
}

/** What was agreed, the difference and what is open then, before it is confirmed [B6]; or why it cannot be had. */
export function Reckoned({ booking, currency, channelCollects, foreseen }: ReckonedProps) {
  const { t } = useTranslation(['booking', 'refusals']);
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const row = (name: string, minor: number, signed = false) => (
    <div className={styles.paid}>
      <span>{name}</span>
      <span className={styles.figure}>
        {signed && minor > 0 ? '+' : ''}
        {formatMoney(minor, currency)}
      </span>
    </div>
  );
  const open = foreseen?.ok ? foreseen.total - booking.paid : 0;
  return (
    <>
      {foreseen?.ok === false && (
        <p className={styles.wrong} role="alert">
          {[
            t(`refusals:${foreseen.reason}`),
            foreseen.free === undefined ? '' : t('changes.leftFree', { count: foreseen.free }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
      {/* Its place is kept, so that nothing jumps while it is reckoned. */}
      <div className={styles.reckoned} role="status">
        {row(t('changes.agreed'), booking.total)}
        {row(t('changes.difference'), foreseen?.ok ? foreseen.difference : 0, true)}
        {row(t('changes.after'), foreseen?.ok ? foreseen.total : booking.total)}
        <p className={styles.empty}>
          {!foreseen?.ok || channelCollects
            ? ' '
            : open >= 0
              ? t('changes.thenOpen', { money: money(open) })
              : t('changes.thenCredit', { money: money(-open) })}
        </p>
      </div>
    </>
  );
}
