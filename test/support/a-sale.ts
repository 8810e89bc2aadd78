import type { Row } from '#shared/schema/entities.ts';
import { addADeparture } from './a-departure.ts';
import { aGuest, aLodge } from './a-lodge.ts';
import { type Actor } from '#shared/commands/context.ts';
import { type PaperAnswer, type PaperLodge, eventOf } from './paper-lodge.ts';

/** A lodge with one departure on 24 November 2026 of so many seats. */
export function aDepartureOf(
  seats: number,
  more: Readonly<Record<string, unknown>> = {},
): { lodge: PaperLodge; departure: Row<'departure'>; roomTypeId: string; roomIds: readonly string[] } {
  const { lodge, roomTypeId, roomIds } = aLodge();
  const departure = addADeparture(lodge, '2026-11-24', { capacity: seats, ...more });
  return { lodge, departure, roomTypeId, roomIds };
}

/** Seats of a departure as an item. */
export function seatsItem(departureId: string, adults = 1, children = 0) {
  const pax = [
    { category: 'adult', count: adults },
    { category: 'child', count: children },
  ];
  return { kind: 'seats', departureId, variantId: null, pax, travellers: '', requirements: '' };
}

/** Nights of a room type as an item. */
export function stayItem(roomTypeId: string, from = '2026-11-22', to = '2026-11-24') {
  return {
    kind: 'stay',
    roomTypeId,
    roomId: null,
    from,
    to,
    adults: 2,
    children: 0,
    nightlyRate: null,
    wishes: '',
    expectedAt: '',
  };
}

/** A sale that is held, of which only what is said differs from a walk-in's. */
export function holdDraft(guestId: string, items: readonly object[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    guestId,
    source: 'walkIn',
    channelId: null,
    agentId: null,
    promotionCode: '',
    override: null,
    holdType: null,
    waitsFor: '',
    overbook: false,
    lateReason: '',
    shownTotal: null,
    items,
    note: '',
    ...more,
  };
}

/** Holds items for a guest of that name. */
export function hold(
  lodge: PaperLodge,
  items: readonly object[],
  more: Readonly<Record<string, unknown>> & { readonly name?: string } = {},
  actor?: Actor,
): PaperAnswer {
  const { name = 'Lena Fischer', ...draft } = more;
  return lodge.run('holdItems', holdDraft(aGuest(lodge, name), items, draft), actor);
}

/** The booking of a sale that was held. */
export function heldBooking(lodge: PaperLodge, answer: PaperAnswer): Row<'booking'> {
  return lodge.one('booking', eventOf(answer, 'ItemsHeld').booking.id);
}

/** Pays in cash, exactly. */
export function pay(lodge: PaperLodge, bookingId: string, amount: number): PaperAnswer {
  return lodge.run('takeCash', { bookingId, amount, tendered: amount });
}

/** Held, and paid in full at once: a booking of seats that stands. */
export function sell(
  lodge: PaperLodge,
  departureId: string,
  adults = 1,
  more: Readonly<Record<string, unknown>> & { readonly name?: string } = {},
): Row<'booking'> {
  const booking = heldBooking(lodge, hold(lodge, [seatsItem(departureId, adults)], more));
  eventOf(pay(lodge, booking.id, booking.total), 'BookingConfirmed');
  return lodge.one('booking', booking.id);
}

/** A slot's figures that say where its units are. */
export function figuresOf(lodge: PaperLodge, slotId: string): string {
  const { held, confirmed, forced, total, blocked } = lodge.one('slot', slotId);
  return `${held} held, ${confirmed} confirmed, ${forced} forced of ${total - blocked}`;
}

/** Balance by account, debit positive; accounts that are even are left out. */
export function balances(lodge: PaperLodge): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of lodge.all('journalLine'))
    sums[line.account] = (sums[line.account] ?? 0) + line.debit - line.credit;
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}
