import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import own from './leave-question.module.css';
import styles from './new-booking.module.css';

export interface LeaveQuestionProps {
  /** Whose booking it was to be; may be empty. */
  readonly guest: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Before a booking in the making is thrown away: what is lost, and the way back to it, which has the focus. */
export function LeaveQuestion({ guest, onStay, onLeave }: LeaveQuestionProps) {
  const { t } = useTranslation('booking');
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <footer className={styles.foot} role="alertdialog" aria-labelledby="leave-question">
      <span id="leave-question" className={own.say}>
        {guest ? t('leave.askGuest', { guest }) : t('leave.ask')}
      </span>
      <Button look="loss" size="big" onClick={onLeave}>
        {t('leave.throwAway')}
      </Button>
      <Button ref={stay} look="primary" size="big" keys="Esc" onClick={onStay}>
        {t('leave.goOn')}
      </Button>
    </footer>
  );
}
