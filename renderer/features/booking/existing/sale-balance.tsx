import { useTranslation } from 'react-i18next';
import { formatMoney } from '#renderer/ui/format.ts';
import { QuoteLines } from '../sale/quote-lines.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';

/** The price as it was agreed, line by line, what is paid of it and, large, what is open. */
export function SaleBalance({ booking, items, lodge }: SaleOn) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  // What the channel takes is nothing that anybody owes at this desk [B3].
  const collected = items.channelCollects && booking.paid === 0 && booking.status !== 'CANCELLED';
  const over = ['CANCELLED', 'EXPIRED'].includes(booking.status);
  const open = over ? -booking.paid : booking.total - booking.paid;
  const words = collected
    ? t('sale.collects', { channel: items.channel })
    : open > 0
      ? t('view.open')
      : open < 0
        ? t('view.credit')
        : t('view.settled');
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
      <div
        className={`${styles.open} ${collected ? styles.collected : open > 0 ? styles.owes : open < 0 ? styles.credit : styles.settled}`}
      >
        <span>{words}</span>
        <b>{formatMoney(Math.abs(open), currency, { code: true })}</b>
      </div>
    </section>
  );
}
