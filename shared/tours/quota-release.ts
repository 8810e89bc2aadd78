import type { Instant } from '#shared/kernel/dates.ts';
import type { Quota, Quotas } from '#shared/schema/inventory-values.ts';
import { type ChannelGroup, channelGroups } from '#shared/schema/words.ts';
import { hoursBefore } from './departure-times.ts';

/** Quotas of one departure: what is released so many hours before the start has its moment from that start [I7]. */
export function releasedBefore(quotas: Quotas, startsAt: Instant): Quotas {
  const own: Partial<Record<ChannelGroup, Quota>> = {};
  for (const group of channelGroups) {
    const quota = quotas[group];
    if (quota !== undefined) own[group] = ofDeparture(quota, startsAt);
  }
  return own;
}

function ofDeparture(quota: Quota, startsAt: Instant): Quota {
  const hours = quota.hoursBefore ?? null;
  return hours === null ? quota : { ...quota, releasedAt: hoursBefore(startsAt, hours) };
}
