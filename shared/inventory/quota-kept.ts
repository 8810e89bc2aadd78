import type { Instant } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { channelGroups } from '#shared/schema/words.ts';
import { type Slot, quotaOf } from './slot.ts';

/**
 * Whether every group's quota still has room for what the group sold and holds, once a slot is changed [I7]: a share of what is
 * sellable is fewer units where less is. Refused as `below-sold` with the group; one that was passed before stays as it is.
 */
export function quotasKept(before: Slot, later: Slot, now: Instant): Outcome<null> {
  for (const group of channelGroups) {
    const quota = quotaOf(later, group, now);
    if (quota === undefined || later[group] <= quota) continue;
    if (quota < (quotaOf(before, group, now) ?? Number.POSITIVE_INFINITY))
      return refuse('below-sold', { group, quota, sold: later[group], least: later[group] });
  }
  return done(null);
}
