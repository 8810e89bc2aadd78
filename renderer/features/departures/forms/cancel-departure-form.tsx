import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/kernel/dates.ts';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { Check } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

export interface CancelDepartureFormProps {
  readonly departure: DepartureView;
  readonly businessDate: string;
  readonly onClose: () => void;
}

/** How far around its day another departure is offered to move to, in days. */
const AROUND = 60;

/** The operator cancels a departure [I8]: everybody moves to another, or is refunded. The button says what happens to whom. */
export function CancelDepartureForm({ departure, businessDate, onClose }: CancelDepartureFormProps) {
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
  const say =
    departure.bookings === 0
      ? t('cancel.sayNobody')
      : target
        ? t('cancel.sayMove', { count: departure.bookings, date: formatDay(target.date) })
        : t('cancel.sayRefund', { count: departure.bookings });
  const submit = async () => {
    setTried(true);
    if (reason.trim() === '') return;
    const { id: departureId, version: expectedVersion } = departure;
    const draft = { departureId, expectedVersion, reason: reason.trim(), moveTo: target?.id ?? null, refundRest };
    if (await act.run('cancelDeparture', draft, t('cancel.done'))) onClose();
  };
  return (
    <FormDialog
      title={t('cancel.title')}
      note={t('cancel.note', { product: departure.product.name, date: formatDay(departure.date), count: seats })}
      say={say}
      loss
      width={520}
      busy={act.busy}
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
        <fieldset className={styles.dates} aria-label={t('cancel.what')}>
          <label>
            <input type="radio" name="move" checked={moveTo === null} onChange={() => setMoveTo(null)} />
            <span>{t('cancel.refund')}</span>
            <span />
          </label>
          {others.map((each) => (
            <label key={each.id}>
              <input type="radio" name="move" checked={moveTo === each.id} onChange={() => setMoveTo(each.id)} />
              <span>{t('cancel.moveTo', { date: formatDay(each.date), time: each.time })}</span>
              <span>{t('otherDate.free', { count: each.mine })}</span>
            </label>
          ))}
        </fieldset>
      )}
      {target && <Check label={t('cancel.refundRest')} checked={refundRest} onChange={setRefundRest} />}
    </FormDialog>
  );
}
