import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { type TypedRule, typedRules } from './field-kinds.ts';
import styles from './terms.module.css';

export interface RulesFieldProps {
  readonly label: string;
  /** The rules as they stand, as JSON. */
  readonly value: string;
  readonly error: string | undefined;
  readonly products: readonly ProductView[];
  readonly onChange: (value: string) => void;
}

/** What an agent earns: for single products, and for all others [U7]. */
export function RulesField({ label, value, error, products, onChange }: RulesFieldProps) {
  const { t } = useTranslation('terms');
  const rules = typedRules(value);
  const write = (next: readonly TypedRule[]) => onChange(JSON.stringify(next));
  const set = (at: number, change: Partial<TypedRule>) =>
    write(rules.map((rule, index) => (index === at ? { ...rule, ...change } : rule)));
  const left = products.find(({ id }) => !rules.some(({ productId }) => productId === id));
  return (
    <fieldset className={styles.whole}>
      <legend>{label}</legend>
      {rules.map((rule, at) => (
        // A row is its place: products may stand twice while they are chosen.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles.rule}>
          <select
            aria-label={t('ruleFor')}
            value={rule.productId}
            onChange={({ currentTarget }) => set(at, { productId: currentTarget.value })}
          >
            <option value="">{t('everyProduct')}</option>
            {products.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <Field
            label={t('share')}
            figures
            inputMode="decimal"
            value={rule.share}
            after={<span className={styles.unit}>%</span>}
            onChange={({ currentTarget }) => set(at, { share: currentTarget.value })}
          />
          <Button
            look="quiet"
            icon="close"
            aria-label={t('removeRule')}
            onClick={() => write(rules.filter((_rule, index) => index !== at))}
          />
        </div>
      ))}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <span>
        <Button
          size="small"
          icon="plus"
          onClick={() => write([...rules, { productId: rules.length === 0 ? '' : (left?.id ?? ''), share: '10' }])}
        >
          {t('addRule')}
        </Button>
      </span>
    </fieldset>
  );
}
