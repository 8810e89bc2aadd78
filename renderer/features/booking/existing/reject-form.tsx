import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export interface RejectFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
}

/** A manager does not approve a booking, and says why [B3]. */
export function RejectForm({ booking, lodge, act, onClose }: RejectFormProps) {
  const { t } = useTranslation('booking');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const paid = formatMoney(booking.paid, lodge.property.currency, { code: true, decimals: 'auto' });
  const submit = () => {
    setTried(true);
    if (missing) return;
    void act.run('rejectBooking', { bookingId: booking.id, reason: reason.trim() }, () => {
      showToast({ tone: 'done', text: t('changes.rejected') });
      onClose();
    });
  };
  return (
    <ActForm
      title={t('changes.reject')}
      act={act}
      currency={lodge.property.currency}
      say={booking.paid > 0 ? t('changes.rejectSayPaid', { money: paid }) : t('changes.rejectSay')}
      loss
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('act.cancelReason')}
        value={reason}
        maxLength={500}
        error={tried && missing ? t('errors.reasonMissing') : undefined}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <p className={styles.empty}>{t('changes.rejectNote')}</p>
      {booking.paid > 0 && <p className={styles.empty}>{t('changes.rejectPaid', { money: paid })}</p>}
    </ActForm>
  );
}
