import i18next from 'i18next';
import { registerKeys } from './keys.ts';

let underWay = 0;
let pressed = false;
let leaveKeys: (() => void) | undefined;

/**
 * A command is under way: what it changes may be seen before it has answered, and who presses Ctrl+Z then means that. The
 * press is kept until the answer; where the command offers no undo, it was for nothing. Call what is returned at the answer.
 */
export function keepUndoPress(): () => void {
  underWay += 1;
  leaveKeys ??= registerKeys([
    {
      id: 'undo',
      keys: 'Ctrl+Z',
      group: 'everywhere',
      label: () => i18next.t('keys.undo'),
      run: () => (pressed = true),
    },
  ]);
  return () => {
    // Whoever ran the command has offered its undo by then, or will not.
    setTimeout(() => {
      underWay -= 1;
      if (underWay > 0) return;
      pressed = false;
      leaveKeys?.();
      leaveKeys = undefined;
    });
  };
}

/** Whether Ctrl+Z was pressed since; it counts once. */
export function takeUndoPress(): boolean {
  const was = pressed;
  pressed = false;
  return was;
}
