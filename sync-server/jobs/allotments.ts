import type { Logger } from 'pino';
import { type LeaseHolder, daysKept, leaseIdOf, unitsKept } from '#shared/inventory/lease.ts';
import { freeUnits, slotId, unitsFor } from '#shared/inventory/slot.ts';
import { addDays, daysOf, spansOf } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import { MOST_AT_ONCE } from '#shared/commands/allotments/top-up-leases.ts';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ListedDesk } from '#sync-server/store/desk-list.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import { type AllotmentPicture, type AllotmentTimes, lookAtAllotments, usualTimes } from './allotment-picture.ts';

/**
 * One round of a property's allotments [S31]: asks back what others ask for and its desk does not use, then gives every desk that
 * is online what it keeps. Done twice, or by two servers, it comes to the same: each step is judged under the locks of its slots.
 * Gives how many units changed hands or were asked back.
 */
export async function allotmentRound(
  side: ServerSide,
  place: Place,
  times: AllotmentTimes = usualTimes,
): Promise<{ readonly recalled: number; readonly given: number }> {
  const recalled = await recall(side, place, times);
  return { recalled, given: await topUp(side, place, times) };
}

/** Gives every desk that is online what it keeps by policy and lacks; gives how many units. */
export async function topUp(side: ServerSide, place: Place, times: AllotmentTimes = usualTimes): Promise<number> {
  const picture = await lookAtAllotments(side, place, times);
  let given = 0;
  for (const desk of picture?.heard ?? []) {
    if (picture === undefined) break;
    const lacking = lackingOf(picture, place, desk);
    for (let at = 0; at < Math.max(lacking.departureIds.length, lacking.nights.length); at += MOST_AT_ONCE) {
      const draft = {
        deskCode: desk.code,
        epoch: desk.epoch,
        departureIds: lacking.departureIds.slice(at, at + MOST_AT_ONCE),
        nights: lacking.nights.slice(at, at + MOST_AT_ONCE),
      };
      const outcome = await executeAsServer(side, place, { name: 'topUpLeases', draft, actor: systemActor });
      // A desk that was revoked or begun anew meanwhile is refused: the next round sees it.
      if (!outcome.ok) break;
      for (const event of outcome.value.events)
        if (event.type === 'LeasesToppedUp') given += event.leases.reduce((sum, { units }) => sum + units, 0);
    }
  }
  return given;
}

/** What a desk keeps and has not, as far as the pool may have it. */
function lackingOf(
  { businessDate, policyOf, leases, slots, departures, roomTypes, asked, askedOfQuota }: AllotmentPicture,
  place: Place,
  desk: ListedDesk,
) {
  const policy = policyOf(desk.code);
  const holder: LeaseHolder = { deskCode: desk.code, epoch: desk.epoch };
  const lacks = (kind: Row<'lease'>['kind'], id: string): boolean => {
    // What others ask for is not given away again.
    if (asked.has(id) || askedOfQuota.has(id)) return false;
    const lease = leases.find((one) => one.id === leaseIdOf(place.propertyId, holder, id));
    const slot = slots.get(id);
    return (lease?.units ?? 0) < unitsKept(policy, kind) && (slot === undefined || freeUnits(slot) > policy.keepLast);
  };
  const lastSeats = addDays(businessDate, daysKept(policy, 'seat'));
  const nights = daysOf({ from: businessDate, to: addDays(businessDate, daysKept(policy, 'roomNight')) });
  return {
    departureIds: departures
      .filter((departure) => departure.date < lastSeats && lacks('seat', departure.slotId))
      .map(({ id }) => id),
    nights: roomTypes.flatMap(({ id: roomTypeId }) => {
      const lacking = nights.filter((night) => lacks('roomNight', slotId('roomNight', roomTypeId, night)));
      return spansOf(lacking).map((run) => ({ roomTypeId, ...run }));
    }),
  };
}

/**
 * Asks desks that are online for units back: what is beyond their policy, and what they have not drawn on for a while where
 * others ask for it or the pool has fewer than its last ones. No longer asked for is no longer recalled. Gives how many units.
 */
export async function recall(side: ServerSide, place: Place, times: AllotmentTimes = usualTimes): Promise<number> {
  const picture = await lookAtAllotments(side, place, times);
  if (picture === undefined) return 0;
  const idleSince = new Date(Date.parse(side.now()) - times.idleMs).toISOString();
  const wanted = recallsOf(picture, idleSince, side.now());
  const changed = picture.leases.flatMap((lease) => {
    const units = wanted.get(lease.id) ?? lease.recalled;
    return units === lease.recalled ? [] : [{ leaseId: lease.id, units }];
  });
  for (let at = 0; at < changed.length; at += MOST_AT_ONCE) {
    const draft = { leases: changed.slice(at, at + MOST_AT_ONCE) };
    await executeAsServer(side, place, { name: 'recallLeases', draft, actor: systemActor });
  }
  return changed.reduce((sum, { units }) => sum + units, 0);
}

/** How many units to ask of each lease that can be asked; of the others nothing is known, and nothing changes. */
function recallsOf(
  { businessDate, heard, policyOf, leases, slots, asked, askedOfQuota }: AllotmentPicture,
  idleSince: string,
  now: string,
): Map<string, number> {
  const wanted = new Map<string, number>();
  const canAnswer = leases.filter((lease) =>
    heard.some((desk) => desk.code === lease.deskCode && desk.epoch === lease.epoch),
  );
  for (const slot of new Set(canAnswer.map((lease) => lease.slotId))) {
    const here = canAnswer.filter((lease) => lease.slotId === slot);
    for (const lease of here) wanted.set(lease.id, beyondPolicy(lease, policyOf(lease.deskCode), businessDate));
    const figures = slots.get(slot);
    if (figures === undefined) continue;
    const keepLast = Math.max(...here.map((lease) => policyOf(lease.deskCode).keepLast));
    const ofPool = (asked.get(slot) ?? 0) + keepLast - Math.max(0, freeUnits(figures));
    const ofQuota = (askedOfQuota.get(slot) ?? 0) - unitsFor(figures, 'manual', now);
    let short = Math.max(ofPool, ofQuota) - sumOf(wanted, here);
    // Those that were asked already come first, so that nobody is asked in vain.
    for (const lease of here.toSorted((a, b) => b.recalled - a.recalled || b.units - a.units)) {
      const isUsed = lease.recalled === 0 && lease.updatedAt > idleSince;
      const more = isUsed ? 0 : Math.max(0, Math.min(short, lease.units - (wanted.get(lease.id) ?? 0)));
      wanted.set(lease.id, (wanted.get(lease.id) ?? 0) + more);
      short -= more;
    }
  }
  return wanted;
}

function beyondPolicy(
  lease: Row<'lease'>,
  policy: ReturnType<AllotmentPicture['policyOf']>,
  businessDate: string,
): number {
  const isKept = lease.date < addDays(businessDate, daysKept(policy, lease.kind));
  return Math.max(0, lease.units - (isKept ? unitsKept(policy, lease.kind) : 0));
}

function sumOf(wanted: ReadonlyMap<string, number>, leases: readonly Row<'lease'>[]): number {
  return leases.reduce((sum, lease) => sum + (wanted.get(lease.id) ?? 0), 0);
}

/** One round of every property that has settings for allotments; ends early where `stopping` says so. */
export async function allotmentsEverywhere(
  side: ServerSide,
  logger: Pick<Logger, 'info' | 'error'>,
  stopping: () => boolean,
): Promise<void> {
  // The connection's own role sees the feed of every tenant, and nothing else of theirs.
  const { rows } = await side.pool.query<Place>(
    `SELECT DISTINCT tenant_id AS "tenantId", property_id AS "propertyId" FROM feed WHERE entity = 'allotmentPolicy'`,
  );
  for (const place of rows) {
    if (stopping()) return;
    // One property that cannot be served keeps none behind it from being served.
    try {
      const { recalled, given } = await allotmentRound(side, place);
      if (recalled + given > 0) logger.info({ propertyId: place.propertyId, recalled, given }, 'allotments');
    } catch (error) {
      logger.error({ propertyId: place.propertyId, error: String(error) }, 'allotments could not be seen to');
    }
  }
}
