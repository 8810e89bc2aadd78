import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './parts.module.css';

export interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly error?: string;
  /** Shown in place of a number, such as “Day use” for 0 nights. */
  readonly words?: string;
  readonly field?: string;
}

/** A small number: typed, by arrow keys, or by its two buttons. */
export function Stepper({ label, value, min, max, onChange, error, words, field }: StepperProps) {
  const { t } = useTranslation('booking');
  const id = useId();
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)));
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={`${styles.stepper} ${error ? styles.wrong : ''}`}>
        <input
          id={id}
          data-field={field}
          inputMode="numeric"
          autoComplete="off"
          role="spinbutton"
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuetext={words}
          aria-invalid={error ? true : undefined}
          value={words ?? value}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const typed = /\d+/.exec(event.currentTarget.value);
            if (typed) set(Number(typed[0]));
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            set(value + (event.key === 'ArrowUp' ? 1 : -1));
          }}
        />
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('party.fewer', { what: label })}
          disabled={value <= min}
          onClick={() => set(value - 1)}
        >
          <Icon name="minus" size="m" />
        </button>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('party.more', { what: label })}
          disabled={value >= max}
          onClick={() => set(value + 1)}
        >
          <Icon name="plus" size="m" />
        </button>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
