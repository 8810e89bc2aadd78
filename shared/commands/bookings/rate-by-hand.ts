import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { type Context, mayOverride } from '../context.ts';

/** A rate per night as it was given, what the room type's own is, and why it is another. Minor units. */
export interface GivenRate {
  readonly nightlyRate: number | null;
  readonly own: number | undefined;
  readonly reason: string;
}

/** Whether a rate was named by hand: another than the type's own. */
export function isByHand({ nightlyRate, own }: Pick<GivenRate, 'nightlyRate' | 'own'>): boolean {
  return nightlyRate !== null && own !== undefined && nightlyRate !== own;
}

/** A rate by hand is for who may override prices, and for a reason [P1]; refused as `no-right` or `needs-reason`. */
export function mayNameRate(given: GivenRate, context: Context): Outcome<null> {
  if (!isByHand(given)) return done(null);
  if (!mayOverride(context)) return refuse('no-right', { role: context.actor.role, command: 'override-price' });
  return given.reason.trim() === '' ? refuse('needs-reason', { rate: given.nightlyRate }) : done(null);
}
