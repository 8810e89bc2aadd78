import type { Instant } from '#shared/kernel/dates.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import type { CancellationTier } from '#shared/schema/inventory-values.ts';
import type { Row } from '#shared/schema/entities.ts';

const HOUR_MS = 3_600_000;

/** What of a booking is still to come: its seats' departures and its stays. */
export interface ToCome {
  readonly departures: readonly Pick<Row<'departure'>, 'startsAt'>[];
  readonly stays: readonly Pick<Row<'stay'>, 'arrival'>[];
}

/**
 * What the house keeps of a booking that is given up at a moment [B8]: the share of its total that the tightest tier says which has
 * begun; nothing before the first of them, or without any. Minor units, rounded half up. A tier begins so many hours before the
 * first service, by the clock of the property.
 */
export function penaltyOf(
  tiers: readonly CancellationTier[],
  total: number,
  firstServiceAt: Instant | undefined,
  now: Instant,
): number {
  if (firstServiceAt === undefined) return 0;
  const hoursLeft = (Date.parse(firstServiceAt) - Date.parse(now)) / HOUR_MS;
  const begun = tiers.filter(({ hoursBefore }) => hoursLeft < hoursBefore);
  const tightest = begun.toSorted((a, b) => a.hoursBefore - b.hoursBefore)[0];
  return tightest === undefined ? 0 : roundHalfUp(total * tightest.basisPoints, 10_000);
}

/** When the first of it begins: a departure's start, or check-in time on the day of arrival; undefined where nothing is to come. */
export function firstServiceAt(
  { departures, stays }: ToCome,
  property: Pick<Row<'property'>, 'checkInTime' | 'zone'>,
): Instant | undefined {
  return [
    ...departures.map(({ startsAt }) => startsAt),
    ...stays.map(({ arrival }) => instantAt(arrival, property.checkInTime, property.zone)),
  ].toSorted()[0];
}
