import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatDuration } from '#renderer/ui/format.ts';
import { choiceWords, errorWords, fieldWords, hintWords } from './setting-words.ts';
import { DayField } from './day-field.tsx';
import { ProductsField } from './products-field.tsx';
import { RulesField } from './rules-field.tsx';
import styles from './fields.module.css';
import type { FieldSpec } from './specs.ts';
import { TiersField } from './tiers-field.tsx';
import { productsIn, rulesIn, tiersIn } from './typed.ts';
import type { Setting } from './use-setting.ts';

export interface SettingFieldProps {
  readonly field: FieldSpec;
  readonly form: Setting;
  readonly products: readonly ProductView[];
  readonly disabled: boolean;
}

/** One field of a setting, by its kind. */
export function SettingField({ field, form, products, disabled }: SettingFieldProps) {
  const { t } = useTranslation(['settings', 'booking', 'refusals']);
  const { name } = field;
  const { typed } = form.state;
  const value = typed[name];
  const text = typeof value === 'string' ? value : '';
  const found = form.errors[name];
  const error = found && errorWords(t, found);
  const label = fieldWords(t, name, form.currency);
  const set = (typedIn: string) => form.set(name, typedIn);
  switch (field.as) {
    case 'check':
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={value === true}
            disabled={disabled}
            onChange={({ currentTarget }) => form.set(name, currentTarget.checked)}
          />
          <span>
            {label}
            {hintWords(t, name) && <small>{hintWords(t, name)}</small>}
          </span>
        </label>
      );
    case 'choice':
      return <Choice field={field} value={text} label={label} disabled={disabled} onChange={set} />;
    case 'takes':
      return <TakesField form={form} disabled={disabled} />;
    case 'day':
      return (
        <DayField
          label={label}
          value={text}
          clearable={field.maybe === true}
          disabled={disabled || (field.fixed === true && !form.isNew)}
          error={error}
          placeholder={field.maybe ? (hintWords(t, name) ?? '') : ''}
          onChange={set}
        />
      );
    case 'products':
      return (
        <ProductsField
          chosen={productsIn(value)}
          products={products}
          disabled={disabled}
          onChange={(chosen) => form.set(name, chosen)}
        />
      );
    case 'rules':
      return (
        <RulesField
          rules={rulesIn(value)}
          products={products}
          error={error}
          disabled={disabled}
          onChange={(rules) => form.set(name, rules)}
        />
      );
    case 'tiers':
      return (
        <TiersField
          tiers={tiersIn(value)}
          error={error}
          disabled={disabled}
          onChange={(tiers) => form.set(name, tiers)}
        />
      );
    case 'code':
    case 'text':
    case 'whole':
    case 'minutes':
    case 'share':
    case 'money':
      return (
        <Field
          className={field.as === 'text' && field.whole ? styles.whole : undefined}
          label={label}
          value={text}
          maxLength={field.as === 'text' ? field.most : 20}
          figures={field.as !== 'text' && field.as !== 'code'}
          inputMode={field.as === 'text' || field.as === 'code' ? 'text' : 'decimal'}
          disabled={disabled || (field.as === 'code' && !form.isNew)}
          error={error}
          hint={(field.as === 'minutes' ? lengthOf(text) : undefined) ?? hintOf(form, name, hintWords(t, name))}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      );
  }
}

/** Only taxes are reckoned in their order. */
function hintOf({ section }: Setting, name: string, hint: string | undefined): string | undefined {
  return name === 'position' && section !== 'taxes' ? undefined : hint;
}

/** What so many minutes are, in hours or days. */
function lengthOf(text: string): string | undefined {
  const minutes = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return minutes >= 60 ? formatDuration(minutes * 60_000) : undefined;
}

interface ChoiceProps {
  readonly field: { readonly name: string; readonly of: readonly string[] };
  readonly value: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** One of a closed list, by the platform's own: typing finds, arrows choose. */
function Choice({ field, value, label, disabled, onChange }: ChoiceProps) {
  const { t } = useTranslation(['settings', 'booking', 'refusals']);
  return (
    <label className={styles.choice}>
      <span>{label}</span>
      <select value={value} disabled={disabled} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {field.of.map((each) => (
          <option key={each} value={each}>
            {choiceWords(t, field.name, each)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A share or an amount: which of the two, and how much. */
function TakesField({ form, disabled }: { readonly form: Setting; readonly disabled: boolean }) {
  const { t } = useTranslation(['settings', 'booking', 'refusals']);
  const { typed } = form.state;
  const which = typed['takes'] === 'amount' ? 'amount' : 'share';
  const error = form.errors[which];
  const text = typed[which];
  return (
    <>
      <Choice
        field={{ name: 'takes', of: ['share', 'amount'] }}
        label={fieldWords(t, 'takes', form.currency)}
        value={which}
        disabled={disabled}
        onChange={(value) => form.set('takes', value)}
      />
      <Field
        label={fieldWords(t, which, form.currency)}
        value={typeof text === 'string' ? text : ''}
        maxLength={20}
        figures
        inputMode="decimal"
        disabled={disabled}
        error={error && errorWords(t, error)}
        onChange={({ currentTarget }) => form.set(which, currentTarget.value)}
      />
    </>
  );
}
