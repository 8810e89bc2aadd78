import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { useMayOverride } from '../sale/price-section.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export interface ApprovalActionsProps extends SaleOn {
  readonly act: Act;
  readonly onReject: () => void;
}

/** A booking above the threshold: a manager who did not ask for it approves it, or does not [B3, U3]. */
export function ApprovalActions({ booking, items, lodge, act, onReject }: ApprovalActionsProps) {
  const { t } = useTranslation('booking');
  const leads = useMayOverride();
  const own = useSession(({ session }) => items.askedByIds.includes(session?.user?.id ?? ''));
  if (!leads || own)
    return (
      <p className={styles.empty} role="status">
        {t(own && leads ? 'changes.waitsForOther' : 'changes.waitsForManager')}
      </p>
    );
  const money = formatMoney(booking.total, lodge.property.currency, { code: true, decimals: 'auto' });
  return (
    <>
      {items.askedBy && <p className={styles.empty}>{`${t('changes.asked')} ${items.askedBy}`}</p>}
      <Button
        className={styles.next}
        look="primary"
        size="big"
        busy={act.busy}
        onClick={() =>
          void act.run('approveBooking', { bookingId: booking.id }, () =>
            showToast({ tone: 'done', text: t('sale.approved') }),
          )
        }
      >
        {t('sale.approve', { money })}
      </Button>
      <Button look="loss" onClick={onReject}>
        {t('changes.reject')}
      </Button>
    </>
  );
}
