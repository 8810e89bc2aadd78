import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import styles from './share-row.module.css';

export interface ShareRowProps {
  /** What the share is of, or from when on. */
  readonly children: ReactNode;
  /** Percent as typed. */
  readonly share: string;
  readonly shareLabel: string;
  readonly removeLabel: string;
  readonly disabled: boolean;
  readonly onShare: (share: string) => void;
  readonly onRemove: () => void;
}

/** A share of something in a list of them: what it is of, how many percent, and the way to take it out. */
export function ShareRow({ children, share, shareLabel, removeLabel, disabled, onShare, onRemove }: ShareRowProps) {
  return (
    <div className={styles.row}>
      {children}
      <input
        aria-label={shareLabel}
        inputMode="decimal"
        maxLength={6}
        value={share}
        disabled={disabled}
        onChange={({ currentTarget }) => onShare(currentTarget.value)}
      />
      <span>%</span>
      <Button size="small" look="quiet" icon="close" disabled={disabled} aria-label={removeLabel} onClick={onRemove} />
    </div>
  );
}
