import type { Database } from 'better-sqlite3';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { type SlotFigures, freeUnits, quotaOf } from '#shared/inventory/slot.ts';
import type { DepartureView, GroupView, WaitlistView } from '#shared/rpc/departure-views.ts';
import { channelGroups } from '#shared/schema/words.ts';
import { prepareBeside } from './beside-departures.ts';
import { type DepartureRow, pricesOf, selectDepartures, slotAt } from './departure-rows.ts';
import { type DepartureStandpoint, cellOf } from './departure-window.ts';
import { prepareHappened } from './happened.ts';
import { type HoldOfSlot, prepareHolds } from './holds-of-departure.ts';
import { prepareLapsed } from './lapsed-units.ts';
import { prepareProduct } from './products.ts';

/** So much of what happened stands on the page until somebody asks for all of it. */
const LATEST = 8;

/** A departure with all that hangs on it, or undefined where this replica has no such departure. `all` tells everything that happened. */
export type ReadDeparture = (
  departureId: string,
  all: boolean,
  standpoint: DepartureStandpoint,
) => DepartureView | undefined;

type Allotment = DepartureView['allotments'][number];

export function prepareDeparture(db: Database): ReadDeparture {
  const departure = db.prepare<[string], DepartureRow>(`${selectDepartures} WHERE d.id = ?`);
  const variants = db.prepare<
    [string],
    Omit<DepartureView['variants'][number], 'active'> & { readonly active: number }
  >(
    `SELECT id, version, name, time, price_difference AS priceDifference, active
       FROM departure_variant WHERE departure_id = ? ORDER BY position, id`,
  );
  const leases = db.prepare<[string], { deskCode: string; epoch: number; units: number }>(
    `SELECT desk_code AS deskCode, epoch, units FROM lease
      WHERE slot_id = ? AND status = 'active' AND units > 0 ORDER BY desk_code, epoch`,
  );
  const entries = db.prepare<[string], WaitlistView>(
    `SELECT w.id, w.version, w.guest_id AS guestId, coalesce(g.name, '') AS guest, w.units, w.source, w.status,
            w.joined_at AS joinedAt, w.offered_until AS offeredUntil, w.note
       FROM waitlist_entry AS w LEFT JOIN guest AS g ON g.id = w.guest_id
      WHERE w.departure_id = ? AND w.status IN ('waiting', 'offered') ORDER BY w.joined_at, w.id`,
  );
  const standing = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT booking_id) FROM seats WHERE departure_id = ? AND status IN ('CONFIRMED', 'COMPLETED')`,
    )
    .pluck();
  const patience = db.prepare<[], number>('SELECT waitlist_minutes FROM booking_policy LIMIT 1').pluck();
  const product = prepareProduct(db);
  const lapsed = prepareLapsed(db);
  const beside = prepareBeside(db);
  const holdsOf = prepareHolds(db);
  const happened = prepareHappened(db);

  return (departureId, all, standpoint) => {
    const row = departure.get(departureId);
    if (row === undefined) return undefined;
    const template = product(row.productId);
    // A product is never deleted; a departure without one would be a broken replica.
    if (template === undefined) throw new Error(`the replica has departure ${departureId} without its product`);
    const { names, here, now } = standpoint;
    const gone = lapsed([row.slotId], now).get(row.slotId);
    const about = beside(row.date, addDays(row.date, 1), here, standpoint);
    const slot = slotAt(row, gone);
    const holds = holdsOf(row.slotId, standpoint);
    const allotments = leases.all(row.slotId).map(({ deskCode, epoch, units }) => ({
      deskCode,
      units,
      own: here.mayPromise && deskCode === here.desk && epoch === here.epoch,
    }));
    return {
      ...cellOf(row, gone, about, now),
      version: row.version,
      slotId: row.slotId,
      product: template,
      zone: row.zone,
      startsAt: row.startsAt,
      endsOn: row.endsOn,
      onSaleAt: row.onSaleAt,
      sale: row.sale,
      state: row.state,
      stateReason: names.text(row.stateReason),
      cutoffAt: row.cutoffAt,
      decisionOn: row.decisionOn,
      waitlist: row.waitlist === 1,
      note: names.text(row.note),
      seriesId: row.seriesId,
      prices: [...pricesOf(row.prices)],
      quotas: slot.quotas,
      overbookingLimit: slot.overbookingLimit,
      overbooked: Math.max(0, -freeUnits(slot)),
      forced: slot.forced,
      groups: groupsOf(slot, holds, allotments, now),
      variants: variants.all(departureId).map(({ active, ...variant }) => ({ ...variant, active: active === 1 })),
      holds: holds.map(({ view }) => view),
      allotments,
      waitlistEntries: entries
        .all(departureId)
        .map((entry) => ({ ...entry, guest: names.name(entry.guest), note: names.text(entry.note) })),
      waitlistMinutes: patience.get() ?? defaultPolicy.waitlistMinutes,
      bookings: standing.get(departureId) ?? 0,
      ...happened(departureId, row.slotId, names, all ? -1 : LATEST),
    };
  };
}

/** What each group sold and holds [I7]. The slot counts both together; what is held is told by the holds and the allotments. */
function groupsOf(
  slot: SlotFigures,
  holds: readonly HoldOfSlot[],
  allotments: readonly Allotment[],
  now: string,
): GroupView[] {
  const leased = sum(allotments.map(({ units }) => units));
  return channelGroups.map((group) => {
    const own = sum(holds.flatMap((hold) => (hold.group === group ? [hold.view.units] : [])));
    const held = Math.min(slot[group], own + (group === 'manual' ? leased : 0));
    return { group, sold: slot[group] - held, held, most: quotaOf(slot, group, now) ?? null };
  });
}

function sum(units: readonly number[]): number {
  return units.reduce((all, each) => all + each, 0);
}
