import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import { productKinds } from '#shared/schema/words.ts';
import { Field } from '#renderer/ui/field.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { Check, Choice, NumberField, TextArea, isCount } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';
import { PricesFields, type TypedPrice, readPrices, typedPrices } from './prices-fields.tsx';
import { QuotasFields, readQuotas, typedQuotas } from './quotas-fields.tsx';

export interface ProductFormProps {
  readonly currency: string;
  /** The product that is changed; left out where one is added. */
  readonly product?: ProductView;
  readonly onClose: () => void;
}

const blank = {
  code: '',
  name: '',
  kind: 'tour' as ProductView['kind'],
  description: '',
  days: 1,
  hours: 4,
  meetingPoint: '',
  capacity: 12,
  overbookingLimit: 0,
  minParticipants: 0,
  cutoffHours: 12,
  decisionDays: 2,
  waitlist: true,
  position: 0,
  active: true,
};

/** Adds a tour, trek, activity or transfer, or changes what its next departures begin with. */
export function ProductForm({ currency, product, onClose }: ProductFormProps) {
  const { t } = useTranslation('departures');
  const [fields, setFields] = useState(() => (product === undefined ? blank : fieldsOf(product)));
  const [prices, setPrices] = useState<readonly TypedPrice[]>(() =>
    product ? typedPrices(product.prices, currency) : [{ category: 'adult', amount: '', fromAge: '', toAge: '' }],
  );
  const [quotas, setQuotas] = useState(() => typedQuotas(product?.quotas ?? {}, (moment) => moment.slice(0, 10)));
  const [tried, setTried] = useState(false);
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change });
  const readPrice = readPrices(prices, currency);
  const readQuota = readQuotas(quotas, (day) => `${day}T00:00:00.000Z`);
  const counts: readonly (readonly [number, number?, number?])[] = [
    [fields.days, 1, 365],
    [fields.hours, 0, 24],
    [fields.capacity, 1],
    [fields.overbookingLimit],
    [fields.minParticipants],
    [fields.cutoffHours, 0, 8760],
    [fields.decisionDays, 0, 365],
  ];
  const right =
    fields.name.trim() !== '' &&
    fields.code.trim() !== '' &&
    readPrice !== null &&
    readQuota !== null &&
    counts.every(([value, min, max]) => isCount(value, min, max));
  const submit = async () => {
    setTried(true);
    if (!right) return;
    const { code, active, ...rest } = fields;
    const known = { ...rest, name: fields.name.trim(), prices: readPrice, quotas: readQuota };
    const done =
      product === undefined
        ? await act.run('addProduct', { ...known, code: code.trim() }, t('productForm.added', { name: known.name }))
        : await act.run(
            'changeProduct',
            { ...known, active, productId: product.id, expectedVersion: product.version },
            t('productForm.changed', { name: known.name }),
          );
    if (done) onClose();
  };
  const number = (
    name: 'days' | 'hours' | 'capacity' | 'overbookingLimit' | 'minParticipants' | 'cutoffHours' | 'decisionDays',
    min = 0,
  ) => (
    <NumberField
      label={t(`productForm.${name}`)}
      value={fields[name]}
      min={min}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <FormDialog
      title={product ? t('productForm.change') : t('productForm.add')}
      say={product ? t('productForm.saySave') : t('productForm.sayAdd')}
      width={680}
      busy={act.busy}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <div className={styles.three}>
        <Field
          label={t('productForm.name')}
          data-autofocus
          value={fields.name}
          maxLength={200}
          error={tried && fields.name.trim() === '' ? t('form.missing') : undefined}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <Field
          label={t('productForm.code')}
          value={fields.code}
          maxLength={12}
          disabled={product !== undefined}
          error={tried && fields.code.trim() === '' ? t('form.missing') : undefined}
          onChange={({ currentTarget }) => set({ code: currentTarget.value.toUpperCase() })}
        />
        <Choice
          label={t('productForm.kind')}
          value={fields.kind}
          options={productKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
      </div>
      <div className={styles.four}>
        {number('days', 1)}
        {number('hours')}
        {number('capacity', 1)}
        {number('overbookingLimit')}
        {number('minParticipants')}
        {number('decisionDays')}
        {number('cutoffHours')}
        <Field
          label={t('productForm.meetingPoint')}
          value={fields.meetingPoint}
          maxLength={200}
          onChange={({ currentTarget }) => set({ meetingPoint: currentTarget.value })}
        />
      </div>
      <Check label={t('productForm.waitlist')} checked={fields.waitlist} onChange={(waitlist) => set({ waitlist })} />
      <PricesFields prices={prices} currency={currency} tried={tried} onChange={setPrices} />
      <details className={styles.more}>
        <summary>{t('productForm.more')}</summary>
        <div>
          <QuotasFields quotas={quotas} of="template" onChange={setQuotas} />
          <TextArea
            label={t('productForm.description')}
            maxLength={2000}
            value={fields.description}
            onChange={(description) => set({ description })}
          />
          {product && (
            <Check label={t('productForm.active')} checked={fields.active} onChange={(active) => set({ active })} />
          )}
        </div>
      </details>
    </FormDialog>
  );
}

function fieldsOf({ id: _id, version: _version, prices: _prices, quotas: _quotas, ...fields }: ProductView) {
  return fields;
}
