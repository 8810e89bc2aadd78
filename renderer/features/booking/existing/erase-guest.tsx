import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuestView } from '#shared/rpc/booking-views.ts';
import { useSession } from '#renderer/state/session.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import { useAct } from './use-act.ts';

/** Who may erase a guest [S29]; the services check it again. */
const mayErase = new Set(['manager', 'administrator']);

/** Erases the guest for good, after it was said what that means. Nothing where it is done already, or is not for this person. */
export function EraseGuest({ guest, currency }: { readonly guest: GuestView; readonly currency: string }) {
  const { t } = useTranslation('booking');
  const role = useSession(({ session }) => session?.user?.role);
  const act = useAct();
  const [asked, setAsked] = useState(false);
  if (guest.erased || role === undefined || !mayErase.has(role)) return null;
  if (!asked)
    return (
      <section className={styles.section} aria-label={t('erase.title')}>
        <Button look="quiet" icon="ban" onClick={() => setAsked(true)}>
          {t('erase.title')}
        </Button>
      </section>
    );
  const close = () => {
    act.forget();
    setAsked(false);
  };
  return (
    <ActForm
      title={t('erase.title')}
      act={act}
      currency={currency}
      say={t('erase.say', { guest: guest.name })}
      loss
      onSubmit={() =>
        void act.run('eraseGuest', { guestId: guest.id }, () => {
          showToast({ tone: 'done', text: t('erase.done') });
          setAsked(false);
        })
      }
      onClose={close}
    >
      <p>{t('erase.means')}</p>
    </ActForm>
  );
}
