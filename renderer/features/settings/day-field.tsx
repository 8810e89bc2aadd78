import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/de';
import 'dayjs/locale/en-gb';
import styles from './fields.module.css';

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty where it may be. */
  readonly value: string;
  readonly clearable: boolean;
  readonly disabled: boolean;
  readonly error: string | undefined;
  readonly placeholder: string;
  readonly onChange: (day: string) => void;
}

/** A day, typed or chosen, written with its weekday in the reader's language. */
export function DayField({ value, onChange, ...rest }: DayFieldProps) {
  const { i18n, t } = useTranslation('settings');
  return (
    <DateInput
      {...rest}
      value={value || null}
      clearButtonProps={{ 'aria-label': t('clearDay') }}
      locale={i18n.language === 'de' ? 'de' : 'en-gb'}
      valueFormat="ddd D MMM YYYY"
      popoverProps={{ zIndex: 500 }}
      classNames={{ root: styles.choice, label: styles.dayLabel, input: styles.dayInput }}
      onChange={(day) => onChange(day ?? '')}
    />
  );
}
