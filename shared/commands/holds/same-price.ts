import { sellable } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
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
  const { rateThreshold } = seen.slots.policy;
  const now = quoted.value.total;
  const agreed = [input.shownTotal ?? now, input.quote.total].find((one) => Math.abs(one - now) > rateThreshold);
  return agreed === undefined ? done(null) : refuse('price-changed', { agreed, now, currency: input.quote.currency });
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
