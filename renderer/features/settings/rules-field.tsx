import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './fields.module.css';
import { ShareRow } from './share-row.tsx';
import type { TypedRule } from './typed.ts';

export interface RulesFieldProps {
  readonly rules: readonly TypedRule[];
  readonly products: readonly ProductView[];
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (rules: readonly TypedRule[]) => void;
}

/** What an agent earns: for single products, and for all others [U7]. */
export function RulesField({ rules, products, error, disabled, onChange }: RulesFieldProps) {
  const { t } = useTranslation('settings');
  const change = (at: number, rule: TypedRule) => onChange(rules.map((each, index) => (index === at ? rule : each)));
  const nameOf = (id: string) => products.find((product) => product.id === id)?.name ?? t('rules.others');
  // The first that has no rule yet: all others, then product by product.
  const next = ['', ...products.map(({ id }) => id)].find((id) => !rules.some(({ productId }) => productId === id));
  return (
    <div className={styles.whole}>
      {rules.length === 0 && <p className={styles.hint}>{t('rules.none')}</p>}
      {rules.map((rule, at) => (
        // A rule is its place: two may name the same product while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <ShareRow
          key={at}
          share={rule.share}
          shareLabel={`${t('rules.share')}, ${nameOf(rule.productId)}`}
          removeLabel={t('rules.remove', { product: nameOf(rule.productId) })}
          disabled={disabled}
          onShare={(share) => change(at, { ...rule, share })}
          onRemove={() => onChange(rules.filter((_rule, index) => index !== at))}
        >
          <select
            aria-label={t('rules.product')}
            value={rule.productId}
            disabled={disabled}
            onChange={({ currentTarget }) => change(at, { ...rule, productId: currentTarget.value })}
          >
            <option value="">{t(rules.length === 1 ? 'rules.all' : 'rules.others')}</option>
            {products.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </ShareRow>
      ))}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {next !== undefined && !disabled && (
        <div>
          <Button size="small" icon="plus" onClick={() => onChange([...rules, { productId: next, share: '' }])}>
            {t('rules.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
