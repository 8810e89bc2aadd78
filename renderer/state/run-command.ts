import i18next from 'i18next';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { RpcError } from '#shared/rpc/rpc-error.ts';
import { call } from './connection.ts';
import { showPanel } from './panels.ts';
import { showToast } from './toasts.tsx';
import { keepUndoPress } from './undo-press.ts';

export interface RunOptions {
  /** `caller`: whoever called shows the refusal in its own place (a conflict panel, a field) and no toast is shown. */
  readonly refusal?: 'toast' | 'caller';
}

/**
 * Runs a command at this desk. When it answers `ok` it is durable here [S7]. A refusal is said in words unless the
 * caller does it. Never rejects: a broken way to the services is the refusal `internal`, with `detail.rpc` naming why.
 */
export async function runCommand(name: string, draft: unknown, options: RunOptions = {}): Promise<CommandAnswer> {
  const answered = keepUndoPress();
  try {
    const answer = await call('command.run', { name, draft });
    if (answer.ok && answer.secondCopy === 'failed') sayTakenOnce();
    if (!answer.ok && options.refusal !== 'caller')
      showToast({ tone: 'refused', text: i18next.t(`refusals:${answer.reason}`) });
    return answer;
  } catch (error) {
    const code = error instanceof RpcError ? error.code : 'internal';
    const text = code === 'closed' ? i18next.t('services.goneTitle') : i18next.t('refusals:internal');
    showToast({ tone: 'failed', text });
    return { ok: false, reason: 'internal', retryable: true, detail: { rpc: code }, alternatives: [] };
  } finally {
    answered();
  }
}

/** It is taken and counts; that it lies on one disk only is said, each time in the place of the last [S7]. */
function sayTakenOnce(): void {
  showToast({
    tone: 'failed',
    id: 'second-copy',
    text: i18next.t('sync:secondCopy.toast'),
    action: { label: i18next.t('sync:secondCopy.look'), run: () => showPanel('sync', true) },
  });
}
