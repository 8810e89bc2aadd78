import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/de';
import 'dayjs/locale/en-gb';
import styles from './parts.module.css';

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`. */
  readonly value: string;
  readonly min?: string;
  readonly disabled?: boolean;
  readonly error?: string;
  readonly field?: string;
  readonly onChange: (day: string) => void;
}

/** A day, typed or chosen, written with its weekday in the reader's language whatever the machine's is. */
export function DayField({ label, value, min, disabled, error, field, onChange }: DayFieldProps) {
  const { i18n } = useTranslation();
  return (
    <DateInput
      label={label}
      data-field={field}
      value={value}
      minDate={min}
      disabled={disabled}
      error={error}
      locale={i18n.language === 'de' ? 'de' : 'en-gb'}
      valueFormat="ddd D MMM YYYY"
      size="sm"
      withAsterisk={false}
      // The field keeps the focus while the month is open; given back on closing, it could not be left by Tab.
      popoverProps={{ zIndex: 500 }}
      classNames={{ root: styles.field, label: styles.dayLabel, input: styles.dayInput, error: styles.error }}
      onChange={(day) => day && onChange(day)}
    />
  );
}
