import type { ReactNode } from 'react';
import styles from './page-head.module.css';

export interface PageHeadProps {
  readonly title: string;
  /** Beside the title, in the second ink. */
  readonly note?: ReactNode;
  /** Controls that belong to the title, such as paging. */
  readonly controls?: ReactNode;
  /** Buttons at the right end; the primary one last. */
  readonly actions?: ReactNode;
}

/** The line over every screen, 52 px: its title, what it shows, what can be done. */
export function PageHead({ title, note, controls, actions }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      {note && <span className={styles.note}>{note}</span>}
      {controls}
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  );
}
