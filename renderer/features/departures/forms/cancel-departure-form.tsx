import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/kernel/dates.ts';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { OneOf } from '#renderer/ui/one-of.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { cancellationForeseen } from './cancellation-foreseen.ts';
import { Check } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

export interface CancelDepartureFormProps {
  readonly departure: DepartureView;
  readonly businessDate: string;
  readonly currency: string;
  readonly onClose: () => void;
}

/** How far around its day another departure is offered to move to, in days. */
const AROUND = 60;

/** The operator cancels a departure [I8]: everybody moves to another, or is refunded. The button says what happens to whom. */
export function CancelDepartureForm({ departure, businessDate, currency, onClose }: CancelDepartureFormProps) {
  const { t } = useTranslation('departures');
  const early = addDays(departure.date, -AROUND);
  const { value: found } = useView('departures.find', {
    from: early < businessDate ? businessDate : early,
    to: addDays(departure.date, AROUND),
    seats: 1,
    productId: departure.productId,
  });
  const others = (found ?? []).filter(({ id }) => id !== departure.id);
  const [moveTo, setMoveTo] = useState<string | null>(null);
  const [refundRest, setRefundRest] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const target = others.find(({ id }) => id === moveTo);
  const seats = departure.confirmed + departure.held;
  const draft = {
    departureId: departure.id,
    expectedVersion: departure.version,
    // Looked at before a reason is there: any stands for it.
    reason: reason.trim() || '–',
    moveTo: target?.id ?? null,
    refundRest,
  };
  const { value: foresight } = useView('command.foresee', { name: 'cancelDeparture', draft });
  const [kept, keep] = useState(foresight);
  if (foresight !== undefined && foresight !== kept) keep(foresight);
  const foreseen = cancellationForeseen(foresight ?? kept);
  const { moved, refunded, paid, left } = foreseen;
  const money = formatMoney(paid, currency, { code: true, decimals: 'auto' });
  const date = target ? formatDay(target.date) : '';
  const say =
    moved + refunded === 0
      ? left.length > 0
        ? t('cancel.sayShort', { count: left.length })
        : t('cancel.sayNobody')
      : moved > 0 && refunded > 0
        ? t('cancel.sayBoth', { count: moved, date, refunded, money })
        : moved > 0
          ? t('cancel.sayMove', { count: moved, date })
          : paid > 0
            ? t('cancel.sayRefundPaid', { count: refunded, money })
            : t('cancel.sayRefund', { count: refunded });
  const submit = async () => {
    setTried(true);
    if (reason.trim() === '') return;
    if (await act.run('cancelDeparture', draft, t('cancel.done'))) onClose();
  };
  return (
    <FormDialog
      title={t('cancel.title')}
      note={t('cancel.note', { product: departure.product.name, date: formatDay(departure.date), count: seats })}
      say={say}
      loss
      width={560}
      busy={act.busy}
      disabled={left.length > 0}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Field
        label={t('form.reason')}
        placeholder={t('cancel.reasonHint')}
        data-autofocus
        maxLength={200}
        value={reason}
        error={tried && reason.trim() === '' ? t('form.missing') : undefined}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {departure.bookings > 0 && (
        <OneOf
          label={t('cancel.what')}
          ways={[
            { id: '', words: t('cancel.refund') },
            ...others.map(({ id, date: day, time, free }) => ({
              id,
              words: t('cancel.moveTo', { date: formatDay(day), time }),
              note: free < seats ? t('cancel.short', { free, seats }) : t('otherDate.free', { count: free }),
              short: free < seats,
            })),
          ]}
          chosen={moveTo ?? ''}
          onChoose={(id) => setMoveTo(id === '' ? null : id)}
        />
      )}
      {left.length > 0 && (
        <p className={styles.note} role="status">
          {t('cancel.left', { count: left.length, bookings: left.join(', ') })}
        </p>
      )}
      {target && <Check label={t('cancel.refundRest')} checked={refundRest} onChange={setRefundRest} />}
    </FormDialog>
  );
}
