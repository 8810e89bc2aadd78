import type { Instant } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';

type Departure = Pick<
  Row<'departure'>,
  'id' | 'state' | 'sale' | 'onSaleAt' | 'cutoffAt' | 'startsAt' | 'date' | 'stateReason'
>;

/** Who asks, and when they did. */
export interface Asking {
  readonly now: Instant;
  /** Minutes before the cutoff at which it ends for the channel [I12]. */
  readonly cutoffMinutes: number;
  /** A manager may book after the cutoff, or what is closed, and says why [I11]. */
  readonly override: boolean;
}

/** Whether seats of a departure may be sold at a moment [I8, I11]; the refusal says what stands in the way. */
export function forSale(departure: Departure, { now, cutoffMinutes, override }: Asking): Outcome<null> {
  const where = { departureId: departure.id, date: departure.date };
  if (departure.state === 'cancelled') return refuse('not-on-sale', { ...where, state: 'CANCELLED' });
  if (departure.state === 'departed' || departure.startsAt <= now)
    return refuse('departed', { ...where, startsAt: departure.startsAt });
  if (override) return done(null);
  if (isPastCutoff(departure, now, cutoffMinutes))
    return refuse('past-cutoff', { ...where, cutoffAt: departure.cutoffAt });
  if (departure.sale === 'closed') return refuse('not-on-sale', { ...where, state: 'CLOSED' });
  if (departure.sale === 'byDate' && departure.onSaleAt !== null && departure.onSaleAt > now)
    return refuse('not-on-sale', { ...where, state: 'SCHEDULED', onSaleAt: departure.onSaleAt });
  return done(null);
}

/** Whether seats that come free go to those who wait: as long as they are sold at all [I9]. */
export function servesWaitlist(departure: Departure, now: Instant): boolean {
  return forSale(departure, { now, cutoffMinutes: 0, override: false }).ok;
}

function isPastCutoff({ cutoffAt }: Departure, now: Instant, cutoffMinutes: number): boolean {
  return Date.parse(cutoffAt) - cutoffMinutes * 60_000 <= Date.parse(now);
}
