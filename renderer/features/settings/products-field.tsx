import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import styles from './fields.module.css';

export interface ProductsFieldProps {
  readonly chosen: readonly string[];
  readonly products: readonly ProductView[];
  readonly disabled: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** For which products it counts; where none is chosen, for all. */
export function ProductsField({ chosen, products, disabled, onChange }: ProductsFieldProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.whole} role="group" aria-label={t('fields.productIds')}>
      <div className={styles.products}>
        {products.map(({ id, name }) => (
          <label key={id} className={styles.check}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={disabled}
              onChange={({ currentTarget }) =>
                onChange(currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
            <span title={name}>{name}</span>
          </label>
        ))}
      </div>
      {chosen.length === 0 && <p className={styles.hint}>{t('allProducts')}</p>}
    </div>
  );
}
