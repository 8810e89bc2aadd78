import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import styles from './toast-body.module.css';

export interface ToastBodyProps {
  readonly tone: 'done' | 'refused' | 'failed';
  readonly text: string;
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void };
}

const marks: Readonly<Record<ToastBodyProps['tone'], IconName>> = {
  done: 'checkCircle',
  refused: 'ban',
  failed: 'warning',
};

/** What a toast says: its mark, its words, at most one button. */
export function ToastBody({ tone, text, action }: ToastBodyProps) {
  return (
    <div className={styles.body}>
      <span className={styles[tone]}>
        <Icon name={marks[tone]} />
      </span>
      <span className={styles.text}>{text}</span>
      {action && (
        <Button size="small" keys={action.keys} onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
