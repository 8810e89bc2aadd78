import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayNumber, dateOfDay, instantAt } from '#shared/kernel/dates.ts';
import { type Recurrence, daysOfSeries, weekdayOf } from '#shared/tours/recurrence.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { Choice, DayField, NumberField, TimeField, isCount, isTime } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

export interface NewDepartureFormProps {
  readonly productId: string | undefined;
  readonly date: string | undefined;
  readonly businessDate: string;
  readonly currency: string;
  /** To add a product instead. */
  readonly onProduct: () => void;
  readonly onClose: () => void;
}

type Every = Recurrence['every'];

/** The days of the week as ISO 8601 numbers them; 1970-01-05 was a Monday. */
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const MONDAY = dayNumber('1970-01-05');

/** Adds one departure, or a series of them by what recurs; the button says how many, and from when until when. */
export function NewDepartureForm({ productId, date, businessDate, onProduct, onClose }: NewDepartureFormProps) {
  const { t } = useTranslation('departures');
  const { value: lodge } = useView('lodge.get', {});
  const { value: all } = useView('products.list', {});
  const products = all?.filter(({ active }) => active) ?? [];
  const start = date && date >= businessDate ? date : businessDate;
  const [chosen, choose] = useState(productId);
  const product = products.find(({ id }) => id === chosen) ?? products[0];
  const [every, setEvery] = useState<Every>('date');
  const [from, setFrom] = useState(start);
  const [to, setTo] = useState(addDays(start, 28));
  const [days, setDays] = useState<readonly number[]>([weekdayOf(start)]);
  const [step, setStep] = useState(7);
  const [time, setTime] = useState('07:00');
  const [capacity, setCapacity] = useState<number | null>(null);
  const [blocked, setBlocked] = useState(0);
  const [guide, setGuide] = useState('');
  const [onSaleOn, setOnSaleOn] = useState('');
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const seats = capacity ?? product?.capacity ?? 0;
  const series: Recurrence =
    every === 'date'
      ? { every, on: [from] }
      : every === 'week'
        ? { every, from, to, weekdays: days }
        : { every, from, to, days: step };
  const right = every === 'date' || (to >= from && (every === 'week' ? days.length > 0 : isCount(step, 1, 365)));
  const made = right && from !== '' ? daysOfSeries(series) : [];
  const [first, last] = [made[0], made.at(-1)];
  const sayMade =
    first === undefined || last === undefined
      ? t('newForm.sayNone')
      : made.length === 1
        ? t('newForm.sayOne', { date: formatDay(first), time })
        : t('newForm.saySeries', { count: made.length, from: formatDay(first), to: formatDay(last) });
  const fits = isTime(time) && isCount(seats, 1) && isCount(blocked, 0, seats) && made.length > 0 && made.length <= 400;
  const submit = async () => {
    if (!product || !fits || !lodge) return;
    const done = await act.run(
      'addDepartures',
      {
        productId: product.id,
        series,
        time,
        capacity,
        blocked,
        overbookingLimit: null,
        minParticipants: null,
        cutoffHours: null,
        decisionDays: null,
        waitlist: null,
        prices: null,
        quotas: null,
        onSaleAt: onSaleOn === '' ? null : instantAt(onSaleOn, '00:00', lodge.property.zone),
        guide: guide.trim(),
        note: '',
      },
      t('newForm.done', { count: made.length, product: product.name }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('newDeparture')}
      say={sayMade}
      width={620}
      busy={act.busy}
      disabled={!fits || !product}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => void submit()}
      beside={
        <Button look="quiet" icon="plus" onClick={onProduct}>
          {t('productForm.add')}
        </Button>
      }
    >
      <div className={styles.pair}>
        <Choice
          label={t('product')}
          value={product?.id ?? ''}
          first
          options={products.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            choose(id);
            setCapacity(null);
          }}
        />
        <TimeField label={t('newForm.time')} value={time} onChange={setTime} />
      </div>
      <div>
        <Segmented
          label={t('newForm.every')}
          value={every}
          options={(['date', 'week', 'days'] as const).map((value) => ({
            value,
            label: t(`newForm.everyOf.${value}`),
          }))}
          onChange={setEvery}
        />
      </div>
      {every === 'date' ? (
        <div className={styles.pair}>
          <DayField label={t('newForm.on')} value={from} min={businessDate} onChange={setFrom} />
        </div>
      ) : (
        <>
          <div className={every === 'days' ? styles.three : styles.pair}>
            <DayField label={t('newForm.from')} value={from} min={businessDate} onChange={setFrom} />
            <DayField
              label={t('newForm.to')}
              value={to}
              min={from}
              error={to < from ? t('form.wrongSpan') : undefined}
              onChange={setTo}
            />
            {every === 'days' && (
              <NumberField label={t('newForm.step')} value={step} min={1} max={365} onChange={setStep} />
            )}
          </div>
          {every === 'week' && (
            <fieldset className={styles.weekdays}>
              <legend>{t('newForm.weekdays')}</legend>
              {weekdays.map((day) => (
                <label key={day}>
                  <input
                    type="checkbox"
                    checked={days.includes(day)}
                    onChange={() =>
                      setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted())
                    }
                  />
                  {formatDay(dateOfDay(MONDAY + day - 1), 'weekdayOnly')}
                </label>
              ))}
            </fieldset>
          )}
        </>
      )}
      <div className={styles.four}>
        <NumberField label={t('newForm.capacity')} value={seats} min={1} onChange={setCapacity} />
        <NumberField label={t('newForm.blocked')} value={blocked} max={seats} onChange={setBlocked} />
        <Field
          label={t('newForm.guide')}
          value={guide}
          maxLength={200}
          onChange={({ currentTarget }) => setGuide(currentTarget.value)}
        />
        <DayField
          label={t('newForm.onSale')}
          value={onSaleOn}
          clearable
          placeholder={t('newForm.atOnce')}
          onChange={setOnSaleOn}
        />
      </div>
      {product && (
        <p className={styles.note}>
          {t('newForm.asProduct', {
            minimum: product.minParticipants,
            cutoff: product.cutoffHours,
            over: product.overbookingLimit,
          })}
        </p>
      )}
    </FormDialog>
  );
}
