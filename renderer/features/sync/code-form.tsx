import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCodeAnswer } from '#shared/rpc/desk-code-answer.ts';
import { call } from '#renderer/state/connection.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import styles from './standing-dialog.module.css';

export interface CodeFormProps {
  /** Sign in again as it is, or begin a new epoch with new series. */
  readonly as: 'again' | 'nextEpoch';
  readonly desk: string;
  readonly onDone: () => void;
}

type Problem =
  | Extract<DeskCodeAnswer, { ok: false }>
  | { readonly reason: 'missing' | 'failed'; readonly desk: string };

/** The code that a manager gives for this desk. What waits here stays, whatever comes of it. */
export function CodeForm({ as, desk, onDone }: CodeFormProps) {
  const { t } = useTranslation('sync');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === '') return setProblem({ reason: 'missing', desk });
    setBusy(true);
    try {
      const answer = await call('desk.enterCode', { code, as });
      if (!answer.ok) return setProblem(answer);
      showToast({ tone: 'done', text: t(`code.done.${as}`, { desk: answer.desk, epoch: answer.epoch }) });
      onDone();
    } catch {
      setProblem({ reason: 'failed', desk });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Field
        className={styles.code}
        label={t('code.label', { desk })}
        data-autofocus
        spellCheck={false}
        maxLength={64}
        placeholder="K7PW-3MRA-92XC"
        value={code}
        error={problem ? t(`code.problems.${problem.reason}`, { desk: problem.desk }) : undefined}
        onChange={({ currentTarget }) => {
          setCode(currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit" look="primary" busy={busy} keys="↵">
        {t(`code.say.${as}`, { desk })}
      </Button>
    </form>
  );
}
