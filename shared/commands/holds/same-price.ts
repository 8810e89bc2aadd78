import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { type Context, mayOverride } from '../context.ts';
import type { HoldItemsInput } from './hold-items.ts';
import { type Prices, quoteItems } from './quote-items.ts';

/** What was agreed, with all that it came of. */
type Agreed = Pick<
  HoldItemsInput,
  'items' | 'bookedOn' | 'promotionCode' | 'override' | 'shownTotal' | 'quote' | 'promised'
>;

/**
 * What was shown or agreed and what it costs here may differ by no more than the property's threshold [B7]; the refusal has both, and the
 * person confirms. What a desk promised was agreed at its counter, and stands [S32].
 */
export function samePrice(seen: Prices, input: Agreed, context: Context): Outcome<null> {
  if (input.override !== null && !mayOverride(context)) return refuse('no-right', { needs: 'override' });
  if (input.promised.length > 0) return done(null);
  const quoted = quoteItems(seen, input, context);
  if (!quoted.ok) return quoted;
  const { rateThreshold } = seen.slots.policy;
  const now = quoted.value.total;
  const agreed = [input.shownTotal ?? now, input.quote.total].find((one) => Math.abs(one - now) > rateThreshold);
  return agreed === undefined ? done(null) : refuse('price-changed', { agreed, now, currency: input.quote.currency });
}
