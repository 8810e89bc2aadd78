import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './state-block.module.css';

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly hint?: string;
  /** What a person could do about it. */
  readonly children?: ReactNode;
}

/** Nothing to show, and why that is all right. */
export function EmptyState({ icon, title, hint, children }: EmptyStateProps) {
  return (
    <div className={styles.block}>
      <span className={styles.mark}>
        <Icon name={icon} size="l" />
      </span>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
