import type { Database } from 'better-sqlite3';
import { REFERENCE_MARK } from '#shared/commands/money/cash-movement.ts';
import { stayTransitions } from '#shared/bookings/states.ts';
import { commandsFrom } from '#shared/kernel/state-machine.ts';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { SalePromise, StayStatus } from '#shared/schema/words.ts';
import { type Standpoint, barState, promiseOf } from './bar.ts';
import { prepareGuest } from './guests.ts';

/** A booking as the drawer shows it, or undefined where this replica has no such booking. */
export type ReadBooking = (bookingId: string, standpoint: Standpoint) => BookingView | undefined;

type BookingRow = Omit<BookingView, 'tentative' | 'guaranteed' | 'guest' | 'stays' | 'folio' | 'receipts'> & {
  readonly guestId: string;
  readonly madeBy: string;
  readonly promise: SalePromise;
};

interface StayRow {
  readonly id: string;
  readonly version: number;
  readonly status: StayStatus;
  readonly roomTypeId: string;
  readonly arrival: string;
  readonly departure: string;
  readonly dayUse: number;
  readonly adults: number;
  readonly children: number;
  readonly nightly: string;
  readonly wishes: string;
  readonly expectedAt: string;
}

interface PartRow {
  readonly id: string;
  readonly stayId: string;
  readonly roomId: string | null;
  readonly locked: number;
}

export function prepareBooking(db: Database): ReadBooking {
  const booking = db.prepare<[string], BookingRow>(
    `SELECT id, version, number, status, status_reason AS statusReason, payment_status AS paymentStatus, source,
            external_ref AS externalRef, note, total, paid, guest_id AS guestId, made_by AS madeBy,
            promise
       FROM booking WHERE id = ?`,
  );
  const stays = db.prepare<[string], StayRow>(
    `SELECT id, version, status, room_type_id AS roomTypeId, arrival, departure, day_use AS dayUse, adults, children,
            nightly, wishes, expected_at AS expectedAt
       FROM stay WHERE booking_id = ? ORDER BY arrival, id`,
  );
  // The part that counts comes last and so is kept: where the guest is, else where they are expected, else where they were.
  const parts = db.prepare<[string], PartRow>(
    `SELECT o.id, o.stay_id AS stayId, o.room_id AS roomId, o.locked FROM occupancy AS o
      WHERE o.stay_id IN (SELECT id FROM stay WHERE booking_id = ?)
      ORDER BY CASE o.status WHEN 'inHouse' THEN 3 WHEN 'expected' THEN 2 WHEN 'gone' THEN 1 ELSE 0 END, o.from_date DESC, o.id`,
  );
  // The booking's own folio: money that was the guest's credit before it came here is shown once, as it came.
  const folio = db.prepare<[string], BookingView['folio'][number]>(
    `SELECT id, date, kind, description, amount, receipt_id AS receiptId
       FROM folio_entry WHERE folio_id IN (SELECT id FROM folio WHERE booking_id = ? AND kind = 'guest')
      ORDER BY date, created_at, id`,
  );
  const receipts = db.prepare<[string], { id: string; label: string; amount: number; date: string; writer: string }>(
    `SELECT r.id, json_extract(r.content, '$.number') AS label, p.amount, r.date, r.writer
       FROM payment AS p JOIN receipt AS r ON r.payment_id = p.id
      WHERE p.booking_id = ? ORDER BY r.series, r.number`,
  );
  const guestOf = prepareGuest(db);

  return (bookingId, standpoint) => {
    const found = booking.get(bookingId);
    if (found === undefined) return undefined;
    const { guestId, madeBy, promise, ...fields } = found;
    const { names } = standpoint;
    const guest = guestOf(guestId, names);
    // A whole server transaction brings the guest before or with the booking; a pruned one would be a broken replica.
    if (guest === undefined) throw new Error(`the replica has booking ${found.number} without its guest`);
    const places = new Map(parts.all(bookingId).map((part) => [part.stayId, part]));
    return {
      ...fields,
      note: names.text(fields.note),
      statusReason: names.text(fields.statusReason),
      ...promiseOf(standpoint.tentative(madeBy), promise === 'guaranteed'),
      guest,
      stays: stays.all(bookingId).map((stay) => stayOf(stay, places.get(stay.id), standpoint)),
      folio: folio.all(bookingId).map((line) => ({ ...line, description: lineText(line.description, names) })),
      receipts: receipts.all(bookingId).map(({ writer, ...receipt }) => ({
        ...receipt,
        synced: !standpoint.tentative(writer),
      })),
    };
  };
}

/** A receipt's number, and behind it what the other side calls the payment, which is sealed [S29]. */
function lineText(description: string, names: Standpoint['names']): string {
  return description
    .split(REFERENCE_MARK)
    .map((part) => names.text(part))
    .filter(Boolean)
    .join(REFERENCE_MARK);
}

function stayOf(stay: StayRow, part: PartRow | undefined, standpoint: Standpoint): BookingView['stays'][number] {
  return {
    ...stay,
    wishes: standpoint.names.text(stay.wishes),
    dayUse: stay.dayUse === 1,
    nightly: ratesOf(stay.nightly),
    roomId: part?.roomId ?? null,
    occupancyId: part?.id ?? null,
    locked: part?.locked === 1,
    state: barState(stay.status, stay.arrival, stay.departure, standpoint.businessDate),
    can: commandsFrom(stayTransitions, stay.status),
  };
}

/** The column holds a JSON list of minor units; the replica wrote it itself. */
function ratesOf(text: string): number[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.map(Number) : [];
}
