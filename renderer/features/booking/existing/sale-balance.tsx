import { useTranslation } from 'react-i18next';
import { formatMoney } from '#renderer/ui/format.ts';
import { QuoteLines } from '../sale/quote-lines.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';

/** The price as it was agreed, line by line, what is paid of it and, large, what is open. */
export function SaleBalance({ booking, items, lodge }: SaleOn) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const over = ['CANCELLED', 'EXPIRED'].includes(booking.status);
  const open = over ? -booking.paid : booking.total - booking.paid;
  const words = open > 0 ? t('view.open') : open < 0 ? t('view.credit') : t('view.settled');
  return (
    <section className={styles.section} aria-label={t('view.agreed')}>
      <h2>
        {t('view.agreed')}
        <span className={styles.quiet}>{currency}</span>
      </h2>
      {items.quote && <QuoteLines quote={items.quote} />}
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
