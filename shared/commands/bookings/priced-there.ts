import { type PriceThere, withMoved } from '#shared/bookings/moved-price.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import type { PlainDate } from '#shared/kernel/dates.ts';
import { dueDay } from '#shared/pricing/quote.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event, EventOf } from '../events.ts';
import { endsWithStart } from '../holds/before-start.ts';
import type { Holding } from '../holds/load-holding.ts';
import { depositLeft, heldChanged } from './held-changed.ts';
import { commissionChanged, goodsChanged } from './priced-anew.ts';

/** Seats that have been moved, and what they cost more where they are now. */
export interface Moved {
  readonly booking: Row<'booking'>;
  /** Its items as they were, in slots as they are now. */
  readonly holding: Holding;
  readonly moved: EventOf<'SeatsMoved'>;
  readonly from: Row<'departure'>;
  readonly to: Row<'departure'>;
  readonly product: string;
  /** In the order of the event; null where the agreed price stands. */
  readonly price: PriceThere | null;
}

/**
 * What other seats make of a booking's price and terms [B6]: total, deposit and the day of the balance, what was issued and earned
 * for it; one that is held does not outlive the start, waits for a manager where it must, or is sold where its deposit was paid.
 */
export function pricedThere(move: Moved, context: Context): readonly Event[] {
  const { booking, holding, moved, from, to, product, price } = move;
  const before = moved.seats.flatMap(({ id }) => holding.seats.find((one) => one.id === id) ?? []);
  const changes = before.map((seats, at) => {
    const difference = price?.differences[at] ?? { total: 0, tax: 0 };
    return { seats, productId: to.productId, difference, net: Math.max(0, difference.total - difference.tax) };
  });
  const difference = {
    total: changes.reduce((sum, { difference: { total: more } }) => sum + more, 0),
    tax: changes.reduce((sum, { difference: { tax: more } }) => sum + more, 0),
  };
  const total = booking.total + difference.total;
  const sold = booking.status === 'CONFIRMED';
  const due = dueByTerms(move, context.businessDate);
  const quote = withMoved(
    booking.quote,
    { ids: before.map(({ id }) => id), product, from: from.date, to: to.date },
    price,
  );
  const depositDue = sold ? booking.depositDue : depositLeft(booking, total);
  const fields: Partial<Fields<'booking'>> = {
    total,
    quote: quote === null ? null : { ...quote, deposit: sold ? quote.deposit : depositDue, balanceDueOn: due },
    paymentStatus: booking.paid > 0 ? paymentStatusOf(total, booking.paid) : booking.paymentStatus,
    balanceDueOn: balanceDay(booking, due),
    // What was promised was promised of the other departure [S32].
    promise: 'tentative',
    depositDue,
  };
  const seats = changes.map(({ seats: { id, total: agreed, tax }, difference: more }) => ({
    id,
    fields: { total: agreed + more.total, tax: tax + more.tax },
  }));
  const after = heldNow(move, seats, fields);
  const expiresAt = endsWithStart(after.booking, after.holding, context);
  return [
    {
      type: 'SeatsPriced',
      seats,
      booking: { id: booking.id, fields },
      goods: sold ? goodsChanged(booking, holding.channel, difference) : null,
      commission: sold ? commissionChanged(holding, booking, changes) : null,
      currency: booking.currency,
      date: context.businessDate,
    },
    ...(expiresAt === null ? [] : [endsSooner(after.holding, booking, expiresAt)]),
    ...heldChanged(
      {
        ...after,
        booking: { ...after.booking, expiresAt: expiresAt ?? booking.expiresAt },
        totalBefore: booking.total,
      },
      context,
    ),
  ];
}

/** The day on which the balance is due by the house's terms, with the seats where they are now [B9]. */
function dueByTerms({ holding, moved, to }: Moved, today: PlainDate): PlainDate {
  const gone = new Set(moved.seats.map(({ id }) => id));
  const live = ({ status }: { readonly status: string }) => status === 'HELD' || status === 'CONFIRMED';
  const days = [
    to.date,
    ...holding.stays.filter(live).map(({ arrival }) => arrival),
    ...holding.seats
      .filter((seats) => live(seats) && !gone.has(seats.id))
      .flatMap(({ departureId }) => holding.slots.departures.find(({ id }) => id === departureId)?.date ?? []),
  ];
  return dueDay(days, today, holding.slots.policy.balanceDays);
}

/** What a manager postponed is not due before that. */
function balanceDay({ balanceDueOn, quote }: Row<'booking'>, due: PlainDate): PlainDate | null {
  if (balanceDueOn === null) return null;
  const postponed = quote !== null && balanceDueOn > quote.balanceDueOn;
  return postponed && balanceDueOn > due ? balanceDueOn : due;
}

/** The booking with what it holds, as it stands once the move is written. */
function heldNow(
  { booking, holding, moved }: Moved,
  priced: EventOf<'SeatsPriced'>['seats'],
  fields: Partial<Fields<'booking'>>,
): { booking: Row<'booking'>; holding: Holding } {
  const there = new Map(moved.seats.map(({ id, fields: where }) => [id, where]));
  const costs = new Map(priced.map(({ id, fields: cost }) => [id, cost]));
  const linesNow = [...moved.lines, ...moved.revived];
  const released = new Set(moved.released);
  const kept = holding.lines
    .filter(({ id }) => linesNow.every((line) => line.id !== id))
    .map((line) => (released.has(line.id) ? { ...line, status: 'released' as const } : line));
  const model = holding.lines.find(({ id }) => released.has(id));
  const made = model === undefined ? [] : linesNow.map(({ id, fields: line }) => ({ ...model, ...line, id }));
  return {
    booking: { ...booking, ...fields },
    holding: {
      ...holding,
      seats: holding.seats.map((one) => ({ ...one, ...there.get(one.id), ...costs.get(one.id) })),
      lines: [...kept, ...made],
    },
  };
}

function endsSooner({ lines }: Holding, { id, holdId }: Row<'booking'>, expiresAt: string): Event {
  return {
    type: 'HoldChanged',
    holdId: holdId ?? '',
    hold: { expiresAt },
    lineIds: lines.flatMap((line) => (line.status === 'active' ? [line.id] : [])),
    line: { expiresAt },
    booking: { id, fields: { expiresAt } },
    entry: null,
  };
}
