import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './tag.module.css';

/** The tones of tokens.css. A tone never stands alone: the tag carries its word, and mostly its icon. */
export type Tone = 'in' | 'house' | 'out' | 'late' | 'conf' | 'tent' | 'gone' | 'accent' | 'outline';

export interface TagProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
  readonly title?: string;
}

export function Tag({ tone = 'conf', icon, children, title }: TagProps) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`} title={title}>
      {icon && <Icon name={icon} size="s" />}
      {children}
    </span>
  );
}
