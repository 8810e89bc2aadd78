import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

/** One item, or all of it where there is no id. Minor units. */
export interface Cancelled {
  readonly itemId: string | null;
  readonly words: string;
  readonly amount: number;
}

export interface CancelSaleProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  readonly what: Cancelled;
}

/** Gives up one item or all of the booking, with a reason; the button says what it costs. */
export function CancelSale({ booking, lodge, act, onClose, what }: CancelSaleProps) {
  const { t } = useTranslation('booking');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { currency } = lodge.property;
  const money = formatMoney(what.amount, currency, { code: true, decimals: 'auto' });
  const submit = () => {
    setTried(true);
    if (!reason.trim()) return;
    const draft = { bookingId: booking.id, expectedVersion: booking.version, reason: reason.trim() };
    const isAll = what.itemId === null;
    void act.run(isAll ? 'cancelBooking' : 'cancelItem', isAll ? draft : { ...draft, itemId: what.itemId }, () => {
      showToast({ tone: 'done', text: t('sale.cancelled', { what: what.words }) });
      onClose();
    });
  };
  return (
    <ActForm
      title={what.itemId === null ? t('sale.cancelAll') : what.words}
      act={act}
      currency={currency}
      say={t(what.itemId === null ? 'sale.cancelAllSay' : 'sale.cancelItem', { what: what.words, money })}
      loss
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('act.cancelReason')}
        value={reason}
        error={tried && !reason.trim() ? t('errors.reasonMissing') : undefined}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {booking.paid > 0 && (
        <p className={styles.empty}>
          {t('act.cancelKeep', { money: formatMoney(booking.paid, currency, { code: true }) })}
        </p>
      )}
    </ActForm>
  );
}
