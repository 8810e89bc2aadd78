import { type ReactNode, useId } from 'react';
import styles from './card.module.css';

export interface CardProps {
  readonly title?: string;
  /** Figures beside the title. */
  readonly count?: ReactNode;
  /** At the right end of the head. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A region with a line around it; named by its title for those who hear the screen. */
export function Card({ title, count, actions, children, className }: CardProps) {
  const id = useId();
  return (
    <section className={`${styles.card} ${className ?? ''}`} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={styles.head}>
          <div className={styles.title}>
            <h2 id={id}>{title}</h2>
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </div>
          {actions && <span className={styles.actions}>{actions}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
