import { forSale } from '#shared/bookings/for-sale.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { mayNameRate } from '../bookings/rate-by-hand.ts';
import { type Context, mayOverride } from '../context.ts';
import { asWhenSold } from '../tours/late-sales.ts';
import type { HoldItemsInput } from './hold-items.ts';
import type { SeenItems } from './load-items.ts';
import { mayBeCollected, mayOverbook, maySellFor } from './who-sells.ts';

/** Whether each item may be sold at all, whatever is left of it; the refusal names the item [I13]. */
export function mayBeHeld(seen: SeenItems, input: HoldItemsInput, context: Context): Outcome<null> {
  const sellers = maySellFor(seen, input);
  if (!sellers.ok) return sellers;
  const collected = mayBeCollected(seen.terms, input, context);
  if (!collected.ok) return collected;
  if (input.overbook && !mayOverbook(seen.terms, input, context))
    return refuse('no-right', { role: context.actor.role, command: 'holdItems', why: 'overbook' });
  // A manager may book late, and says why [I11].
  if (input.lateReason !== '' && !mayOverride(context))
    return refuse('no-right', { role: context.actor.role, command: 'holdItems', why: 'late' });
  for (const [index, item] of input.items.entries()) {
    const judged =
      item.kind === 'seats'
        ? seatsMayBeHeld(seen, item.departureId, item.variantId, input.lateReason !== '', context)
        : stayMayBeHeld(seen, item, input.note, context);
    if (!judged.ok) return { ...judged, detail: { ...judged.detail, item: index } };
  }
  return done(null);
}

function seatsMayBeHeld(
  { departures, products, variants, terms }: SeenItems,
  departureId: string,
  variantId: string | null,
  override: boolean,
  context: Context,
): Outcome<null> {
  const departure = departures.find(({ id }) => id === departureId);
  if (departure === undefined) return refuse('not-found', { entity: 'departure' });
  const variant = variants.find(({ id }) => id === variantId);
  if (variantId !== null && (variant?.departureId !== departureId || !variant.active))
    return refuse('not-found', { entity: 'variant' });
  const sale = forSale(asWhenSold(departure, context), {
    now: context.now,
    cutoffMinutes: terms.cutoffMinutes,
    override,
  });
  if (sale.ok) return sale;
  const product = products.find(({ id }) => id === departure.productId)?.name ?? '';
  return { ...sale, detail: { ...sale.detail, product } };
}

function stayMayBeHeld(
  { roomTypes }: SeenItems,
  item: Extract<HoldItemsInput['items'][number], { kind: 'stay' }>,
  note: string,
  context: Context,
): Outcome<null> {
  const type = roomTypes.find(({ id }) => id === item.roomTypeId);
  if (type === undefined) return refuse('not-found', { entity: 'roomType' });
  if (item.to < item.from) return refuse('invalid-dates', { from: item.from, to: item.to });
  // Held at the desk only: what was right on its day may arrive days later.
  if (context.side === 'desk' && item.from < context.businessDate && !mayOverride(context))
    return refuse('invalid-dates', { from: item.from, to: item.to, businessDate: context.businessDate });
  const rate = mayNameRate({ nightlyRate: item.nightlyRate, own: type.nightlyRate, reason: note }, context);
  if (!rate.ok) return rate;
  const pax = item.adults + item.children;
  return pax > type.maxOccupancy
    ? refuse('too-many-guests', { pax, most: type.maxOccupancy, roomType: type.name })
    : done(null);
}
