import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { readAmount, writeAmount } from '#renderer/ui/amount.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { Choice } from '../choice.tsx';
import { saleMethods } from '../sale/sale-form.ts';
import { ActForm } from './act-form.tsx';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export interface PaymentFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  /** To begin with, and the most. Minor units. */
  readonly amount: number;
  readonly most: number;
}

/** Money that came by card, transfer or the like, with the other side's reference [M2]. */
export function PaymentForm({ booking, lodge, act, onClose, amount: start, most }: PaymentFormProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const [method, setMethod] = useState<string>('CARD');
  const [typed, setTyped] = useState(writeAmount(start, currency));
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const amount = readAmount(typed, currency);
  const error = !amount ? t('errors.depositInvalid') : amount > most ? t('errors.depositTooMuch') : undefined;
  const missing = reference.trim() === '';
  const words = formatMoney(amount ?? 0, currency, { code: true, decimals: 'auto' });
  const submit = () => {
    setTried(true);
    if (error || missing) return;
    const draft = { bookingId: booking.id, amount, method, reference: reference.trim() };
    void act.run('takePayment', draft, () => {
      showToast({ tone: 'done', text: t('sale.recorded', { money: words }) });
      onClose();
    });
  };
  return (
    <ActForm
      title={t('sale.payOther', { money: words })}
      act={act}
      currency={currency}
      say={t('sale.payOther', { money: words })}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choice label={t('sale.method')} value={method} onChange={({ currentTarget }) => setMethod(currentTarget.value)}>
        {saleMethods
          .filter((each) => each !== 'CASH')
          .map((each) => (
            <option key={each} value={each}>
              {t(`sale.methods.${each}`)}
            </option>
          ))}
      </Choice>
      <Field
        label={t('act.amountToTake', { currency })}
        inputMode="decimal"
        figures
        value={typed}
        error={error}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Field
        label={t('sale.reference')}
        value={reference}
        maxLength={120}
        hint={t('sale.referenceHint')}
        error={tried && missing ? t('sale.errors.referenceMissing') : undefined}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
      />
    </ActForm>
  );
}
