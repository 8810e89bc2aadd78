import { withMoved } from '#shared/bookings/moved-price.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';
import type { Context } from '../context.ts';
import type { Event, EventOf } from '../events.ts';
import { departuresHeld } from '../holds/before-start.ts';
import type { Holding } from '../holds/load-holding.ts';
import { depositLeft, heldChanged } from './held-changed.ts';
import { commissionChanged, goodsChanged } from './priced-anew.ts';

/** Seats that have been moved, and what they cost where they are now. */
export interface Moved {
  readonly booking: Row<'booking'>;
  /** Its items as they were, in slots as they are now. */
  readonly holding: Holding;
  readonly moved: EventOf<'SeatsMoved'>;
  readonly to: Row<'departure'>;
  /** Of the moved seats alone, in the order of the event. */
  readonly quote: Quote;
  readonly keepPrice: boolean;
}

/**
 * What other seats make of a booking's price and terms [B6]: total, deposit and the day of the balance, what was issued and earned
 * for it; one that is held does not outlive the start, waits for a manager where it must, or is sold where its deposit was paid.
 */
export function pricedThere(move: Moved, context: Context): readonly Event[] {
  const { booking, holding, moved, to, quote, keepPrice } = move;
  const before = moved.seats.flatMap(({ id }) => holding.seats.find((one) => one.id === id) ?? []);
  const shares = before.map((seats, at) => {
    const there = quote.items[at];
    return keepPrice || there === undefined
      ? { total: seats.total, tax: seats.tax }
      : { total: there.total, tax: there.tax };
  });
  const differences = before.map((seats, at) => ({
    total: (shares[at]?.total ?? 0) - seats.total,
    tax: (shares[at]?.tax ?? 0) - seats.tax,
  }));
  const difference = sumOf(differences);
  const total = booking.total + difference.total;
  const sold = booking.status === 'CONFIRMED';
  const stays = total - sumOf(shares).total;
  const deposit = keepPrice ? booking.depositDue : depositLeft(booking, stays) + quote.deposit;
  const fields: Partial<Fields<'booking'>> = {
    total,
    quote: keepPrice ? booking.quote : withMoved(booking.quote, before, quote),
    paymentStatus: booking.paid > 0 ? paymentStatusOf(total, booking.paid) : booking.paymentStatus,
    balanceDueOn: balanceDay(move, stays),
    // What was promised was promised of the other departure [S32].
    promise: 'tentative',
    ...(sold ? {} : { depositDue: Math.min(total, deposit) }),
  };
  const after = heldNow(move, shares, fields);
  return [
    {
      type: 'SeatsPriced',
      seats: before.map(({ id }, at) => ({ id, fields: shares[at] ?? {} })),
      booking: { id: booking.id, fields },
      goods: sold ? goodsChanged(booking, holding.channel, difference) : null,
      commission:
        sold && !keepPrice ? commissionChanged(holding, booking, pricedAnew(move, before, differences)) : null,
      currency: booking.currency,
      date: context.businessDate,
    },
    ...notBeyond(after, to),
    ...heldChanged({ ...after, totalBefore: booking.total }, context),
  ];
}

function pricedAnew(
  { quote, to }: Moved,
  before: readonly Row<'seats'>[],
  differences: readonly { total: number; tax: number }[],
) {
  return before.map((seats, at) => {
    const { total = 0, tax = 0 } = quote.items[at] ?? {};
    return { seats, productId: to.productId, difference: differences[at] ?? { total: 0, tax: 0 }, net: total - tax };
  });
}

/** The balance is due by the terms of the departure; with other items beside it, by the earlier day. */
function balanceDay({ booking, quote }: Moved, others: number): string | null {
  if (booking.balanceDueOn === null) return null;
  if (others <= 0) return quote.balanceDueOn;
  return quote.balanceDueOn < booking.balanceDueOn ? quote.balanceDueOn : booking.balanceDueOn;
}

/** The booking with what it holds, as it stands once the move is written. */
function heldNow(
  { booking, holding, moved }: Moved,
  shares: readonly { readonly total: number; readonly tax: number }[],
  fields: Partial<Fields<'booking'>>,
): { booking: Row<'booking'>; holding: Holding } {
  const seatsNow = new Map(moved.seats.map(({ id, fields: there }, at) => [id, { ...there, ...shares[at] }]));
  const linesNow = [...moved.lines, ...moved.revived];
  const released = new Set(moved.released);
  const kept = holding.lines
    .filter(({ id }) => linesNow.every((line) => line.id !== id))
    .map((line) => (released.has(line.id) ? { ...line, status: 'released' as const } : line));
  const model = holding.lines.find(({ id }) => released.has(id));
  const made = model === undefined ? [] : linesNow.map(({ id, fields: there }) => ({ ...model, ...there, id }));
  return {
    booking: { ...booking, ...fields },
    holding: {
      ...holding,
      seats: holding.seats.map((one) => ({ ...one, ...seatsNow.get(one.id) })),
      lines: [...kept, ...made],
    },
  };
}

/** Nothing is held beyond the start of what it is of [I4, I8]. */
function notBeyond({ booking, holding }: { booking: Row<'booking'>; holding: Holding }, to: Row<'departure'>): Event[] {
  const { expiresAt } = booking;
  if (booking.status !== 'HELD' || expiresAt === null || expiresAt <= to.startsAt) return [];
  if (departuresHeld(holding).every(({ id }) => id !== to.id)) return [];
  return [
    {
      type: 'HoldChanged',
      holdId: booking.holdId ?? '',
      hold: { expiresAt: to.startsAt },
      lineIds: holding.lines.filter(({ status }) => status === 'active').map(({ id }) => id),
      line: { expiresAt: to.startsAt },
      booking: { id: booking.id, fields: { expiresAt: to.startsAt } },
      entry: null,
    },
  ];
}

function sumOf(shares: readonly { readonly total: number; readonly tax: number }[]) {
  return shares.reduce((sum, share) => ({ total: sum.total + share.total, tax: sum.tax + share.tax }), {
    total: 0,
    tax: 0,
  });
}
