import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';
import type { NextStep } from './next-step.ts';
import type { OpenForm } from './form-at.ts';
import type { Act } from './use-act.ts';

export interface NextStepButtonProps extends ActOn {
  readonly act: Act;
  readonly next: NextStep;
  readonly onOpen: (form: OpenForm) => void;
}

/** The one filled button of a booking: what its state asks for, with room and amount. Ctrl+Enter does the same. */
export function NextStepButton({ booking, stay, lodge, act, next, onOpen }: NextStepButtonProps) {
  const { t } = useTranslation('booking');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { currency } = lodge.property;
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const guest = booking.guest.name;

  const needsReason = next.step === 'checkIn' && !next.ready;
  const checkIn = () => {
    if (next.step !== 'checkIn') return;
    setTried(true);
    if (needsReason && !reason.trim()) return;
    const override = needsReason ? { override: reason.trim() } : {};
    void act.run('checkIn', { stayId: stay.id, ...override }, () =>
      showToast({ tone: 'done', text: t('done.checkedIn', { guest, room: next.room.number }) }),
    );
  };
  const checkOut = () =>
    void act.run('checkOut', { stayId: stay.id }, () =>
      showToast({ tone: 'done', text: t('done.checkedOut', { guest }) }),
    );
  const run = {
    assign: () => onOpen('move'),
    checkIn,
    take: () => onOpen('take'),
    giveBack: () => onOpen('refund'),
    checkOut,
    none: () => {},
  }[next.step];
  useKeys([
    {
      id: 'booking.next',
      keys: 'Ctrl+↵',
      group: 'booking',
      label: () => t('keys.commit'),
      run,
      inFields: true,
      overDialogs: true,
    },
  ]);
  if (next.step === 'none') return null;
  return (
    <>
      {needsReason && (
        <Field
          label={t('arrive.reason', { room: next.room.number, status: t(`roomIs.${next.room.status}`) })}
          value={reason}
          error={tried && !reason.trim() ? t('errors.reasonMissing') : undefined}
          hint={t('arrive.reasonHint')}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      <Button
        className={styles.next}
        look="primary"
        size="big"
        keys="Ctrl+↵"
        busy={act.busy}
        onClick={run}
        data-autofocus
      >
        {next.step === 'assign' && t('act.checkInNoRoom')}
        {next.step === 'checkIn' && t('act.checkIn', { room: next.room.number })}
        {next.step === 'take' && t(next.thenOut ? 'act.takeThenOut' : 'act.take', { money: money(next.amount) })}
        {next.step === 'giveBack' && t('act.refundMoney', { money: money(next.amount) })}
        {next.step === 'checkOut' && t('act.checkOut')}
      </Button>
    </>
  );
}
