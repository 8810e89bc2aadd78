import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '#shared/rpc/session-views.ts';
import { signIn, useSession } from '#renderer/state/session.ts';
import { useNow } from '#renderer/state/use-now.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { LetTry, managersFor } from './let-try.tsx';
import styles from './pin-pad.module.css';
import { SHORTEST_PIN, pinFrom, secondsLockedOut } from './pin.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export interface PinPadProps {
  readonly user: UserView;
  /** This person's work waits behind the lock. */
  readonly locked: boolean;
  readonly onOthers: () => void;
}

/** A PIN by keyboard or by touch: the field has the focus, the pad writes into it. */
export function PinPad({ user, locked, onOthers }: PinPadProps) {
  const { t } = useTranslation('session');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<'wrong' | 'short' | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);
  // A lock-out is the person's own: it must not keep the next one waiting.
  const known = useSession(({ session }) => (session?.user?.id === user.id ? session.lockedOutUntil : null));
  const [until, setUntil] = useState(known);
  const wait = secondsLockedOut(until, useNow(500));
  const [asking, setAsking] = useState(false);
  const users = useSession((state) => state.users);
  const [first, ...others] = managersFor(user, users);
  const input = useRef<HTMLInputElement>(null);
  const mayTry = wait === 0;
  useEffect(() => {
    if (mayTry) input.current?.focus();
  }, [mayTry]);

  function type(text: string): void {
    setPin(pinFrom(text));
    setProblem(null);
    input.current?.focus();
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || !mayTry) return;
    if (pin.length < SHORTEST_PIN) return setProblem('short');
    setBusy(true);
    try {
      const session = await signIn(user.id, pin);
      setUntil(session.lockedOutUntil);
      if (session.user?.id !== user.id || session.locked) setProblem('wrong');
    } catch {
      setProblem('failed');
    } finally {
      setPin('');
      setBusy(false);
    }
  }

  function lifted(): void {
    setAsking(false);
    setUntil(null);
  }

  const lifting = asking && !mayTry;
  const message = wait > 0 ? t('lockedOut', { count: wait }) : problem && t(problem);
  return (
    <div className={styles.pad}>
      <form
        className={styles.entry}
        onSubmit={(event) => void submit(event)}
        aria-label={t('pinFor', { name: user.name })}
      >
        <Avatar initials={user.initials} size="big" />
        <h1>{user.name}</h1>
        <p className={styles.hint}>{locked ? t('lockedHint') : ' '}</p>
        <div className={styles.field}>
          <input
            ref={input}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            aria-label={t('pinFor', { name: user.name })}
            aria-invalid={message ? true : undefined}
            aria-describedby="pin-message"
            disabled={!mayTry}
            value={pin}
            onChange={(event) => type(event.currentTarget.value)}
          />
          <span className={styles.dots} aria-hidden="true">
            {Array.from({ length: Math.max(SHORTEST_PIN, pin.length) }, (_, index) => (
              <i key={index} data-filled={index < pin.length || undefined} />
            ))}
          </span>
        </div>
        <p id="pin-message" role="alert" className={styles.message}>
          {message}
        </p>
        {!lifting && (
          <>
            <div className={styles.keys}>
              {digits.map((digit) => (
                <PadKey key={digit} label={digit} disabled={!mayTry} onPress={() => type(pin + digit)} />
              ))}
              <button type="button" className={styles.word} aria-label={t('clear')} onClick={() => type('')}>
                {t('clear')}
              </button>
              <PadKey label="0" disabled={!mayTry} onPress={() => type(`${pin}0`)} />
              <button type="button" aria-label={t('back')} onClick={() => type(pin.slice(0, -1))}>
                <Icon name="erase" size="l" />
              </button>
            </div>
            <Button
              type="submit"
              look="primary"
              size="big"
              busy={busy}
              disabled={!mayTry}
              className={styles.submit}
              keys="↵"
            >
              {locked ? t('unlock') : t('signIn')}
            </Button>
          </>
        )}
      </form>
      {lifting && first && <LetTry user={user} managers={[first, ...others]} onLifted={lifted} />}
      {!mayTry && !lifting && first && (
        <Button look="quiet" icon="unlock" onClick={() => setAsking(true)}>
          {t('letTry.ask')}
        </Button>
      )}
      <Button look="quiet" icon="guests" onClick={onOthers}>
        {t('others')}
      </Button>
    </div>
  );
}

function PadKey(props: { readonly label: string; readonly disabled: boolean; readonly onPress: () => void }) {
  // Out of the tab order: who has a keyboard types into the field.
  return (
    <button type="button" tabIndex={-1} disabled={props.disabled} onClick={props.onPress}>
      {props.label}
    </button>
  );
}
