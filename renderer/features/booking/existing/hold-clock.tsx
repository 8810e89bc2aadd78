import { useTranslation } from 'react-i18next';
import type { BookingItemsView } from '#shared/rpc/sale-views.ts';
import { useServerNow } from '#renderer/state/use-server-now.ts';
import { formatDuration } from '#renderer/ui/format.ts';
import styles from './existing-booking.module.css';

/** An hour and more is said in hours; below, every second counts. */
const HOUR_MS = 3_600_000;

/** How long what is held is still kept, going down, and what it waits for [I4]. */
export function HoldClock({ hold }: { readonly hold: NonNullable<BookingItemsView['hold']> }) {
  const { t } = useTranslation('booking');
  const left = Date.parse(hold.expiresAt) - useServerNow(1000);
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  if (hold.paying) return <p className={styles.empty}>{t('sale.paying')}</p>;
  return (
    <div className={styles.paid}>
      <span>
        {left > 0 ? t('sale.holdRuns') : t('sale.holdOver')}
        {hold.waitsFor && ` · ${hold.waitsFor}`}
      </span>
      <b role="timer" className={styles.figure}>
        {left >= HOUR_MS ? formatDuration(left) : clock}
      </b>
    </div>
  );
}
