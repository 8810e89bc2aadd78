import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { ActForm } from './act-form.tsx';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';
import type { Leaving } from './leaving.ts';
import type { Act } from './use-act.ts';

export interface LeaveFormProps extends ActOn {
  readonly act: Act;
  readonly leaving: Leaving;
  readonly onClose: () => void;
  readonly onTake: () => void;
  readonly onGiveBack: () => void;
}

/** Leaving before the agreed day: says which nights are charged, and what has to be taken or given back before. */
export function LeaveForm({ booking, stay, lodge, act, leaving, onClose, onTake, onGiveBack }: LeaveFormProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const { due, nights, total } = leaving;
  const say =
    due > 0
      ? t('act.takeThenOut', { money: money(due) })
      : due < 0
        ? t('act.refundMoney', { money: money(-due) })
        : t('act.checkOutEarly', { count: nights, money: money(total) });
  const checkOut = () =>
    void act.run('checkOut', { stayId: stay.id }, () => {
      showToast({ tone: 'done', text: t('done.checkedOut', { guest: booking.guest.name }) });
      onClose();
    });
  return (
    <ActForm
      title={t('act.checkOut')}
      act={act}
      currency={currency}
      say={say}
      onSubmit={due > 0 ? onTake : due < 0 ? onGiveBack : checkOut}
      onClose={onClose}
    >
      <p className={styles.empty}>
        {t('act.early', { count: nights, agreed: formatDay(stay.departure), money: money(total) })}
      </p>
    </ActForm>
  );
}
