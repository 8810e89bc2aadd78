import { useTranslation } from 'react-i18next';
import { cameAlike } from '#shared/bookings/came-alike.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { BookingStatus } from '#shared/schema/words.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import parts from '../new/new-booking.module.css';
import type { SaleOn } from './sale-items.tsx';

const stands: ReadonlySet<BookingStatus> = new Set(['CONFIRMED', 'CHECKED_IN']);

/** Another booking that looks as if it were made for the same party: a look at it, and, where both may become one, one booking out of both [B5]. */
export function SameParty({ booking, items, onMerge }: SaleOn & { readonly onMerge: (otherId: string) => void }) {
  const { t } = useTranslation('booking');
  const days = [
    ...items.seats.flatMap(({ date, endsOn }) => [date, endsOn]),
    ...booking.stays.flatMap(({ arrival, departure }) => [arrival, departure]),
  ].toSorted();
  const [from, to] = [days[0], days.at(-1)];
  const { value } = useView(
    'booking.duplicates',
    from === undefined || to === undefined
      ? null
      : {
          guestId: booking.guest.id,
          phone: booking.guest.phone,
          email: booking.guest.email,
          from,
          to: to > from ? to : addDays(from, 1),
          departureIds: items.seats.map(({ departureId }) => departureId),
        },
  );
  const other = value?.find(({ bookingId }) => bookingId !== booking.id);
  if (!other) return null;
  return (
    <div className={parts.duplicate} role="status">
      <span>{t('changes.mergeOf', { number: other.number })}</span>
      <Button size="small" look="quiet" onClick={() => openDrawer({ bookingId: other.bookingId })}>
        {t('duplicates.look')}
      </Button>
      {stands.has(other.status) && cameAlike(items, other) && (
        <Button size="small" look="quiet" onClick={() => onMerge(other.bookingId)}>
          {t('changes.merge')}
        </Button>
      )}
    </div>
  );
}
