import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { useView } from '#renderer/state/use-view.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export interface MergeFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  readonly otherId: string;
}

/** Another booking that was made for the same party is put into this one [B5]; the button says what they come to. */
export function MergeForm({ booking, lodge, act, onClose, otherId }: MergeFormProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const { value: other } = useView('booking.get', { bookingId: otherId });
  const money = (minor: number) => formatMoney(minor, currency, { code: true });
  if (!other) return null;
  const names = { number: booking.number, other: other.number };
  const rows = [booking, other].map(({ id, number, guest, total, paid }) => ({ id, number, guest, total, paid }));
  return (
    <ActForm
      title={t('changes.merge')}
      act={act}
      currency={currency}
      say={t('changes.mergeSay', { ...names, money: money(booking.total + other.total) })}
      onSubmit={() =>
        void act.run(
          'mergeBookings',
          { bookingId: booking.id, expectedVersion: booking.version, otherId: other.id, otherVersion: other.version },
          () => {
            showToast({ tone: 'done', text: t('changes.merged', names) });
            onClose();
          },
        )
      }
      onClose={onClose}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('title.existing', { number: '' })}</th>
            <th className={styles.right1}>{t('price.total')}</th>
            <th className={styles.right1}>{t('view.paid')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, number, guest, total, paid }) => (
            <tr key={id}>
              <td>{`${number}, ${guest.name}`}</td>
              <td className={styles.figure}>{formatMoney(total, currency)}</td>
              <td className={styles.figure}>{formatMoney(paid, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.empty}>{t('changes.mergeNote', names)}</p>
    </ActForm>
  );
}
