import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './existing-booking.module.css';
import { RefusedNote } from './refused-note.tsx';
import type { Act } from './use-act.ts';

export interface ActFormProps {
  readonly title: string;
  readonly act: Act;
  readonly currency: string;
  /** What the button will do, with its consequence. */
  readonly say: string;
  /** It takes something away: no filled button [screens, rule 3]. */
  readonly loss?: boolean;
  readonly disabled?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** The frame of every act on a booking: its fields, why it was refused, one button that says what it does, and the way back. */
export function ActForm({ title, act, currency, say, loss, disabled, onSubmit, onClose, children }: ActFormProps) {
  const { t } = useTranslation('booking');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, select, button');
    // Where the drawer opens with this form, it looks for the mark a moment later and would take the focus away.
    first?.setAttribute('data-autofocus', '');
    first?.focus();
  }, []);
  const submit = () => {
    if (!disabled) onSubmit();
  };
  useKeys([
    {
      id: 'booking.submit',
      keys: 'Ctrl+↵',
      group: 'booking',
      label: () => t('keys.commit'),
      run: submit,
      inFields: true,
      overDialogs: true,
    },
  ]);
  return (
    <form
      ref={form}
      className={styles.section}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{title}</h2>
      {children}
      <RefusedNote act={act} currency={currency} onTaken={onClose} />
      <Button
        className={styles.next}
        type="submit"
        look={loss ? 'loss' : 'primary'}
        size="big"
        keys="↵"
        busy={act.busy}
        disabled={disabled}
      >
        {say}
      </Button>
      <Button look="quiet" icon="chevronLeft" onClick={onClose}>
        {t('act.back')}
      </Button>
    </form>
  );
}
