import i18next from 'i18next';
import { registerKeys } from './keys.ts';
import { runCommand } from './run-command.ts';
import { hideToast, showToast } from './toasts.tsx';
import { takeUndoPress } from './undo-press.ts';

let withdraw: (() => void) | undefined;

/**
 * The draft of the command that takes something back: known beforehand, or made when it is asked for, of what the desk
 * knows then. Null says that it cannot be taken back any more.
 */
export type Inverse = Readonly<Record<string, unknown>> | (() => Promise<object | null>);

/** Says what was done and offers the command that takes it back [R5], by the button or Ctrl+Z, also where that was pressed before the answer came. Only the newest can be taken back. */
export function offerUndo(text: string, command: string, inverse: Inverse): void {
  withdraw?.();
  const undo = async () => {
    withdraw?.();
    // The services are away: nothing was taken back, and nothing changed.
    const draft = typeof inverse === 'function' ? await inverse().catch(() => 'unknown' as const) : inverse;
    if (draft === 'unknown') return void showToast({ tone: 'failed', text: i18next.t('services.goneTitle') });
    if (draft === null) return void showToast({ tone: 'refused', text: i18next.t('undoGone') });
    const answer = await runCommand(command, draft);
    if (answer.ok) showToast({ tone: 'done', text: i18next.t('undone') });
  };
  const run = () => void undo();
  const id = showToast({ tone: 'done', text, action: { label: i18next.t('undo'), keys: 'Ctrl+Z', run } });
  const leaveKeys = registerKeys([
    { id: 'undo', keys: 'Ctrl+Z', group: 'everywhere', label: () => i18next.t('keys.undo'), run },
  ]);
  withdraw = () => {
    withdraw = undefined;
    leaveKeys();
    hideToast(id);
  };
  if (takeUndoPress()) run();
}

/** Takes the offer back: the window locks, or somebody else sits down. */
export function withdrawUndo(): void {
  withdraw?.();
}
