import type { Database } from 'better-sqlite3';
import type { DepartureBookingView, ManifestView } from '#shared/rpc/departure-views.ts';
import type { PaxCount } from '#shared/schema/inventory-values.ts';
import type { SalePromise } from '#shared/schema/words.ts';
import { type Standpoint, promiseOf } from '../bar.ts';

interface BookingRow extends Omit<
  DepartureBookingView,
  'guest' | 'country' | 'pax' | 'variant' | 'seller' | 'channelCollects' | 'tentative' | 'guaranteed'
> {
  readonly guest: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly pax: string;
  readonly variant: string | null;
  readonly channel: string | null;
  readonly agent: string | null;
  readonly collects: string | null;
  readonly madeBy: string;
  readonly promise: SalePromise;
  readonly travellers: string;
  readonly requirements: string;
}

const select = `SELECT s.id AS seatsId, s.version, s.booking_id AS bookingId, b.number, s.guest_id AS guestId, g.name AS guest,
    g.country, g.phone, s.units AS seats, s.pax, v.name AS variant, b.source, c.name AS channel, a.name AS agent, c.collects,
    s.total AS amount, b.total, b.paid, s.status, b.status AS bookingStatus, b.payment_status AS paymentStatus, s.overbooked,
    s.created_at AS bookedAt, b.made_by AS madeBy, b.promise, s.travellers, s.requirements
  FROM seats AS s JOIN booking AS b ON b.id = s.booking_id LEFT JOIN guest AS g ON g.id = s.guest_id
  LEFT JOIN departure_variant AS v ON v.id = s.variant_id LEFT JOIN channel AS c ON c.id = b.channel_id
  LEFT JOIN agent AS a ON a.id = b.agent_id
 WHERE s.departure_id = ?`;

/** Every booking with seats of a departure that came to something, also those that were cancelled; in the order of booking. */
export type ReadDepartureBookings = (departureId: string, standpoint: Standpoint) => DepartureBookingView[];

export function prepareDepartureBookings(db: Database): ReadDepartureBookings {
  const bookings = db.prepare<[string], BookingRow>(`${select} ORDER BY s.created_at, s.id`);
  return (departureId, { names, tentative }) =>
    bookings
      .all(departureId)
      .map(
        ({
          phone: _phone,
          travellers: _who,
          requirements: _needs,
          channel,
          agent,
          collects,
          madeBy,
          promise,
          ...row
        }) => ({
          ...row,
          guest: names.name(row.guest ?? ''),
          country: row.country ?? '',
          pax: paxOf(row.pax),
          variant: row.variant ?? '',
          seller: agent ?? channel ?? '',
          channelCollects: collects === 'channel',
          ...promiseOf(tentative(madeBy), promise === 'guaranteed'),
        }),
      );
}

/** Who goes on a departure: seats that are confirmed or held, by the name of the lead guest. */
export type ReadManifest = (departureId: string, standpoint: Standpoint) => ManifestView;

export function prepareManifest(db: Database): ReadManifest {
  const rows = db.prepare<[string], BookingRow>(`${select} AND s.status IN ('HELD', 'CONFIRMED', 'COMPLETED')`);
  return (departureId, { names, tentative }) => {
    const lines = rows.all(departureId).map((row) => ({
      number: row.number,
      guest: names.name(row.guest ?? ''),
      country: row.country ?? '',
      phone: names.text(row.phone ?? ''),
      seats: row.seats,
      pax: paxOf(row.pax),
      variant: row.variant ?? '',
      travellers: names.text(row.travellers),
      requirements: names.text(row.requirements),
      status: row.status,
      unpaid: Math.max(0, row.total - row.paid),
      channelCollects: row.collects === 'channel',
      ...promiseOf(tentative(row.madeBy), row.promise === 'guaranteed'),
      overbooked: row.overbooked,
    }));
    return { lines: lines.toSorted((a, b) => a.guest.localeCompare(b.guest) || (a.number < b.number ? -1 : 1)) };
  };
}

/** The column holds a JSON list of categories and counts; the replica wrote it itself. */
function paxOf(text: string): PaxCount[] {
  return JSON.parse(text) as PaxCount[];
}
