import type { TFunction } from 'i18next';
import { formatSpan } from '#renderer/ui/format.ts';
import type { Cancelled } from './cancel-sale.tsx';
import type { SaleOn } from './sale-items.tsx';

/** What of a booking that is held or confirmed can be given up by itself, with what it costs [I13]. Minor units. */
export function liveItems(on: SaleOn, t: TFunction<'booking'>): readonly (Cancelled & { readonly id: string })[] {
  const { booking, items, lodge } = on;
  const seats = items.seats
    .filter(({ status }) => status === 'CONFIRMED' || status === 'HELD')
    .map(({ id, product, units, total }) => ({
      id,
      words: `${product}, ${t('sale.seats', { count: units })}`,
      amount: total,
    }));
  const stays = booking.stays
    .filter(({ status }) => status === 'CONFIRMED' || status === 'HELD')
    .map(({ id, roomTypeId, arrival, departure, nightly }) => ({
      id,
      words: [lodge.roomTypes.find((type) => type.id === roomTypeId)?.name ?? '', formatSpan(arrival, departure)].join(
        ', ',
      ),
      amount: itemTotal(on, id) ?? nightly.reduce((sum, rate) => sum + rate, 0),
    }));
  return [...seats, ...stays].map((item) => ({ ...item, itemId: item.id }));
}

/** A stay's share of the price with its taxes; items were held seats and stays in the order of the booking, so it is told where there is one stay. */
function itemTotal({ booking, items }: SaleOn, stayId: string): number | undefined {
  if (items.quote === null || booking.stays.length !== 1 || booking.stays[0]?.id !== stayId) return undefined;
  const seats = items.seats.reduce((sum, { total }) => sum + total, 0);
  return items.quote.total - seats;
}
