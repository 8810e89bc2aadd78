import { useTranslation } from 'react-i18next';
import { formatMoney } from '#renderer/ui/format.ts';
import { PriceList } from '../money/price-list.tsx';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';

/** The agreed price, what is paid of it and, large, what is open. */
export function BalanceCard({ booking, stay, lodge }: ActOn) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const open = booking.status === 'CANCELLED' ? -booking.paid : booking.total - booking.paid;
  const words = open > 0 ? t('view.open') : open < 0 ? t('view.credit') : t('view.settled');
  return (
    <section className={styles.section} aria-label={t('view.agreed')}>
      <h2>
        {t('view.agreed')}
        <span className={styles.quiet}>{currency}</span>
      </h2>
      <PriceList
        from={stay.arrival}
        to={stay.departure}
        nightly={stay.nightly}
        total={booking.total}
        currency={currency}
      />
      <div className={styles.paid}>
        <span>{t('view.paid')}</span>
        <span className={styles.figure}>{formatMoney(booking.paid, currency)}</span>
      </div>
      <div className={`${styles.open} ${open > 0 ? styles.owes : open < 0 ? styles.credit : styles.settled}`}>
        <span>{words}</span>
        <b>{formatMoney(Math.abs(open), currency, { code: true })}</b>
      </div>
    </section>
  );
}
