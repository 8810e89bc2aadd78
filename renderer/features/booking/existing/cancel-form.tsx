import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { nightsOf } from '../money/stay-price.ts';
import { ActForm } from './act-form.tsx';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';
import type { Act } from './use-act.ts';

/** Cancels the whole booking, with a reason; the button says how much is given up. */
export function CancelForm({
  booking,
  lodge,
  act,
  onClose,
}: ActOn & { readonly act: Act; readonly onClose: () => void }) {
  const { t } = useTranslation('booking');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { currency } = lodge.property;
  const nights = booking.stays.reduce((sum, stay) => sum + nightsOf(stay.arrival, stay.departure), 0);
  const submit = () => {
    setTried(true);
    if (!reason.trim()) return;
    const draft = { bookingId: booking.id, expectedVersion: booking.version, reason: reason.trim() };
    void act.run('cancelBooking', draft, () => {
      showToast({ tone: 'done', text: t('done.cancelled', { number: booking.number }) });
      onClose();
    });
  };
  return (
    <ActForm
      title={t('act.cancel')}
      act={act}
      currency={currency}
      say={t('act.cancelSay', { count: nights })}
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
