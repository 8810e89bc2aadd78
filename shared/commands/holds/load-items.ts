import { type ChannelTerms, channelTerms } from '#shared/bookings/channel-terms.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BookingSource } from '#shared/schema/words.ts';
import type { Slot } from '#shared/inventory/slot.ts';
import type { Context } from '../context.ts';
import { type Condition, type Loading, lockAll, peek, peekAll, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';
import { type RoomClaims, loadClaims } from '../room-claims.ts';
import { refusalAnswered } from '../inbox/answers-refusal.ts';
import { type OwnLeases, type Promised, loadOwnLeases } from '../allotments/promises.ts';
import type { ItemDraft } from './item-fields.ts';
import { type Slots, loadSlots } from './load-slots.ts';

/** Who buys, by which way, and what. */
export interface WantedItems {
  readonly guestId: string;
  readonly source: BookingSource;
  readonly channelId: string | null;
  readonly agentId: string | null;
  readonly externalRef?: string | undefined;
  readonly promotionCode: string;
  readonly items: readonly ItemDraft[];
  readonly answersRefusal?: string | undefined;
  /** What a recorded sale promised; undefined while it is being made. */
  readonly promised?: readonly Promised[];
}

/** What is sold and on what terms, read as it stands. */
export interface Catalogue {
  readonly property: Row<'property'> | undefined;
  readonly departures: readonly Row<'departure'>[];
  readonly products: readonly Row<'product'>[];
  readonly variants: readonly Row<'variant'>[];
  readonly roomTypes: readonly Row<'roomType'>[];
  readonly channel: Row<'channel'> | undefined;
  readonly agent: Row<'agent'> | undefined;
  readonly terms: ChannelTerms;
  readonly taxes: readonly Row<'taxRule'>[];
  readonly promotion: Row<'promotion'> | undefined;
}

export interface SeenItems extends Catalogue {
  readonly guest: Row<'guest'> | undefined;
  readonly refusal: Row<'refusal'> | undefined;
  /** The booking that brought the same reference before [B5]. */
  readonly known: Row<'booking'> | undefined;
  readonly slots: Slots;
  /** For each item, the nights of a stay in their order; empty for seats. */
  readonly nights: readonly (readonly Slot[])[];
  readonly claims: readonly (RoomClaims | undefined)[];
  /** The desk's own allotments of these slots [S30]. */
  readonly leases: OwnLeases;
}

/** All that a sale of items is decided from: catalogue, then slots, then rooms where one is wished for. */
export function* loadItems(wanted: WantedItems, context: Context): Loading<SeenItems> {
  const seats = wanted.items.flatMap((item) => (item.kind === 'seats' ? [item] : []));
  const { departures, variants, roomTypes, same, promotions, ...seen } = yield* see({
    guest: peek('guest', wanted.guestId),
    property: peek('property', context.propertyId),
    channel: peek('channel', wanted.channelId ?? ''),
    agent: peek('agent', wanted.agentId ?? ''),
    taxes: peekAll('taxRule', [where('active', '=', true)]),
    // Locked, since its uses are counted.
    promotions: lockAll('promotion', wanted.promotionCode === '' ? [] : [where('code', '=', wanted.promotionCode)]),
    refusal: refusalAnswered(wanted.answersRefusal),
    same: lockAll('booking', sameReference(wanted)),
    departures: peekAll('departure', unique(seats.map((item) => item.departureId))),
    variants: peekAll('variant', unique(seats.flatMap((item) => item.variantId ?? []))),
    roomTypes: peekAll(
      'roomType',
      unique(wanted.items.flatMap((item) => (item.kind === 'stay' ? [item.roomTypeId] : []))),
    ),
  });
  const { products } = yield* see({
    products: peekAll('product', unique(departures.map((departure) => departure.productId))),
  });
  const nights: (readonly Slot[])[] = [];
  const claims: (RoomClaims | undefined)[] = [];
  for (const item of wanted.items) {
    nights.push(item.kind === 'stay' ? yield* loadNights(item.roomTypeId, item) : []);
    claims.push(item.kind === 'stay' && item.roomId !== null ? yield* loadClaims(item.roomId, item) : undefined);
  }
  const slots = yield* loadSlots(
    {
      departureIds: departures.map((departure) => departure.id),
      seatSlotIds: departures.map((departure) => departure.slotId),
      nights: onceEach(nights.flat()),
    },
    context,
  );
  const leases = yield* loadOwnLeases([...slots.states.keys()], wanted.promised, context);
  const terms = channelTerms(seen.channel, wanted.source);
  return {
    ...seen,
    departures,
    products,
    variants,
    roomTypes,
    known: same[0],
    promotion: promotions[0],
    slots,
    nights,
    claims,
    terms,
    leases,
  };
}

function sameReference({ externalRef, channelId, source }: WantedItems): readonly string[] | readonly Condition[] {
  if (externalRef === undefined) return [];
  const by =
    channelId === null
      ? [where('channelId', '=', null), where('source', '=', source)]
      : [where('channelId', '=', channelId)];
  return [...by, where('externalRef', '=', externalRef)];
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function onceEach(slots: readonly Slot[]): Slot[] {
  return [...new Map(slots.map((slot) => [slot.id, slot])).values()];
}
