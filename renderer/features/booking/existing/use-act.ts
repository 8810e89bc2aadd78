import { useState } from 'react';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import type { CommandRefused } from '../new/chain.ts';

type CommandDone = Extract<CommandAnswer, { ok: true }>;

export interface Act {
  readonly busy: boolean;
  /** The refusal of the last try, shown where it happened. */
  readonly refused: CommandRefused | null;
  readonly run: (command: string, draft: unknown, onDone: (answer: CommandDone) => void) => Promise<void>;
  readonly forget: () => void;
}

/** Runs one command at a time and keeps its refusal in place. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CommandRefused | null>(null);
  return {
    busy,
    refused,
    forget: () => setRefused(null),
    run: async (command, draft, onDone) => {
      if (busy) return;
      setBusy(true);
      const answer = await runCommand(command, draft, { refusal: 'caller' });
      setBusy(false);
      if (answer.ok) {
        setRefused(null);
        onDone(answer);
      } else setRefused(answer);
    },
  };
}
