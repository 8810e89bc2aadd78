import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { readAmount, writeAmount } from '#renderer/ui/amount.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { Choice } from '../choice.tsx';
import { ActForm } from '../existing/act-form.tsx';
import styles from '../existing/existing-booking.module.css';
import type { SaleOn } from '../existing/sale-items.tsx';
import type { Act } from '../existing/use-act.ts';

export interface CardStartFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  /** To begin with, and the most. Minor units. */
  readonly amount: number;
  readonly most: number;
}

/** A payment goes to the terminal: from now on its hold does not run out by the clock [I6]. */
export function CardStartForm({ booking, items, lodge, act, onClose, amount: start, most }: CardStartFormProps) {
  const { t } = useTranslation(['cards', 'booking']);
  const { currency } = lodge.property;
  const [method, setMethod] = useState('CARD');
  const [typed, setTyped] = useState(writeAmount(start, currency));
  const amount = readAmount(typed, currency);
  const error = !amount
    ? t('booking:errors.depositInvalid')
    : amount > most
      ? t('booking:errors.depositTooMuch')
      : undefined;
  const money = formatMoney(amount ?? 0, currency, { code: true, decimals: 'auto' });
  const submit = () => {
    if (error) return;
    void act.run('startPayment', { bookingId: booking.id, amount, method }, () => {
      showToast({ tone: 'done', text: t('done.started', { money }) });
      onClose();
    });
  };
  return (
    <ActForm
      title={t('startForm')}
      act={act}
      currency={currency}
      say={t('sayStart', { money })}
      onSubmit={submit}
      onClose={() => {
        act.forget();
        onClose();
      }}
    >
      <Field
        label={t('amount', { currency })}
        inputMode="decimal"
        figures
        value={typed}
        error={error}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Choice label={t('method')} value={method} onChange={({ currentTarget }) => setMethod(currentTarget.value)}>
        <option value="CARD">{t('booking:sale.methods.CARD')}</option>
        <option value="UPI">{t('booking:sale.methods.UPI')}</option>
      </Choice>
      <p className={styles.empty}>{t(items.hold === null ? 'expired' : 'startNote')}</p>
    </ActForm>
  );
}
