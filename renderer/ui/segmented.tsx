import { Icon, type IconName } from './icon.tsx';
import styles from './segmented.module.css';

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly icon?: IconName }[];
  readonly onChange: (value: T) => void;
  readonly size?: 'small' | 'normal';
}

/** One of a few, all in sight. A radio group: arrows choose, Tab passes. */
export function Segmented<T extends string>({ label, value, options, onChange, size = 'normal' }: SegmentedProps<T>) {
  return (
    <fieldset className={`${styles.group} ${styles[size]}`} aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? styles.chosen : undefined}>
          <input
            type="radio"
            name={label}
            className={styles.input}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon && <Icon name={option.icon} size="m" />}
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
