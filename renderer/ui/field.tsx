import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import styles from './field.module.css';

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {
  readonly label: string;
  /** What is wrong with it, in words; stands under the field and is read out. */
  readonly error?: string;
  readonly hint?: string;
  /** Inside the field, before and after the text. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  /** Figures stand right and line up. */
  readonly figures?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function Field({ label, error, hint, before, after, figures, className, ...input }: FieldProps) {
  const id = useId();
  const described = error || hint ? `${id}-note` : undefined;
  return (
    <div className={`${styles.field} ${className ?? ''}`}>
      <label htmlFor={id}>{label}</label>
      <div className={`${styles.box} ${error ? styles.wrong : ''}`}>
        {before}
        <input
          autoComplete="off"
          {...input}
          id={id}
          className={figures ? styles.figures : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
        />
        {after}
      </div>
      {described && (
        <p id={described} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
