import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './state-block.module.css';

export interface ErrorStateProps {
  readonly title: string;
  readonly hint: string;
  readonly retryLabel: string;
  readonly onRetry: () => void;
}

/** Something could not be shown; what that means, and the one thing to press. */
export function ErrorState({ title, hint, retryLabel, onRetry }: ErrorStateProps) {
  return (
    <div className={styles.block} role="alert">
      <span className={`${styles.mark} ${styles.failed}`}>
        <Icon name="warning" size="l" />
      </span>
      <p className={styles.title}>{title}</p>
      <p className={styles.hint}>{hint}</p>
      <div className={styles.actions}>
        <Button icon="refresh" onClick={onRetry}>
          {retryLabel}
        </Button>
      </div>
    </div>
  );
}
