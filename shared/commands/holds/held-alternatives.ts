import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { defaultPolicy, policyIdOf } from '#shared/bookings/policy.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Context } from '../context.ts';
import { type Loading, peek, peekAll, see, where } from '../need.ts';
import type { HoldItemsDraft, HoldItemsInput } from './hold-items.ts';
import type { ItemDraft, SeatsItem } from './item-fields.ts';
import { type OtherDeparture, otherDepartures } from './other-departures.ts';
import { type Prices, quoteItems } from './quote-items.ts';

/** What was asked for in vain, and what was agreed to be paid for it, in minor units; null where nothing was yet: it is what it would cost now. */
export interface InVain {
  readonly draft: HoldItemsDraft;
  readonly agreed: number | null;
}

const otherDatesHelp: readonly string[] = ['sold-out', 'quota-reached', 'past-cutoff', 'departed', 'not-on-sale'];

/**
 * For seats that cannot be had: the same booking on the nearest other departures of the product, each at today's price, with what it
 * differs by from what was agreed [B6]. One that cannot be priced, or not by who asks, is not offered. For a price that has changed:
 * the same at that price [B7].
 */
export function* heldAlternatives(
  refusal: Refusal,
  { draft, agreed }: InVain,
  context: Context,
): Loading<readonly Alternative[]> {
  if (refusal.reason === 'price-changed') return [atTodaysPrice(refusal, draft)];
  const index = Number(refusal.detail['item'] ?? -1);
  const item = draft.items[index];
  if (!otherDatesHelp.includes(refusal.reason) || item?.kind !== 'seats') return [];
  const { channel } = yield* see({ channel: peek('channel', draft.channelId ?? '') });
  const others = yield* otherDepartures(item, channelTerms(channel, draft.source), context);
  const ways = others.map((other) => ({ ...other, input: onOther(draft, index, item, other) }));
  const prices = yield* peekPrices(draft, others, context);
  const priceOf = (asked: HoldItemsDraft) => {
    const quoted = quoteItems(prices, { ...asked, bookedOn: context.businessDate }, context);
    return quoted.ok ? quoted.value.total : undefined;
  };
  const before = agreed ?? priceOf(draft);
  return ways.flatMap(({ departure, free, input }): Alternative[] => {
    const total = priceOf(input);
    if (total === undefined) return [];
    const label = { from: departure.date, time: departure.time, free };
    return [{ kind: 'otherDates', label, command: 'holdItems', input, difference: total - (before ?? total) }];
  });
}

/** A sale as it was asked for: as it was recorded, or refused before that. */
export function askedOf(asked: HoldItemsInput | HoldItemsDraft): InVain {
  if (!('quote' in asked)) return { draft: asked, agreed: asked.shownTotal };
  const { number: _number, bookedOn: _bookedOn, quote, promised: _promised, ...draft } = asked;
  return { draft, agreed: quote.total };
}

function atTodaysPrice({ detail }: Refusal, draft: HoldItemsDraft): Alternative {
  const [agreed, now] = [Number(detail['agreed']), Number(detail['now'])];
  const input = { ...draft, shownTotal: now };
  return { kind: 'todaysPrice', label: { agreed, now }, command: 'holdItems', input, difference: now - agreed };
}

function onOther(draft: HoldItemsDraft, index: number, item: SeatsItem, other: OtherDeparture): HoldItemsDraft {
  const instead = { ...item, departureId: other.departure.id, variantId: other.variant?.id ?? null };
  return { ...draft, shownTotal: null, items: draft.items.map((one, at) => (at === index ? instead : one)) };
}

/** Today's prices of everything that was asked for and of the departures instead; nothing is locked for a proposal. */
function* peekPrices(
  { items, promotionCode }: HoldItemsDraft,
  others: readonly OtherDeparture[],
  context: Context,
): Loading<Prices> {
  const seats = items.filter((item) => item.kind === 'seats');
  const { asked, variants, promotions, policy, ...seen } = yield* see({
    property: peek('property', context.propertyId),
    taxes: peekAll('taxRule', [where('active', '=', true)]),
    promotions: peekAll('promotion', promotionCode === '' ? [] : [where('code', '=', promotionCode)]),
    policy: peek('bookingPolicy', policyIdOf(context.propertyId)),
    roomTypes: peekAll('roomType', roomTypesOf(items)),
    asked: peekAll('departure', [...new Set(seats.map(({ departureId }) => departureId))]),
    variants: peekAll('variant', [...new Set(seats.flatMap(({ variantId }) => variantId ?? []))]),
  });
  const departures = [...asked, ...others.map(({ departure }) => departure)];
  const { products, slots } = yield* see({
    products: peekAll('product', [...new Set(departures.map(({ productId }) => productId))]),
    slots: peekAll(
      'slot',
      departures.map(({ slotId }) => slotId),
    ),
  });
  return {
    ...seen,
    departures,
    variants: [...variants, ...others.flatMap(({ variant }) => variant ?? [])],
    products,
    promotion: promotions[0],
    slots: {
      policy: policy ?? defaultPolicy,
      states: new Map(slots.map((slot) => [slot.id, { slot: { ...slot, isNew: false } }])),
    },
  };
}

function roomTypesOf(items: readonly ItemDraft[]): string[] {
  return [...new Set(items.flatMap((item) => (item.kind === 'stay' ? [item.roomTypeId] : [])))];
}
