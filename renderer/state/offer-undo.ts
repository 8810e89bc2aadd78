import i18next from 'i18next';
import { registerKeys } from './keys.ts';
import { runCommand } from './run-command.ts';
import { hideToast, showToast } from './toasts.tsx';

let withdraw: (() => void) | undefined;

/** Says what was done and offers the command that takes it back [R5], by the button or Ctrl+Z. Only the newest can be taken back. */
export function offerUndo(text: string, command: string, draft: unknown): void {
  withdraw?.();
  const undo = async () => {
    withdraw?.();
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
}

/** Takes the offer back: the window locks, or somebody else sits down. */
export function withdrawUndo(): void {
  withdraw?.();
}
