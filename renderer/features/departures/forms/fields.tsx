import { DateInput } from '@mantine/dates';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/de';
import 'dayjs/locale/en-gb';
import { Field } from '#renderer/ui/field.tsx';
import styles from './forms.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly error?: string;
  readonly hint?: string;
  readonly after?: ReactNode;
  /** It has the focus when the form opens. */
  readonly first?: boolean;
  readonly onChange: (value: number) => void;
}

/** A whole number, typed or by the arrow keys. What is no number is not taken. */
export function NumberField({ label, value, min = 0, max = 10_000, onChange, first, ...rest }: NumberFieldProps) {
  return (
    <Field
      {...rest}
      label={label}
      type="number"
      inputMode="numeric"
      figures
      data-autofocus={first ? true : undefined}
      min={min}
      max={max}
      step={1}
      value={Number.isNaN(value) ? '' : value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? Number.NaN : Number(currentTarget.value))}
    />
  );
}

/** Whether it can be a count: whole, and in its bounds. */
export function isCount(value: number, min = 0, max = 10_000): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  /** It has the focus when the form opens. */
  readonly first?: boolean;
}

/** One of many, by the platform's own list: typing finds, arrows choose. */
export function Choice<T extends string>({ label, value, options, onChange, first }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        data-autofocus={first ? true : undefined}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option.value === currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly placeholder?: string;
  /** It has the focus when the form opens. */
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
}

/** A text of several lines. */
export function TextArea({ label, first, onChange, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className={styles.area}>
      <label htmlFor={id}>{label}</label>
      <textarea
        {...rest}
        id={id}
        data-autofocus={first ? true : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty where it may be. */
  readonly value: string;
  readonly min?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
  /** Its label is said, not shown: a heading over it says it. */
  readonly bare?: boolean;
  readonly error?: string;
  readonly placeholder?: string;
  readonly onChange: (day: string) => void;
}

/** A day, typed or chosen, written with its weekday in the reader's language. */
export function DayField({ label, value, min, bare = false, clearable = false, onChange, ...rest }: DayFieldProps) {
  const { i18n, t } = useTranslation('departures');
  return (
    <DateInput
      {...(bare ? { 'aria-label': label } : { label })}
      value={value || null}
      minDate={min}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      {...rest}
      locale={i18n.language === 'de' ? 'de' : 'en-gb'}
      valueFormat="ddd D MMM YYYY"
      popoverProps={{ zIndex: 500 }}
      classNames={{ root: styles.choice, label: styles.dayLabel, input: styles.dayInput }}
      onChange={(day) => onChange(day ?? '')}
    />
  );
}

export interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      {label}
    </label>
  );
}

/** `HH:MM` as the commands want it. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly first?: boolean;
  readonly onChange: (time: string) => void;
}

/** A time of day on the 24-hour clock, whatever the machine's is. */
export function TimeField({ label, value, first, onChange }: TimeFieldProps) {
  const { t } = useTranslation('departures');
  return (
    <Field
      label={label}
      inputMode="numeric"
      placeholder="07:00"
      maxLength={5}
      data-autofocus={first ? true : undefined}
      value={value}
      error={isTime(value) ? undefined : t('form.noTime')}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onBlur={({ currentTarget }) => onChange(tidyTime(currentTarget.value))}
    />
  );
}

/** `7`, `7:5` and `730` as `HH:MM`; what is no time stays as it was typed. */
export function tidyTime(text: string): string {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})[:. ]?(\d{0,2})\s*$/.exec(text) ?? [];
  const tidy = `${hours.padStart(2, '0')}:${minutes.padEnd(2, '0')}`;
  return isTime(tidy) ? tidy : text;
}
