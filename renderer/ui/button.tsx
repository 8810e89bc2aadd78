import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';
import { ariaKeys } from './key-names.ts';
import { KeyHint } from './key-hint.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** `primary`: at most one in a region, and never for a loss. `quiet` has no border. `loss` says it takes something away. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'loss';
  /** 28 in a row, 32, 44 for touch and the till. */
  readonly size?: 'small' | 'normal' | 'big';
  readonly icon?: IconName;
  /** The key that does the same; shown in the button and told to assistive tools. */
  readonly keys?: string;
  /** Under way: keeps its size, takes no second press. */
  readonly busy?: boolean;
  /** Says the consequence. Left out only with `aria-label` on an icon alone. */
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  keys,
  busy = false,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const names = [styles.button, styles[look], styles[size], children === undefined && styles.square, className];
  return (
    <button
      type="button"
      {...rest}
      className={names.filter(Boolean).join(' ')}
      aria-keyshortcuts={keys ? ariaKeys(keys) : rest['aria-keyshortcuts']}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 'm' : 'md'} />}
      {children}
      {keys && <KeyHint keys={keys} />}
    </button>
  );
}
