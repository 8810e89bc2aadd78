import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import type { IconName } from '#renderer/ui/icon.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './forms.module.css';

export interface FormDialogProps {
  readonly title: string;
  /** Under the title: what it is about. */
  readonly note?: string;
  /** Says what pressing it does, with its figures. */
  readonly say: string;
  readonly icon?: IconName;
  /** It takes something away from people: never the accent. */
  readonly loss?: boolean;
  readonly busy: boolean;
  readonly disabled?: boolean;
  /** Why it was refused, in words. */
  readonly refused?: ReactNode;
  readonly width?: number;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Another way out, left of the button. */
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}

/** A form over the screen. Enter does what its one big button says, Esc leaves it. */
export function FormDialog({ title, note, say, width = 480, loss = false, refused, ...rest }: FormDialogProps) {
  const { t } = useTranslation('shell');
  return (
    <Modal
      opened
      onClose={rest.onClose}
      title={title}
      centered
      size={width}
      closeButtonProps={{ 'aria-label': t('states.close') }}
      classNames={{ content: styles.dialog, header: styles.dialog, title: styles.title }}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!rest.busy && !rest.disabled) rest.onSubmit();
        }}
      >
        {note && <p className={styles.note}>{note}</p>}
        {rest.children}
        {refused && (
          <div className={styles.refused} role="alert">
            <Icon name="warning" />
            <div>{refused}</div>
          </div>
        )}
        <footer className={styles.foot}>
          {rest.beside}
          <Button
            type="submit"
            look={loss ? 'loss' : 'primary'}
            size="big"
            icon={rest.icon}
            busy={rest.busy}
            disabled={rest.disabled}
          >
            {say}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
