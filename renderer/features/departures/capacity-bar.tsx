import type { CSSProperties } from 'react';
import styles from './capacity-bar.module.css';

export interface CapacityBarProps {
  readonly confirmed: number;
  readonly held: number;
  /** Left out where the bar is of what is sellable. */
  readonly blocked?: number;
  /** What the whole bar stands for. */
  readonly of: number;
  readonly size: 'cell' | 'row' | 'card' | 'page';
  /** It is over: the figures are history. */
  readonly past?: boolean;
}

/** Confirmed, held, free and blocked as parts of a line. Decoration: the figures stand beside it. */
export function CapacityBar({ confirmed, held, blocked = 0, of, size, past = false }: CapacityBarProps) {
  // More can be sold than is there: then the line is full.
  const whole = Math.max(1, of, confirmed + held + blocked);
  const share = (units: number): string => `${(100 * units) / whole}%`;
  const parts = { '--sold': share(confirmed), '--taken': share(confirmed + held), '--blocked': share(blocked) };
  return (
    <span
      aria-hidden="true"
      className={`${styles.bar} ${styles[size]} ${past ? styles.past : ''}`}
      // React passes custom properties through; its type does not know them.
      style={parts as CSSProperties}
    />
  );
}
