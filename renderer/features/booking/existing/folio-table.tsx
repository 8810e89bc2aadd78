import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { withBalance } from './running-balance.ts';
import styles from './existing-booking.module.css';

/** The folio as a ledger one can read aloud [M1]. */
export function FolioTable({ booking, currency }: { readonly booking: BookingView; readonly currency: string }) {
  const { t } = useTranslation('booking');
  const lines = withBalance(booking.folio);
  return (
    <section className={styles.section} aria-label={t('view.folio')}>
      <h2>
        {t('view.folio')}
        <span className={styles.quiet}>{currency}</span>
      </h2>
      {lines.length === 0 ? (
        <p className={styles.empty}>{t('view.noEntries')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('view.date')}</th>
              <th>{t('view.entry')}</th>
              <th className={styles.right1}>{t('view.amount')}</th>
              <th className={styles.right1}>{t('view.balance')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, balance }) => (
              <tr key={line.id}>
                <td className={styles.quiet}>{formatDay(line.date)}</td>
                <td>
                  {t(`view.kinds.${line.kind}`)} <span className={styles.quiet}>{wordsOf(line.description)}</span>
                </td>
                <td className={styles.figure}>{formatMoney(line.amount, currency)}</td>
                <td className={styles.figure}>{formatMoney(balance, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** A room night is described by its date. */
function wordsOf(description: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(description) ? formatDay(description) : description;
}
