import { holdIdOf } from '#shared/bookings/hold-ids.ts';
import { withItemIds } from '#shared/bookings/item-share.ts';
import { nightlyOf } from '#shared/bookings/nightly-share.ts';
import { holdMinutes, needsApproval } from '#shared/bookings/policy.ts';
import type { Slot } from '#shared/inventory/slot.ts';
import { type Outcome, done } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { HoldType } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { Event, Made } from '../events.ts';
import { heldUntil } from './before-start.ts';
import { confirmed } from './confirmed.ts';
import type { MadeStay } from './hold-events.ts';
import type { HoldItemsDraft, HoldItemsInput } from './hold-items.ts';
import { heldLines, promiseBroken } from './held-lines.ts';
import { unitsOf } from './item-fields.ts';
import type { SeenItems } from './load-items.ts';
import { assignableRoom } from './assignable-room.ts';
import { type Needed, type TakenItems, takeItems, withTaken } from './take-items.ts';

/** How the units are held. */
export interface HowHeld {
  readonly type: HoldType;
  readonly mayOverbook: boolean;
}

/** The events of a sale whose units are there: held, and sold at once where the channel collects the money [I3, B3]. */
export function held(
  seen: SeenItems,
  input: HoldItemsInput,
  slots: ReadonlyMap<string, Slot>,
  context: Context,
  { type, mayOverbook }: HowHeld,
): Outcome<readonly Event[]> {
  const taken = takeItems(neededOf(seen, input), slots, seen.leases, {
    now: context.arrivedAt,
    terms: seen.terms,
    mayOverbook,
    promised: input.promised,
  });
  if (!taken.ok) return taken;
  const { policy } = seen.slots;
  const collected = seen.terms.collects === 'channel';
  // [B3] Above the threshold it waits for a manager; what the channel has been paid for is sold already.
  const waits = needsApproval(policy, seen.terms.collects, input.quote.total);
  const holdType = waits ? 'APPROVAL_PENDING' : type;
  const expiresAt = heldUntil(holdMinutes(holdType, policy, seen.terms.holdMinutes), seen.departures, context);
  const booking = bookingOf(seen, input, taken.value, context, {
    status: waits ? 'PENDING_APPROVAL' : 'HELD',
    expiresAt,
    collected,
  });
  const holdId = holdIdOf(booking.id);
  const lines = heldLines(holdId, taken.value.lines, seen.terms.group, expiresAt);
  const seats = seatsOf(seen, input, booking.id, context);
  const stays = staysOf(seen, input, booking.id, context);
  const events: Event[] = [
    {
      type: 'ItemsHeld',
      booking,
      hold: {
        id: holdId,
        fields: {
          bookingId: booking.id,
          waitlistEntryId: null,
          type: holdType,
          source: input.source,
          channelGroup: seen.terms.group,
          status: 'active',
          expiresAt,
          paying: false,
          waitsFor: input.waitsFor,
        },
      },
      lines,
      seats,
      stays,
      folio: {
        id: folioIdOf(booking.id),
        fields: {
          bookingId: booking.id,
          stayId: stays[0]?.stay.id ?? null,
          guestId: input.guestId,
          kind: 'guest',
          currency: input.quote.currency,
          status: 'open',
        },
      },
      slots: taken.value.slots,
      promotionId: seen.promotion?.id ?? null,
    },
    ...(taken.value.leases.length > 0 ? [{ type: 'LeasesDrawn' as const, leases: taken.value.leases }] : []),
    ...promiseBroken(taken.value, { guestId: input.guestId, booking }, context),
  ];
  if (!collected) return done(events);
  const sold = confirmed(
    {
      booking: { id: booking.id, ...booking.fields },
      holdId,
      lines: lines.map(({ id, fields }) => ({ id, ...fields })),
      seats: seats.map(({ id, fields }) => ({ id, ...fields })),
      stayIds: stays.map(({ stay }) => stay.id),
      slots: withTaken(slots, taken.value.slots),
      channel: seen.channel,
      agent: seen.agent,
      departures: seen.departures,
      by: 'channelCollects',
    },
    context,
  );
  return done([...events, sold]);
}

function bookingOf(
  seen: SeenItems,
  input: HoldItemsInput,
  taken: TakenItems,
  context: Context,
  how: { readonly status: 'HELD' | 'PENDING_APPROVAL'; readonly expiresAt: string; readonly collected: boolean },
): Made<'booking'> {
  const { quote } = input;
  return {
    id: context.id('booking'),
    fields: {
      number: input.number,
      guestId: input.guestId,
      source: input.source,
      externalRef: input.externalRef ?? null,
      status: how.status,
      paymentStatus: 'UNPAID',
      statusReason: input.lateReason,
      currency: quote.currency,
      total: quote.total,
      paid: 0,
      depositHeld: 0,
      madeBy: context.writer,
      note: input.note,
      confirmedAt: null,
      cancelledAt: null,
      channelId: seen.channel?.id ?? null,
      agentId: seen.agent?.id ?? null,
      holdId: holdIdOf(context.id('booking')),
      expiresAt: how.expiresAt,
      overbooked: taken.overbooked,
      promise: taken.guaranteed ? 'guaranteed' : 'tentative',
      quote: withItemIds(quote, (index) => itemIdAt(index, context)),
      receivable: 0,
      depositDue: how.collected ? 0 : quote.deposit,
      balanceDueOn: how.collected ? null : quote.balanceDueOn,
    },
  };
}

/** Units that a sale of items needs, slot by slot, before any are taken. */
export function unitsWanted(seen: SeenItems, items: Pick<HoldItemsDraft, 'items'>): { slot: Slot; units: number }[] {
  return neededOf(seen, items).flatMap(({ slotId, units }) => {
    const slot = seen.slots.states.get(slotId)?.slot;
    return slot === undefined ? [] : [{ slot, units }];
  });
}

/** The same by slot, each once. */
export function slotsWanted(
  seen: SeenItems,
  items: Pick<HoldItemsDraft, 'items'>,
): { slotId: string; units: number }[] {
  const needed = neededOf(seen, items);
  return [...new Set(needed.map(({ slotId }) => slotId))].map((slotId) => ({
    slotId,
    units: needed.reduce((sum, one) => (one.slotId === slotId ? sum + one.units : sum), 0),
  }));
}

function neededOf(
  { departures, products, roomTypes, nights }: SeenItems,
  { items }: Pick<HoldItemsDraft, 'items'>,
): Needed[] {
  return items.flatMap((item, index): Needed[] => {
    if (item.kind === 'stay') {
      const roomType = roomTypes.find(({ id }) => id === item.roomTypeId)?.name ?? '';
      const named = { roomType, from: item.from, to: item.to };
      return (nights[index] ?? []).map((night) => ({ item: index, named, slotId: night.id, units: 1 }));
    }
    const departure = departures.find(({ id }) => id === item.departureId);
    const product = products.find(({ id }) => id === departure?.productId)?.name ?? '';
    const named = { product, departureId: item.departureId };
    return [{ item: index, named, slotId: departure?.slotId ?? '', units: unitsOf(item.pax) }];
  });
}

function itemIdAt(index: number, context: Context): string {
  return context.id(`item/${index}`);
}

function seatsOf(seen: SeenItems, input: HoldItemsInput, bookingId: string, context: Context): Made<'seats'>[] {
  return input.items.flatMap((item, index) => {
    if (item.kind !== 'seats') return [];
    const share = input.quote.items[index];
    return [
      {
        id: itemIdAt(index, context),
        fields: {
          bookingId,
          guestId: input.guestId,
          departureId: item.departureId,
          slotId: seen.departures.find(({ id }) => id === item.departureId)?.slotId ?? '',
          variantId: item.variantId,
          pax: item.pax,
          units: unitsOf(item.pax),
          status: 'HELD',
          overbooked: 0,
          travellers: item.travellers,
          requirements: item.requirements,
          total: share?.total ?? 0,
          tax: share?.tax ?? 0,
        },
      },
    ];
  });
}

function staysOf(seen: SeenItems, input: HoldItemsInput, bookingId: string, context: Context): MadeStay[] {
  return input.items.flatMap((item, index) => {
    if (item.kind !== 'stay') return [];
    const stayId = itemIdAt(index, context);
    return [
      {
        stay: {
          id: stayId,
          fields: {
            bookingId,
            guestId: input.guestId,
            roomTypeId: item.roomTypeId,
            arrival: item.from,
            departure: item.to,
            dayUse: item.from === item.to,
            adults: item.adults,
            children: item.children,
            status: 'HELD',
            nightly: nightlyOf(input.quote, index),
            expectedAt: item.expectedAt,
            wishes: item.wishes,
            checkedInAt: null,
            checkedOutAt: null,
          },
        },
        occupancy: {
          id: context.id(`item/${index}/occupancy`),
          fields: {
            stayId,
            bookingId,
            roomTypeId: item.roomTypeId,
            roomId: assignableRoom(seen, input.items, index),
            fromDate: item.from,
            toDate: item.to,
            status: 'expected',
            disputed: false,
            locked: false,
          },
        },
      },
    ];
  });
}
