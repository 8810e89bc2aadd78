import { useTranslation } from 'react-i18next';
import { useNow } from '#renderer/state/use-now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDuration } from '#renderer/ui/format.ts';
import { useMayOverride } from '../sale/price-section.tsx';
import type { SaleOn } from './sale-items.tsx';

const EXTEND_MINUTES = 30;

export interface HoldActionsProps extends SaleOn {
  readonly hold: NonNullable<SaleOn['items']['hold']>;
  readonly busy: boolean;
  /** Runs a command, and says in the corner that it was done. */
  readonly run: (command: string, draft: unknown, said: string) => void;
}

/** What can be done with what is held: confirm it by a manager's word, keep it longer, let it go [I4]. */
export function HoldActions({ booking, items, hold, busy, run }: HoldActionsProps) {
  const { t } = useTranslation('booking');
  const leads = useMayOverride();
  // What is kept longer anyway is not kept shorter by it.
  const runsOut = Date.parse(hold.expiresAt) - useNow(1000) < EXTEND_MINUTES * 60_000;
  const can = (command: string) => items.can.includes(command);
  return (
    <>
      {can('confirmBooking') && leads && (
        <Button
          busy={busy}
          onClick={() =>
            run(
              'confirmBooking',
              { bookingId: booking.id, by: 'approved', reference: '' },
              t('done.booked', { number: booking.number, guest: booking.guest.name }),
            )
          }
        >
          {t('sale.confirm')}
        </Button>
      )}
      {can('extendHold') && runsOut && (
        <Button
          busy={busy}
          onClick={() =>
            run('extendHold', { holdId: hold.id, minutes: EXTEND_MINUTES, waitsFor: hold.waitsFor }, t('sale.extended'))
          }
        >
          {t('sale.extend', { time: formatDuration(EXTEND_MINUTES * 60_000) })}
        </Button>
      )}
      {can('releaseHold') && (
        <Button
          look="loss"
          busy={busy}
          onClick={() => run('releaseHold', { holdId: hold.id, reason: '' }, t('sale.released'))}
        >
          {t('sale.release')}
        </Button>
      )}
    </>
  );
}
