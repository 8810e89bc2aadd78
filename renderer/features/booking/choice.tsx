import { type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './parts.module.css';

export interface ChoiceProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly label: string;
  readonly error?: string;
  readonly hint?: string;
  /** The options. */
  readonly children: ReactNode;
}

/** One of many, by the platform's own list: typing finds, arrows choose. */
export function Choice({ label, error, hint, children, className, ...select }: ChoiceProps) {
  const id = useId();
  const noted = error || hint ? `${id}-note` : undefined;
  return (
    <div className={`${styles.field} ${className ?? ''}`}>
      <label htmlFor={id}>{label}</label>
      <div className={`${styles.choice} ${error ? styles.wrong : ''}`}>
        <select {...select} id={id} aria-invalid={error ? true : undefined} aria-describedby={noted}>
          {children}
        </select>
        <Icon name="chevronDown" size="m" />
      </div>
      {noted && (
        <p id={noted} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
