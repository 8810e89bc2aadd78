import { DateInput } from '@mantine/dates';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/de';
import 'dayjs/locale/en-gb';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import { Field } from '#renderer/ui/field.tsx';
import { ProductsField } from './products-field.tsx';
import { RulesField } from './rules-field.tsx';
import type { NamedField } from './sections.ts';
import styles from './terms.module.css';

export interface SettingFieldProps {
  readonly field: NamedField;
  readonly value: string;
  readonly error: string | undefined;
  readonly currency: string;
  readonly products: readonly ProductView[];
  readonly disabled: boolean;
  /** It has the focus when the form opens. */
  readonly first: boolean;
  readonly onChange: (value: string) => void;
}

/** One setting, typed as its kind is typed. */
export function SettingField({
  field,
  value,
  error,
  currency,
  products,
  disabled,
  first,
  onChange,
}: SettingFieldProps) {
  const { t, i18n } = useTranslation('terms');
  const id = useId();
  const label = t(`fields.${field.name}`, { currency });
  switch (field.kind) {
    case 'flag':
      return (
        <label className={styles.flag}>
          <input
            type="checkbox"
            checked={value === 'yes'}
            onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'yes' : '')}
          />
          {label}
        </label>
      );
    case 'choice':
      return (
        <div className={styles.choice}>
          <label htmlFor={id}>{label}</label>
          <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
            {field.options.map((option) => (
              <option key={option} value={option}>
                {/* The options are closed lists, each with its words. */}
                {t(`options.${option as 'channel'}`)}
              </option>
            ))}
          </select>
        </div>
      );
    case 'day':
      return (
        <DateInput
          label={label}
          value={value || null}
          disabled={disabled}
          clearable={field.maybe === true}
          clearButtonProps={{ 'aria-label': t('clear') }}
          error={error}
          placeholder={field.maybe ? t('openEnd') : undefined}
          locale={i18n.language === 'de' ? 'de' : 'en-gb'}
          valueFormat="ddd D MMM YYYY"
          popoverProps={{ zIndex: 500 }}
          classNames={{ root: styles.choice, label: styles.dayLabel, input: styles.dayInput }}
          onChange={(day) => onChange(day ?? '')}
        />
      );
    case 'products':
      return <ProductsField label={label} value={value} products={products} onChange={onChange} />;
    case 'rules':
      return <RulesField label={label} value={value} error={error} products={products} onChange={onChange} />;
    case 'text':
    case 'code':
    case 'count':
    case 'share':
    case 'amount': {
      const figures = field.kind !== 'text' && field.kind !== 'code';
      return (
        <Field
          label={label}
          value={value}
          error={error}
          figures={figures}
          disabled={disabled}
          inputMode={figures ? 'decimal' : 'text'}
          maxLength={field.kind === 'text' ? field.most : 20}
          placeholder={'maybe' in field && field.maybe ? t('none') : undefined}
          after={field.kind === 'share' ? <span className={styles.unit}>%</span> : undefined}
          data-autofocus={first ? true : undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    }
  }
}
