import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { ToastBody } from '#renderer/ui/toast-body.tsx';

/** Long enough to read and to reach the button. */
const SHOWN_MS = 8_000;

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
    autoClose: tone === 'done' ? SHOWN_MS : SHOWN_MS * 2,
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
  return id;
}

export function hideToast(id: string): void {
  notifications.hide(id);
}

/** Takes all toasts away: they name guests, and the next to look may be anybody. */
export function clearToasts(): void {
  notifications.clean();
}
