import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';

type Refused = Extract<CommandAnswer, { readonly ok: false }>;

export interface DepartureAct {
  readonly busy: boolean;
  /** Why the last try was refused; null before one, and while the next is under way. */
  readonly refused: Refused | null;
  /** Runs a command; says `done` in the corner when it is taken, nothing where more comes, and answers whether it was. */
  readonly run: (command: string, draft: object, done: string | null) => Promise<boolean>;
  /** The same, and answers with what came of it; null where it was refused. */
  readonly taken: (command: string, draft: object, done: string | null) => Promise<readonly object[] | null>;
}

/** One act of a form at a time; a refusal is kept for the form to show in its own place. */
export function useDepartureAct(): DepartureAct {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const taken: DepartureAct['taken'] = async (command, draft, done) => {
    if (busy) return null;
    setBusy(true);
    setRefused(null);
    const answer = await runCommand(command, draft, { refusal: 'caller' });
    setBusy(false);
    if (!answer.ok) setRefused(answer);
    else if (done !== null) showToast({ tone: 'done', text: done });
    return answer.ok ? answer.events : null;
  };
  return { busy, refused, taken, run: async (...act) => (await taken(...act)) !== null };
}

/** A refusal as a form says it: its words, and with them what it was refused for. */
export function useRefusalWords(): (refused: Refused | null) => string | undefined {
  const { t } = useTranslation(['departures', 'refusals']);
  return (refused) => {
    if (refused === null) return undefined;
    const { detail } = refused;
    const words = t(`refusals:${refused.reason}`);
    const free = numberOf(detail['free']);
    const least = numberOf(detail['least']);
    const leased = numberOf(detail['leased']) ?? 0;
    const affected = Array.isArray(detail['affected']) ? detail['affected'].map(numberNameOf).filter(Boolean) : [];
    return [
      words,
      free !== undefined && t('refused.free', { count: free }),
      least !== undefined && t('refused.least', { count: least }),
      affected.length > 0 && t('refused.affected', { bookings: affected.join(', ') }),
      leased > 0 && t('refused.leased', { count: leased }),
    ]
      .filter(Boolean)
      .join(' ');
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The booking's number in an entry of `affected`. */
function numberNameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const number: unknown = Reflect.get(value, 'number');
  return typeof number === 'string' ? number : '';
}
