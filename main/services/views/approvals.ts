import type { Database } from 'better-sqlite3';
import { mayOverride } from '#shared/commands/context.ts';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import type { Role } from '#shared/schema/words.ts';
import type { GuestNames } from './guest-names.ts';

interface Row {
  readonly bookingId: string;
  readonly bookingNumber: string;
  readonly guestId: string;
  readonly guest: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly since: string;
  readonly askedBy: string | null;
  readonly expiresAt: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** Who looks into the inbox. */
export interface Reader {
  readonly id: string;
  readonly role: Role;
}

/** Bookings above the threshold that wait for this person's word [B3]; who may not give it, or asked for it, has none [U3]. */
export type ReadApprovals = (reader: Reader) => InboxEntryView[];

export function prepareApprovals(db: Database, names: GuestNames): ReadApprovals {
  const waiting = db.prepare<[{ readonly reader: string }], Row>(
    `SELECT b.id AS bookingId, b.number AS bookingNumber, b.guest_id AS guestId, g.name AS guest, b.total AS amount,
            b.currency, b.created_at AS since, u.name AS askedBy, b.expires_at AS expiresAt,
            (SELECT min(day) FROM (SELECT d.date AS day FROM seats AS s JOIN departure AS d ON d.id = s.departure_id WHERE s.booking_id = b.id
              UNION ALL SELECT arrival FROM stay WHERE booking_id = b.id)) AS "from",
            (SELECT max(day) FROM (SELECT d.ends_on AS day FROM seats AS s JOIN departure AS d ON d.id = s.departure_id WHERE s.booking_id = b.id
              UNION ALL SELECT departure FROM stay WHERE booking_id = b.id)) AS "to"
       FROM booking AS b LEFT JOIN guest AS g ON g.id = b.guest_id LEFT JOIN app_user AS u ON u.id = b.created_by
      WHERE b.status = 'PENDING_APPROVAL' AND b.created_by <> @reader
        AND NOT EXISTS (SELECT 1 FROM seats AS s WHERE s.booking_id = b.id AND s.status = 'HELD' AND s.updated_by = @reader)
        AND NOT EXISTS (SELECT 1 FROM stay AS s WHERE s.booking_id = b.id AND s.status = 'HELD' AND s.updated_by = @reader)
      ORDER BY b.created_at, b.id`,
  );
  return ({ id, role }) =>
    mayOverride({ actor: { userId: id, name: '', role } })
      ? waiting.all({ reader: id }).map((row) => entryOf(row, names))
      : [];
}

function entryOf(
  { bookingId, guest, askedBy, expiresAt, since, from, to, ...row }: Row,
  names: GuestNames,
): InboxEntryView {
  return {
    id: bookingId,
    type: 'approval',
    what: 'above-threshold',
    command: 'holdItems',
    deskCode: '',
    since,
    status: 'open',
    answeredBy: '',
    detail: { askedBy: askedBy ?? '', expiresAt },
    concerns: { ...row, bookingId, guest: names.name(guest ?? ''), ...(from && to ? { from, to } : {}) },
    alternatives: [],
    remedies: [],
    creditTo: null,
  };
}
