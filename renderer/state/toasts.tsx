import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { ToastBody } from '#renderer/ui/toast-body.tsx';

/** Long enough to read; and to reach the button, where there is one. */
const READ_MS = 4_000;
const SHOWN_MS = 8_000;

/** Until then a press elsewhere belongs to what was done before. */
const SEEN_MS = 1_200;

/** What only says that something was done, and since when: whoever works on has read it, and it goes out of the way. */
const passing = new Map<string, number>();

export interface Toast {
  readonly tone: 'done' | 'refused' | 'failed';
  readonly text: string;
  /** A toast of the same id takes the place of the one before. */
  readonly id?: string;
  /** One button in the toast. */
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void };
}

/** Says something in the corner, and to those who hear the screen. Returns its id. */
export function showToast({ tone, text, id: given, action }: Toast): string {
  if (given !== undefined) notifications.hide(given);
  const id = notifications.show({
    ...(given === undefined ? {} : { id: given }),
    autoClose: tone !== 'done' ? SHOWN_MS * 2 : action ? SHOWN_MS : READ_MS,
    onClose: () => passing.delete(id),
    withBorder: false,
    closeButtonProps: { 'aria-label': i18next.t('states.close') },
    role: tone === 'done' ? 'status' : 'alert',
    classNames: { root: 'cairn-toast' },
    message: (
      <ToastBody
        tone={tone}
        text={text}
        action={
          action && {
            ...action,
            run: () => {
              notifications.hide(id);
              action.run();
            },
          }
        }
      />
    ),
  });
  if (tone === 'done' && action === undefined) passing.set(id, Date.now());
  return id;
}

/** A press beside what only says that something was done takes it away, once it was to be seen. Heard by the whole window. */
export function hidePassed({ target }: PointerEvent): void {
  if (target instanceof Element && target.closest('.cairn-toast')) return;
  for (const [id, since] of passing) {
    if (Date.now() - since < SEEN_MS) continue;
    passing.delete(id);
    notifications.hide(id);
  }
}

export function hideToast(id: string): void {
  notifications.hide(id);
}

/** Takes all toasts away: they name guests, and the next to look may be anybody. */
export function clearToasts(): void {
  passing.clear();
  notifications.clean();
}
