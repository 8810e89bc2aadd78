import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { CardTag } from '../card/card-tag.tsx';
import type { IconName } from '#renderer/ui/icon.tsx';

type State = BookingView['stays'][number]['state'];

const looks: Readonly<Record<State, { readonly tone: Tone; readonly icon?: IconName }>> = {
  dueIn: { tone: 'in', icon: 'arrivalsIn' },
  inHouse: { tone: 'house', icon: 'bed' },
  dueOut: { tone: 'out', icon: 'departuresOut' },
  overdue: { tone: 'late', icon: 'alarm' },
  confirmed: { tone: 'conf' },
  departed: { tone: 'gone' },
  unconfirmed: { tone: 'outline' },
};

const standing: ReadonlySet<string> = new Set([
  'CONFIRMED',
  'CHECKED_IN',
  'PARTIALLY_USED',
  'CHECKED_OUT',
  'COMPLETED',
]);

/** Where a booking stands, beside its number. */
export function BookingMarks({ booking }: { readonly booking: BookingView }) {
  const { t } = useTranslation('booking');
  const state = booking.stays[0]?.state;
  // What is held, waits or has run out says that, and so does a booking without a room.
  const ended = !state || !standing.has(booking.status);
  const look = ended ? { tone: booking.status === 'CONFIRMED' ? ('conf' as const) : ('gone' as const) } : looks[state];
  return (
    <>
      {booking.guaranteed && (
        <Tag tone="house" icon="shield">
          {t('guaranteed')}
        </Tag>
      )}
      {booking.tentative && (
        <Tag tone="tent" icon="cloudOff">
          {t('tentative')}
        </Tag>
      )}
      {booking.status === 'PENDING_PAYMENT' && <CardTag state={cardState(booking)} />}
      {/* What the server may still refuse is not confirmed: the two do not stand side by side. */}
      {!(booking.tentative && look.tone === 'conf') && (
        <Tag {...look}>{ended ? t(`status.${booking.status}`) : t(`stayState.${state}`)}</Tag>
      )}
    </>
  );
}

/** That a payment is under way, without an answer, or that nobody knows [M6]. */
function cardState({ paymentStatus }: BookingView): 'processing' | 'uncertain' | 'unknown' {
  return paymentStatus === 'UNKNOWN' ? 'unknown' : paymentStatus === 'UNCERTAIN' ? 'uncertain' : 'processing';
}
