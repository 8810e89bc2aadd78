import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import styles from './terms.module.css';

export interface ProductsFieldProps {
  readonly label: string;
  /** Their ids, as JSON. */
  readonly value: string;
  readonly products: readonly ProductView[];
  readonly onChange: (value: string) => void;
}

/** For which products it counts; where none is chosen, for all. */
export function ProductsField({ label, value, products, onChange }: ProductsFieldProps) {
  const { t } = useTranslation('terms');
  const chosen = JSON.parse(value || '[]') as readonly string[]; // written here
  return (
    <fieldset className={styles.whole}>
      <legend>{label}</legend>
      <div className={styles.products}>
        {products.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ currentTarget }) =>
                onChange(JSON.stringify(currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id)))
              }
            />
            {name}
          </label>
        ))}
      </div>
      {chosen.length === 0 && <p className={styles.hint}>{t('allProducts')}</p>}
    </fieldset>
  );
}
