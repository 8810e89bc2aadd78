import type { Slot } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Context } from '../context.ts';
import type { ItemDraft } from './item-fields.ts';
import type { Holding } from './load-holding.ts';
import { quoteItems } from './quote-items.ts';

/**
 * A price is locked for the life of its hold [P3]: what is held anew after it is sold at the agreed price only as far as that is
 * today's [B7]; else it is refused as `price-changed` with both, and as `promotion-invalid` where its code gives nothing any more.
 * What somebody with the right to it named by hand stands. `slots` are as they are once what ran out has been given back.
 */
export function priceAnew(
  booking: Row<'booking'>,
  { prices, seats, stays, slots: { departures, policy } }: Holding,
  slots: ReadonlyMap<string, Slot>,
  context: Context,
): Outcome<null> {
  const lines = booking.quote?.lines ?? [];
  if (prices === undefined || lines.some(({ kind }) => kind === 'override')) return done(null);
  const code = lines.find(({ kind }) => kind === 'promotion')?.label['code'];
  const quoted = quoteItems(
    {
      ...prices,
      departures,
      promotion: othersUse(prices.promotion, booking),
      slots: { policy, states: new Map([...slots].map(([id, slot]) => [id, { slot }])) },
    },
    {
      items: [
        ...seats.filter(isHeld).map(seatsItemOf),
        ...stays.filter(isHeld).map((stay) => stayItemOf(stay, lines, prices.roomTypes)),
      ],
      bookedOn: context.businessDate,
      promotionCode: typeof code === 'string' ? code : '',
      override: null,
    },
    context,
  );
  if (!quoted.ok) return quoted;
  const { total: now } = quoted.value;
  return Math.abs(booking.total - now) > policy.rateThreshold
    ? refuse('price-changed', { agreed: booking.total, now, currency: booking.currency })
    : done(null);
}

/** Whether a booking gave the use of its code back with what it held: expired, or rejected [I4]. */
export function gaveCodeBack({ status }: Pick<Row<'booking'>, 'status'>): boolean {
  return status === 'EXPIRED' || status === 'DRAFT';
}

/** Whether the code of a booking that gave its use back is still to be had: others may have used it up since [P1]. */
export function codeLeft(booking: Row<'booking'>, { prices }: Holding): Outcome<null> {
  const promotion = gaveCodeBack(booking) ? prices?.promotion : undefined;
  return promotion !== undefined && promotion.mostUses !== null && promotion.uses >= promotion.mostUses
    ? refuse('promotion-invalid', { code: promotion.code, why: 'used-up' })
    : done(null);
}

/** A code as others have used it: what has only run out still counts in it. */
function othersUse(promotion: Row<'promotion'> | undefined, booking: Row<'booking'>): Row<'promotion'> | undefined {
  if (promotion === undefined || gaveCodeBack(booking)) return promotion;
  return { ...promotion, uses: promotion.uses - 1 };
}

function isHeld({ status }: { readonly status: string }): boolean {
  return status === 'HELD' || status === 'EXPIRED';
}

function seatsItemOf({ departureId, variantId, pax }: Row<'seats'>): ItemDraft {
  return { kind: 'seats', departureId, variantId, pax: [...pax], travellers: '', requirements: '' };
}

function stayItemOf(
  { roomTypeId, arrival, departure, adults, children }: Row<'stay'>,
  lines: readonly QuoteLine[],
  roomTypes: readonly Row<'roomType'>[],
): ItemDraft {
  const roomType = roomTypes.find(({ id }) => id === roomTypeId)?.name;
  const byHand = lines.find(
    ({ label }) => label['byHand'] === 1 && label['roomType'] === roomType && label['date'] === arrival,
  );
  const nightlyRate = byHand?.unit ?? null;
  const span = { from: arrival, to: departure };
  const words = { wishes: '', expectedAt: '' };
  return { kind: 'stay', roomTypeId, roomId: null, ...span, adults, children, nightlyRate, ...words };
}
