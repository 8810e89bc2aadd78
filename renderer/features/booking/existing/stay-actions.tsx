import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingPlace } from '#renderer/state/drawer.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CancelForm } from './cancel-form.tsx';
import { CashForm } from './cash-form.tsx';
import { ChangeForm } from './change-form.tsx';
import { type FormAt, type OpenForm, formAt } from './form-at.ts';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';
import { LeaveForm } from './leave-form.tsx';
import { leavingNow } from './leaving.ts';
import { MoveForm } from './move-form.tsx';
import { nextStep } from './next-step.ts';
import { NextStepButton } from './next-step-button.tsx';
import { refundable } from './refundable.ts';
import { RefusedNote } from './refused-note.tsx';
import { useAct } from './use-act.ts';
import { useLock } from './use-lock.ts';

/** What can be done with the stay: first what it asks for, then everything else that its state allows. Begins at the place it was opened for. */
export function StayActions(props: ActOn & { readonly place: BookingPlace; readonly ofSale?: boolean }) {
  const { t } = useTranslation('booking');
  // Of a sale money, and the end of it, stand above with all of it.
  const { booking, stay, lodge, place, ofSale = false } = props;
  const act = useAct();
  const lock = useLock(props, act);
  const unpaid = booking.status === 'CANCELLED' ? 0 : booking.total - booking.paid;
  const room = lodge.rooms.find((each) => each.id === stay.roomId);
  const next = nextStep(booking, stay, room, lodge.property.businessDate);
  const [form, setForm] = useState<FormAt | null>(() => formAt(place, { booking, stay, next }));
  const show = (shown: FormAt | null) => {
    act.forget();
    setForm(shown);
  };
  const open = (name: OpenForm, amount?: number) => show({ name, amount });
  const close = () => show(null);
  const leaving = leavingNow(booking, stay, lodge.property.businessDate);
  const can = (command: string) => stay.can.includes(command);
  const common = { ...props, act, onClose: close };

  if (form?.name === 'take') {
    const amount = form.amount ?? (next.step === 'take' ? next.amount : unpaid);
    return <CashForm {...common} way="take" most={unpaid} amount={amount} />;
  }
  if (form?.name === 'refund') {
    const most = refundable(booking);
    const amount = form.amount ?? (next.step === 'giveBack' ? next.amount : most);
    return <CashForm {...common} way="refund" most={most} amount={amount} />;
  }
  if (form?.name === 'change') return <ChangeForm {...common} />;
  if (form?.name === 'move') return <MoveForm {...common} />;
  if (form?.name === 'cancel') return <CancelForm {...common} />;
  if (form?.name === 'leave')
    return (
      <LeaveForm
        {...common}
        leaving={leaving}
        onTake={() => open('take', leaving.due)}
        onGiveBack={() => open('refund', -leaving.due)}
      />
    );
  const others: readonly (readonly [boolean, OpenForm, string])[] = [
    [!ofSale && unpaid > 0 && next.step !== 'take', 'take', t('act.takeCash')],
    [can('checkOut') && lodge.property.businessDate < stay.departure, 'leave', t('act.checkOut')],
    [can('moveStay') && next.step !== 'assign', 'move', t('act.move')],
    [can('changeStay'), 'change', t('act.change')],
    [!ofSale && refundable(booking) > 0 && next.step !== 'giveBack', 'refund', t('act.refund')],
  ];
  const cancels = !ofSale && can('cancelBooking');
  const idle = next.step === 'none' && !cancels && others.every(([shown]) => !shown);
  return (
    <section className={styles.section} aria-label={ofSale ? t('view.stay') : t('act.title')}>
      <h2>{ofSale ? t('view.stay') : t('act.title')}</h2>
      <RefusedNote act={act} currency={lodge.property.currency} onTaken={act.forget} />
      <NextStepButton {...props} act={act} next={next} onOpen={open} />
      {others
        .filter(([shown]) => shown)
        .map(([, name, words]) => (
          <Button key={name} onClick={() => open(name)}>
            {words}
          </Button>
        ))}
      {lock && (
        <Button icon={stay.locked ? 'unlock' : 'lock'} busy={act.busy} onClick={lock.run}>
          {lock.words}
        </Button>
      )}
      {cancels && (
        <Button look="loss" onClick={() => open('cancel')}>
          {t('act.cancel')}
        </Button>
      )}
      {idle && <p className={styles.empty}>{t('act.nothing')}</p>}
    </section>
  );
}
