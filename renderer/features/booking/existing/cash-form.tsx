import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { readAmount, writeAmount } from '#renderer/ui/amount.ts';
import { TillFields } from '../money/till-fields.tsx';
import { tillOf } from '../money/till.ts';
import { madeBy } from '../new/made.ts';
import { previewReceipt } from '../receipt/receipt-place.ts';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import type { ActOn } from './existing-booking.tsx';
import type { Act } from './use-act.ts';

export interface CashFormProps extends Omit<ActOn, 'stay'> {
  readonly act: Act;
  readonly onClose: () => void;
  readonly way: 'take' | 'refund';
  /** The amount to begin with, and the most that can be. Minor units. */
  readonly amount: number;
  readonly most: number;
  /** What is asked for before it is rounded for cash; left out where nothing is. */
  readonly exact?: number;
}

/** Cash over the counter, in or out. The receipt is offered as soon as there is one. */
export function CashForm({ booking, lodge, act, onClose, way, amount: start, most, exact = start }: CashFormProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const [typed, setTyped] = useState(writeAmount(start, currency));
  const [tender, setTender] = useState('');
  const amount = readAmount(typed, currency);
  const tendered = tender.trim() === '' ? amount : readAmount(tender, currency);
  const taking = way === 'take';
  const tooMuch = amount !== null && amount > most;
  const amountError =
    amount === null || amount === 0 ? t('errors.depositInvalid') : tooMuch ? t('errors.depositTooMuch') : undefined;
  const till = tillOf(amount ?? 0, tendered ?? 0);
  const tenderError =
    !taking || amountError
      ? undefined
      : tendered === null
        ? t('errors.tenderedInvalid')
        : till.kind === 'short'
          ? t('errors.tenderedShort')
          : undefined;
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const change = till.kind === 'change' ? till.change : 0;
  const say = taking
    ? change > 0
      ? t('act.takeSayChange', {
          tendered: money(tendered ?? 0),
          change: formatMoney(change, currency, { decimals: 'auto' }),
        })
      : t('act.takeSay', { money: money(amount ?? 0) })
    : t('act.refundMoney', { money: money(amount ?? 0) });

  const submit = () => {
    const given = amount ?? 0;
    const draft = taking
      ? { bookingId: booking.id, amount: given, tendered: tendered ?? given }
      : { bookingId: booking.id, exceptionId: null, amount: given };
    void act.run(taking ? 'takeCash' : 'refundCash', draft, ({ events }) => {
      const { receiptId, receiptLabel = '' } = madeBy(events);
      showToast({
        tone: 'done',
        text: t(taking ? 'done.taken' : 'done.givenBack', { money: money(given) }),
        action: receiptId
          ? { label: t('done.print', { receipt: receiptLabel }), run: () => previewReceipt(receiptId) }
          : undefined,
      });
      onClose();
    });
  };
  return (
    <ActForm
      title={t(taking ? 'act.takeCash' : 'act.refund')}
      act={act}
      currency={currency}
      say={say}
      loss={!taking}
      disabled={amountError !== undefined || tenderError !== undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      {taking && (
        <TillFields
          amount={amount ?? 0}
          currency={currency}
          typed={tender}
          tendered={tendered ?? 0}
          error={tenderError}
          onType={setTender}
        />
      )}
      <Field
        label={t(taking ? 'act.amountToTake' : 'act.amountToGive', { currency })}
        inputMode="decimal"
        figures
        value={typed}
        error={amountError}
        hint={taking ? undefined : t('act.mostToGive', { money: money(most) })}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {amount === start && start > exact && (
        <p className={styles.empty}>{t('sale.rounded', { money: formatMoney(start - exact, currency) })}</p>
      )}
    </ActForm>
  );
}
