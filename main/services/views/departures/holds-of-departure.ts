import type { Database } from 'better-sqlite3';
import type { HoldView } from '#shared/rpc/departure-views.ts';
import type { ChannelGroup, SalePromise } from '#shared/schema/words.ts';
import { promiseOf } from '../bar.ts';
import type { DepartureStandpoint } from './departure-window.ts';

/** A hold as its departure's page shows it, with the group that it counts for. */
export interface HoldOfSlot {
  readonly view: HoldView;
  readonly group: ChannelGroup;
}

interface HoldRow extends Omit<HoldView, 'guest' | 'tentative' | 'guaranteed' | 'paying' | 'bookingNumber'> {
  readonly group: ChannelGroup;
  readonly paying: number;
  readonly guest: string | null;
  readonly bookingNumber: string | null;
  readonly writer: string;
  readonly promise: SalePromise | null;
}

/** The holds of a slot that still hold at this moment [I5], the next to run out first; those that pay do not run out [I6]. */
export type ReadHolds = (slotId: string, standpoint: DepartureStandpoint) => HoldOfSlot[];

export function prepareHolds(db: Database): ReadHolds {
  const holds = db.prepare<{ slotId: string; now: string }, HoldRow>(
    `SELECT h.id, h.version, h.booking_id AS bookingId, b.number AS bookingNumber, h.waitlist_entry_id AS waitlistEntryId,
            coalesce(g.name, wg.name) AS guest, u.units, u.overbooked, h.type, h.source, u.paying, h.waits_for AS waitsFor,
            h.created_at AS heldAt, u.expires_at AS expiresAt, u.channel_group AS "group", h.writer, b.promise
       FROM held_units AS u JOIN hold AS h ON h.id = u.hold_id
       LEFT JOIN booking AS b ON b.id = h.booking_id LEFT JOIN guest AS g ON g.id = b.guest_id
       LEFT JOIN waitlist_entry AS w ON w.id = h.waitlist_entry_id LEFT JOIN guest AS wg ON wg.id = w.guest_id
      WHERE u.slot_id = :slotId AND u.status = 'active' AND (u.paying = 1 OR u.expires_at > :now)
      ORDER BY u.paying, u.expires_at, h.id`,
  );
  return (slotId, { now, names, tentative }) =>
    holds.all({ slotId, now }).map(({ group, writer, promise, ...row }) => ({
      group,
      view: {
        ...row,
        bookingNumber: row.bookingNumber ?? '',
        guest: row.guest === null ? '' : names.name(row.guest),
        waitsFor: names.text(row.waitsFor),
        paying: row.paying === 1,
        ...promiseOf(tentative(writer), promise === 'guaranteed'),
      },
    }));
}
