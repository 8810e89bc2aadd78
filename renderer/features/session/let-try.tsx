import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '#shared/rpc/session-views.ts';
import { call } from '#renderer/state/connection.ts';
import { useNow } from '#renderer/state/use-now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import styles from './let-try.module.css';
import { pinFrom, secondsLockedOut } from './pin.ts';

export interface LetTryProps {
  /** Who is locked out. */
  readonly user: UserView;
  /** Who may lift that, never empty. */
  readonly managers: readonly [UserView, ...UserView[]];
  readonly onLifted: () => void;
}

/** Who may let somebody try again: managers and administrators, but nobody for themselves. */
export function managersFor(user: UserView, users: readonly UserView[]): UserView[] {
  return users.filter(({ id, role }) => id !== user.id && (role === 'manager' || role === 'administrator'));
}

/** A manager's PIN ends the wait after too many wrong ones; the colleague then types their own. */
export function LetTry({ user, managers, onLifted }: LetTryProps) {
  const { t } = useTranslation('session');
  const [managerId, setManagerId] = useState(managers[0].id);
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<'wrong' | 'failed' | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wait = secondsLockedOut(until, useNow(500));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const manager = managers.find(({ id }) => id === managerId) ?? managers[0];

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    try {
      const answer = await call('session.letTry', { userId: user.id, managerId, pin });
      if (answer.ok) return onLifted();
      setUntil(answer.lockedOutUntil);
      setProblem(answer.reason === 'locked-out' ? null : 'wrong');
    } catch {
      setProblem('failed');
    } finally {
      setPin('');
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {managers.length > 1 && (
        <Segmented
          label={t('letTry.who')}
          value={managerId}
          options={managers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            setManagerId(id);
            setUntil(null);
            setProblem(null);
            input.current?.focus();
          }}
        />
      )}
      <Field
        ref={input}
        type="password"
        inputMode="numeric"
        label={t('pinFor', { name: manager.name })}
        error={wait > 0 ? t('lockedOut', { count: wait }) : problem ? t(problem) : undefined}
        disabled={wait > 0}
        value={pin}
        onChange={({ currentTarget }) => {
          setPin(pinFrom(currentTarget.value));
          setProblem(null);
        }}
      />
      <Button type="submit" look="primary" size="big" icon="unlock" busy={busy} disabled={wait > 0}>
        {t('letTry.lift', { name: user.name })}
      </Button>
    </form>
  );
}
