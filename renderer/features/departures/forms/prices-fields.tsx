import { useTranslation } from 'react-i18next';
import type { PaxPrice } from '#shared/schema/inventory-values.ts';
import { readAmount, writeAmount } from '#renderer/ui/amount.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import styles from './forms.module.css';

/** A price as it stands in the fields. */
export interface TypedPrice {
  readonly category: string;
  readonly amount: string;
  readonly fromAge: string;
  readonly toAge: string;
}

export function typedPrices(prices: readonly PaxPrice[], currency: string): TypedPrice[] {
  return prices.map(({ category, amount, fromAge, toAge }) => ({
    category,
    amount: writeAmount(amount, currency),
    fromAge: fromAge === null ? '' : String(fromAge),
    toAge: toAge === null ? '' : String(toAge),
  }));
}

/** The prices in minor units, or null where one of them cannot be. */
export function readPrices(typed: readonly TypedPrice[], currency: string): PaxPrice[] | null {
  const prices = typed.map(({ category, amount, fromAge, toAge }) => ({
    category: category.trim(),
    amount: readAmount(amount, currency),
    fromAge: ageOf(fromAge),
    toAge: ageOf(toAge),
  }));
  const names = new Set(prices.map(({ category }) => category));
  const right = prices.every(
    (each) => each.category !== '' && each.amount !== null && !Number.isNaN(each.fromAge) && !Number.isNaN(each.toAge),
  );
  if (!right || names.size !== prices.length || prices.length === 0) return null;
  return prices.map((each) => ({ ...each, amount: each.amount ?? 0 }));
}

function ageOf(text: string): number | null {
  if (text.trim() === '') return null;
  const age = Number(text);
  return Number.isInteger(age) && age >= 0 && age <= 150 ? age : Number.NaN;
}

export interface PricesFieldsProps {
  readonly prices: readonly TypedPrice[];
  readonly currency: string;
  /** Somebody has tried to go on: what is missing is said. */
  readonly tried: boolean;
  readonly onChange: (prices: readonly TypedPrice[]) => void;
}

/** What a traveller of each category pays. */
export function PricesFields({ prices, currency, tried, onChange }: PricesFieldsProps) {
  const { t } = useTranslation('departures');
  const set = (at: number, change: Partial<TypedPrice>) =>
    onChange(prices.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <fieldset className={styles.group}>
      <legend>{t('prices.title', { currency })}</legend>
      {prices.map((price, at) => (
        // A row is its place: names may be the same while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles.prices}>
          <Field
            label={t('prices.category')}
            value={price.category}
            maxLength={40}
            error={tried && price.category.trim() === '' ? t('prices.nameMissing') : undefined}
            onChange={({ currentTarget }) => set(at, { category: currentTarget.value })}
          />
          <Field
            label={t('prices.amount')}
            inputMode="decimal"
            figures
            value={price.amount}
            error={tried && readAmount(price.amount, currency) === null ? t('prices.noAmount') : undefined}
            onChange={({ currentTarget }) => set(at, { amount: currentTarget.value })}
          />
          <Field
            label={t('prices.fromAge')}
            inputMode="numeric"
            figures
            value={price.fromAge}
            onChange={({ currentTarget }) => set(at, { fromAge: currentTarget.value })}
          />
          <Field
            label={t('prices.toAge')}
            inputMode="numeric"
            figures
            value={price.toAge}
            onChange={({ currentTarget }) => set(at, { toAge: currentTarget.value })}
          />
          <Button
            look="quiet"
            icon="close"
            aria-label={t('prices.remove', { category: price.category })}
            disabled={prices.length === 1}
            onClick={() => onChange(prices.filter((_each, index) => index !== at))}
          />
        </div>
      ))}
      <span>
        <Button
          size="small"
          icon="plus"
          onClick={() => onChange([...prices, { category: '', amount: '', fromAge: '', toAge: '' }])}
        >
          {t('prices.add')}
        </Button>
      </span>
    </fieldset>
  );
}
