import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { type Paper, previewReceipt } from '../receipt/receipt-place.ts';
import styles from './existing-booking.module.css';

/** Every receipt of the booking, to be printed on either paper [M3]. */
export function Receipts({ booking, currency }: { readonly booking: BookingView; readonly currency: string }) {
  const { t } = useTranslation('booking');
  const papers: readonly (readonly [Paper, string])[] = [
    ['80mm', t('view.print80')],
    ['A4', t('view.printA4')],
  ];
  return (
    <section className={styles.section} aria-label={t('view.receipts')}>
      <h2>{t('view.receipts')}</h2>
      {booking.receipts.length === 0 && <p className={styles.empty}>{t('view.noReceipts')}</p>}
      {booking.receipts.map((receipt) => (
        <div key={receipt.id} className={styles.receipt}>
          <Icon name="receipt" />
          <b>{receipt.label}</b>
          <span className={styles.quiet}>
            {formatDay(receipt.date)}
            {!receipt.synced && ` · ${t('view.unsynced')}`}
          </span>
          <span className={`${styles.figure} ${styles.push}`}>{formatMoney(receipt.amount, currency)}</span>
          {papers.map(([paper, words]) => (
            <Button
              key={paper}
              size="small"
              icon="print"
              aria-label={t('view.printLabel', { receipt: receipt.label, paper: words })}
              onClick={() => previewReceipt(receipt.id, paper)}
            >
              {words}
            </Button>
          ))}
        </div>
      ))}
    </section>
  );
}
