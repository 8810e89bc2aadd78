import type { Database } from 'better-sqlite3';
import { bookingTransitions } from '#shared/bookings/states.ts';
import { commandsFrom } from '#shared/kernel/state-machine.ts';
import type { BookingItemsView } from '#shared/rpc/sale-views.ts';
import type { BookingStatus } from '#shared/schema/words.ts';
import type { Quote, QuoteLine } from '#shared/schema/inventory-values.ts';
import type { GuestNames } from './guest-names.ts';

/** What a booking has beside its stays, or undefined where this replica has no such booking. */
export type ReadBookingItems = (bookingId: string, names: GuestNames) => BookingItemsView | undefined;

interface Row {
  readonly status: BookingStatus;
  readonly holdId: string | null;
  readonly channelId: string | null;
  readonly channel: string | null;
  readonly collects: string | null;
  readonly agentId: string | null;
  readonly agent: string | null;
  readonly quote: string | null;
  readonly depositDue: number;
  readonly balanceDueOn: string | null;
  readonly overbooked: number;
  readonly askedByIds: string;
  readonly askedBy: string | null;
}

type SeatsView = BookingItemsView['seats'][number];
type HoldOfBooking = NonNullable<BookingItemsView['hold']>;

export function prepareBookingItems(db: Database): ReadBookingItems {
  const booking = db.prepare<[string], Row>(
    `SELECT b.status, b.hold_id AS holdId, b.channel_id AS channelId, c.name AS channel, c.collects,
            b.agent_id AS agentId, a.name AS agent, b.quote,
            b.deposit_due AS depositDue, b.balance_due_on AS balanceDueOn, b.overbooked, u.name AS askedBy,
            (SELECT json_group_array(id) FROM (SELECT b.created_by AS id
              UNION SELECT updated_by FROM seats WHERE booking_id = b.id AND status = 'HELD'
              UNION SELECT updated_by FROM stay WHERE booking_id = b.id AND status = 'HELD')) AS askedByIds
       FROM booking AS b LEFT JOIN channel AS c ON c.id = b.channel_id LEFT JOIN agent AS a ON a.id = b.agent_id
       LEFT JOIN app_user AS u ON u.id = b.created_by
      WHERE b.id = ?`,
  );
  const seats = db.prepare<[string], Omit<SeatsView, 'pax' | 'variant'> & { pax: string; variant: string | null }>(
    `SELECT s.id, s.version, s.status, s.departure_id AS departureId, p.name AS product, d.date, d.ends_on AS endsOn, d.time,
            v.name AS variant, s.pax, s.units, s.overbooked, s.travellers, s.requirements, s.total
       FROM seats AS s JOIN departure AS d ON d.id = s.departure_id JOIN product AS p ON p.id = d.product_id
       LEFT JOIN departure_variant AS v ON v.id = s.variant_id
      WHERE s.booking_id = ? ORDER BY d.date, d.time, s.id`,
  );
  const hold = db.prepare<[string], Omit<HoldOfBooking, 'paying'> & { readonly paying: number }>(
    `SELECT id, type, status, expires_at AS expiresAt, paying, waits_for AS waitsFor
       FROM hold WHERE id = ? AND status = 'active'`,
  );
  const commission = db.prepare<[string], { amount: number; recalled: number }>(
    `SELECT coalesce(sum(amount), 0) AS amount, coalesce(sum(recalled), 0) AS recalled
       FROM commission WHERE booking_id = ? HAVING count(*) > 0`,
  );
  return (bookingId, names) => {
    const found = booking.get(bookingId);
    if (found === undefined) return undefined;
    const held = found.holdId === null ? undefined : hold.get(found.holdId);
    return {
      seats: seats.all(bookingId).map(({ pax, variant, travellers, requirements, ...row }) => ({
        ...row,
        pax: JSON.parse(pax) as SeatsView['pax'], // the replica wrote it itself
        variant: variant ?? '',
        travellers: names.text(travellers),
        requirements: names.text(requirements),
      })),
      hold: held === undefined ? null : { ...held, paying: held.paying === 1, waitsFor: names.text(held.waitsFor) },
      channelId: found.channelId,
      channel: found.channel ?? '',
      agentId: found.agentId,
      agent: found.agent ?? '',
      commission: commission.get(bookingId) ?? null,
      quote: quoteOf(found.quote, names),
      depositDue: found.depositDue,
      balanceDueOn: found.balanceDueOn,
      overbooked: found.overbooked === 1,
      askedByIds: JSON.parse(found.askedByIds) as string[], // made by the query itself
      askedBy: found.askedBy ?? '',
      channelCollects: found.collects === 'channel',
      can: commandsFrom(bookingTransitions, found.status),
    };
  };
}

/** The column holds the JSON of the quote; the replica wrote it itself. Why a price was named by hand is sealed in it. */
function quoteOf(text: string | null, names: GuestNames): Quote | null {
  const quote = text === null || text === '' ? null : (JSON.parse(text) as Quote | null);
  return quote && { ...quote, lines: quote.lines.map((line) => readable(line, names)) };
}

function readable(line: QuoteLine, names: GuestNames): QuoteLine {
  const { reason } = line.label;
  return typeof reason === 'string' ? { ...line, label: { ...line.label, reason: names.text(reason) } } : line;
}
