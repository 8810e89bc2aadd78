import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn, daysBetween, instantAt } from '#shared/kernel/dates.ts';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { cutoffHoursOf } from '#shared/tours/departure-times.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { Check, DayField, NumberField, TextArea, TimeField, isCount, isTime } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';
import { PricesFields, type TypedPrice, readPrices, typedPrices } from './prices-fields.tsx';

export interface EditDepartureFormProps {
  readonly departure: DepartureView;
  readonly currency: string;
  readonly businessDate: string;
  readonly onClose: () => void;
}

/** Changes a departure. Its day stands while somebody has seats or waits; below what is sold it is refused with who would be affected. */
export function EditDepartureForm({ departure, currency, businessDate, onClose }: EditDepartureFormProps) {
  const { t } = useTranslation('departures');
  const { zone } = departure;
  const [fields, setFields] = useState(() => ({
    date: departure.date,
    time: departure.time,
    capacity: departure.total,
    overbookingLimit: departure.overbookingLimit,
    minParticipants: departure.minParticipants,
    cutoffHours: Math.round(cutoffHoursOf(departure)),
    decisionDays:
      departure.decisionOn === null
        ? departure.product.decisionDays
        : daysBetween(departure.decisionOn, departure.date),
    waitlist: departure.waitlist,
    guide: departure.guide,
    note: departure.note,
  }));
  const [onSaleOn, setOnSaleOn] = useState(departure.onSaleAt === null ? '' : dayIn(zone, departure.onSaleAt));
  const [prices, setPrices] = useState<readonly TypedPrice[]>(() => typedPrices(departure.prices, currency));
  const [tried, setTried] = useState(false);
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change });
  const read = readPrices(prices, currency);
  const taken = departure.held + departure.confirmed;
  const least = taken + departure.blocked;
  const settled = taken + departure.waiting > 0;
  const moved = fields.time !== departure.time || fields.date !== departure.date;
  const right =
    isTime(fields.time) &&
    isCount(fields.capacity, 1) &&
    [fields.overbookingLimit, fields.minParticipants].every((each) => isCount(each)) &&
    isCount(fields.cutoffHours, 0, 8760) &&
    isCount(fields.decisionDays, 0, 365) &&
    read !== null;
  const submit = async () => {
    setTried(true);
    if (!right) return;
    const done = await act.run(
      'changeDeparture',
      {
        ...fields,
        departureId: departure.id,
        expectedVersion: departure.version,
        // A moment that was set to the minute stays so unless its day is changed.
        onSaleAt:
          onSaleOn === ''
            ? null
            : departure.onSaleAt !== null && dayIn(zone, departure.onSaleAt) === onSaleOn
              ? departure.onSaleAt
              : instantAt(onSaleOn, '00:00', zone),
        guide: fields.guide.trim(),
        prices: read,
      },
      t('edit.done'),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('edit.title')}
      say={moved && departure.bookings > 0 ? t('edit.sayMove', { count: departure.bookings }) : t('edit.say')}
      width={680}
      busy={act.busy}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <div className={styles.three}>
        {settled ? (
          <Field label={t('newForm.on')} value={formatDay(departure.date)} readOnly hint={t('edit.dateStands')} />
        ) : (
          <DayField label={t('newForm.on')} value={fields.date} min={businessDate} onChange={(date) => set({ date })} />
        )}
        <TimeField label={t('newForm.time')} value={fields.time} first onChange={(time) => set({ time })} />
        <Field
          label={t('newForm.guide')}
          value={fields.guide}
          maxLength={200}
          onChange={({ currentTarget }) => set({ guide: currentTarget.value })}
        />
      </div>
      <div className={styles.three}>
        <NumberField
          label={t('newForm.capacity')}
          value={fields.capacity}
          min={1}
          error={fields.capacity < least ? t('edit.belowSold', { count: taken, least }) : undefined}
          onChange={(capacity) => set({ capacity })}
        />
        <NumberField
          label={t('productForm.overbookingLimit')}
          value={fields.overbookingLimit}
          onChange={(overbookingLimit) => set({ overbookingLimit })}
        />
        <NumberField
          label={t('productForm.cutoffHours')}
          value={fields.cutoffHours}
          onChange={(cutoffHours) => set({ cutoffHours })}
        />
        <NumberField
          label={t('productForm.minParticipants')}
          value={fields.minParticipants}
          onChange={(minParticipants) => set({ minParticipants })}
        />
        <NumberField
          label={t('productForm.decisionDays')}
          value={fields.decisionDays}
          onChange={(decisionDays) => set({ decisionDays })}
        />
        <DayField
          label={t('newForm.onSale')}
          value={onSaleOn}
          clearable
          placeholder={t('newForm.atOnce')}
          onChange={setOnSaleOn}
        />
      </div>
      <Check label={t('productForm.waitlist')} checked={fields.waitlist} onChange={(waitlist) => set({ waitlist })} />
      <PricesFields prices={prices} currency={currency} tried={tried} onChange={setPrices} />
      <TextArea label={t('edit.note')} maxLength={2000} value={fields.note} onChange={(note) => set({ note })} />
    </FormDialog>
  );
}
