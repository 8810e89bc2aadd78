import type { TFunction } from 'i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { BookingItemsView } from '#shared/rpc/sale-views.ts';
import { formatSpan } from '#renderer/ui/format.ts';
import styles from './sale/sale.module.css';

export interface SideBySideProps {
  readonly label: string;
  /** Over the names of the rows, and over the two that are compared. */
  readonly heads: readonly [string, string, string];
  /** Left out where neither has anything to say. */
  readonly rows: readonly (readonly [name: string, one: string, other: string])[];
}

/** Two bookings beside each other, so that a person sees what they have in common [B5]. */
export function SideBySide({ label, heads, rows }: SideBySideProps) {
  return (
    <table className={styles.compare} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head, index) => (
            <th key={index === 0 ? 'rows' : head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(([, one, other]) => one !== '' || other !== '')
          .map(([name, one, other]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** What a booking has in it, in words: rooms and seats with their days. */
export function itemsInWords(
  booking: Pick<BookingView, 'stays'>,
  items: Pick<BookingItemsView, 'seats'>,
  lodge: LodgeView,
  t: TFunction<'booking'>,
): string {
  const typeName = (id: string) => lodge.roomTypes.find((type) => type.id === id)?.name ?? '';
  return [
    ...booking.stays.map((stay) => `${typeName(stay.roomTypeId)}, ${formatSpan(stay.arrival, stay.departure)}`),
    ...items.seats.map(({ product, date, endsOn, units }) =>
      [`${product}, ${formatSpan(date, endsOn)}`, t('sale.seats', { count: units })].join(', '),
    ),
  ].join('; ');
}
