import { type PlainDate } from '#shared/kernel/dates.ts';
import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';

/** What was agreed for a stay, night by night, and what was shown before, if anything. Minor units of `currency`. */
export interface AgreedStay {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Named by hand; null for the type's own. */
  readonly nightlyRate: number | null;
  readonly nightly: readonly number[];
  readonly shownTotal?: number | null | undefined;
  readonly currency: string;
}

/**
 * What was shown or agreed of a stay and what its nights cost here may differ by no more than the property's threshold [B7]: else it
 * is refused as `price-changed` with both, and the person confirms. Nights are held against nights: no dear one hides a cheap one.
 */
export function sameRates(agreed: AgreedStay, own: number, rateThreshold: number): Outcome<null> {
  const rates = plainRates(agreed, agreed.nightlyRate ?? own);
  if (agreed.nightly.length !== rates.length) return refuse('wrong-input', { nights: rates.length });
  const now = sumOf(rates);
  const shown = agreed.shownTotal ?? now;
  const apart = sumOf(agreed.nightly.map((rate, night) => Math.abs(rate - (rates[night] ?? 0))));
  if (Math.abs(shown - now) <= rateThreshold && apart <= rateThreshold) return done(null);
  const said = apart > rateThreshold ? sumOf(agreed.nightly) : shown;
  return refuse('price-changed', { agreed: said, now, currency: agreed.currency });
}
