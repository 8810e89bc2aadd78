import { Drawer as MantineDrawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './drawer.module.css';

export interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Beside the title: the promise, the state. */
  readonly mark?: ReactNode;
  readonly closeLabel: string;
  /** Width in px; 852 as the booking drawer of the mock-ups. */
  readonly width?: number;
  /** Stays in sight at the foot: what it will do, and the button that does it. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A sheet from the right over a scrim. Keeps the focus inside, gives it back, closes by Esc. */
export function Drawer({ open, onClose, title, mark, closeLabel, width = 852, foot, children }: DrawerProps) {
  return (
    <MantineDrawer.Root
      opened={open}
      onClose={onClose}
      position="right"
      size={width}
      transitionProps={{ duration: 140 }}
      // On the root: a class given to Content lands on its wrapper too.
      classNames={{ content: styles.sheet, overlay: styles.scrim }}
    >
      <MantineDrawer.Overlay />
      <MantineDrawer.Content>
        <div className={styles.head}>
          <MantineDrawer.Title className={styles.title}>{title}</MantineDrawer.Title>
          <span className={styles.mark}>{mark}</span>
          <Button look="quiet" icon="close" aria-label={closeLabel} onClick={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
        {foot && <div className={styles.foot}>{foot}</div>}
      </MantineDrawer.Content>
    </MantineDrawer.Root>
  );
}
