import { sumOf } from '#shared/bookings/price.ts';
import { sellable } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { ItemShare, Quote } from '#shared/schema/inventory-values.ts';
import { promisedOf } from '../allotments/promises.ts';
import { type Context, mayOverride } from '../context.ts';
import type { HoldItemsInput } from './hold-items.ts';
import { unitsOf } from './item-fields.ts';
import { type Prices, quoteItems } from './quote-items.ts';

/** What was agreed, with all that it came of. */
type Agreed = Pick<
  HoldItemsInput,
  'items' | 'bookedOn' | 'promotionCode' | 'override' | 'shownTotal' | 'quote' | 'promised'
>;

/**
 * What was shown or agreed and what it costs here may differ by no more than the property's threshold [B7]; the refusal has both, and the
 * person confirms. A promise is kept for want of slots, not of the price [S32]: only what few seats left would add is not asked again.
 */
export function samePrice(seen: Prices, input: Agreed, context: Context): Outcome<null> {
  if (input.override !== null && !mayOverride(context)) return refuse('no-right', { needs: 'override' });
  const quoted = quoteItems(withDemandAsAgreed(seen, input), input, context);
  if (!quoted.ok) return quoted;
  const { quote } = input;
  if (!isSound(quote, quoted.value)) return refuse('wrong-input', { field: 'quote' });
  const { rateThreshold } = seen.slots.policy;
  const now = quoted.value.total;
  const shown = input.shownTotal ?? now;
  const apart = Math.max(...sharesApart(quote, quoted.value));
  if (Math.abs(shown - now) <= rateThreshold && apart <= rateThreshold) return done(null);
  const agreed = apart > rateThreshold ? quote.total : shown;
  return refuse('price-changed', { agreed, now, currency: quote.currency });
}

/** Whether an agreed price adds up: a share for each item, in the house's currency, and no more due at first than in all [P3]. */
function isSound({ currency, items, net, tax, total, deposit }: Quote, now: Quote): boolean {
  return (
    currency === now.currency &&
    items.length === now.items.length &&
    net + tax === total &&
    sumOf(items.map((share) => share.total)) === total &&
    sumOf(items.map((share) => share.tax)) === tax &&
    deposit <= total
  );
}

/** By how much the shares of a price, and the taxes in them, differ in all: no dear one hides a cheap one. */
function sharesApart(agreed: Quote, now: Quote): readonly [number, number] {
  const apart = (of: (share: ItemShare | undefined) => number) =>
    sumOf(now.items.map((share, at) => Math.abs(of(agreed.items[at]) - of(share))));
  return [apart((share) => share?.total ?? 0), apart((share) => share?.tax ?? 0)];
}

/** Seats that were all promised are priced at the demand that the desk saw: what the pool has left since is want of slots by another name. */
function withDemandAsAgreed(seen: Prices, { items, promised, quote }: Agreed): Prices {
  const states = new Map(seen.slots.states);
  for (const { departureId } of items.flatMap((item) => (item.kind === 'seats' ? [item] : []))) {
    const slotId = seen.departures.find(({ id }) => id === departureId)?.slotId ?? '';
    const state = seen.slots.states.get(slotId);
    const same = items.map((item) => item.kind === 'seats' && item.departureId === departureId);
    const units = items.reduce(
      (sum, item, at) => (same[at] && item.kind === 'seats' ? sum + unitsOf(item.pax) : sum),
      0,
    );
    if (state === undefined || promisedOf(promised, slotId) < units) continue;
    const raised = quote.lines.some(({ kind, item }) => kind === 'demand' && item !== null && same[item] === true);
    const { slot } = state;
    states.set(slotId, { slot: { ...slot, held: 0, confirmed: raised ? sellable(slot) : 0 } });
  }
  return { ...seen, slots: { ...seen.slots, states } };
}
