import { amountOf, earnedOn } from '#shared/bookings/earned.ts';
import { issuedGoods } from '#shared/bookings/goods.ts';
import { type Slot, type SlotDelta, after, confirmHeld } from '#shared/inventory/slot.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { EventOf, Made } from '../events.ts';

/** Units of one slot that are held for the booking. */
export interface HeldLine {
  readonly id: string;
  readonly slotId: string;
  readonly units: number;
  readonly overbooked: number;
}

/** A booking whose items are all held, with what its confirmation hangs on. */
export interface Confirming {
  readonly booking: Pick<Fields<'booking'>, 'currency' | 'agentId' | 'channelId' | 'quote' | 'depositHeld'> & {
    readonly id: string;
  };
  readonly holdId: string;
  readonly lines: readonly HeldLine[];
  readonly seats: readonly (Pick<Fields<'seats'>, 'slotId' | 'departureId' | 'units' | 'total' | 'tax'> & {
    readonly id: string;
  })[];
  readonly stayIds: readonly string[];
  /** The slots as the lines stand in them. */
  readonly slots: ReadonlyMap<string, Slot>;
  readonly channel: Row<'channel'> | undefined;
  readonly agent: Row<'agent'> | undefined;
  readonly departures: readonly Row<'departure'>[];
  /** In what way it was confirmed [B3], for the books and the trail. */
  readonly by: string;
}

/** Held becomes sold, slot by slot; goods are issued, and whoever brought the booking earns on it [B3, A1, U7]. */
export function confirmed(confirming: Confirming, context: Context): EventOf<'BookingConfirmed'> {
  const { booking, lines, seats, channel } = confirming;
  const goods = issuedGoods(seats, booking.depositHeld);
  return {
    type: 'BookingConfirmed',
    booking: {
      id: booking.id,
      fields: { status: 'CONFIRMED', statusReason: '', confirmedAt: context.now, expiresAt: null },
    },
    holdId: confirming.holdId,
    lineIds: lines.map((line) => line.id),
    seats: soldSeats(seats, lines),
    stayIds: confirming.stayIds,
    slots: soldSlots(confirming.slots, lines),
    goods: { ...goods, channelCollects: channel?.collects === 'channel' },
    commission: commissionOn(confirming, context),
    currency: booking.currency,
    date: context.businessDate,
    by: confirming.by,
  };
}

function soldSlots(slots: ReadonlyMap<string, Slot>, lines: readonly HeldLine[]): SlotDelta[] {
  const left = new Map(slots);
  return lines.flatMap((line) => {
    const slot = left.get(line.slotId);
    if (slot === undefined) return [];
    const delta = confirmHeld(slot, line.units);
    left.set(slot.id, after(slot, delta));
    return [delta];
  });
}

/** What was held beyond what is there stays so, item by item, until others come free [I10]. */
function soldSeats(seats: Confirming['seats'], lines: readonly HeldLine[]) {
  const beyond = new Map(lines.map((line) => [line.slotId, line.overbooked]));
  return seats.map(({ id, slotId, units }) => {
    const overbooked = Math.min(units, beyond.get(slotId) ?? 0);
    beyond.set(slotId, (beyond.get(slotId) ?? 0) - overbooked);
    return { id, fields: { status: 'CONFIRMED' as const, overbooked } };
  });
}

function commissionOn(
  { booking, seats, channel, agent, departures }: Confirming,
  context: Context,
): Made<'commission'> | null {
  const ofSeats = seats.map((item) => ({
    itemId: item.id,
    productId: departures.find(({ id }) => id === item.departureId)?.productId ?? null,
    net: item.total - item.tax,
  }));
  const base = booking.quote?.net ?? 0;
  const ofRooms = base - ofSeats.reduce((sum, { net }) => sum + net, 0);
  const earned = earnedOn({ agent, channel }, [...ofSeats, { itemId: null, productId: null, net: ofRooms }]);
  const amount = amountOf(earned);
  if (amount === 0) return null;
  return {
    id: context.id('commission'),
    fields: {
      bookingId: booking.id,
      agentId: agent?.id ?? null,
      channelId: agent === undefined ? (channel?.id ?? null) : null,
      base,
      amount,
      recalled: 0,
      earned,
      currency: booking.currency,
      date: context.businessDate,
    },
  };
}
