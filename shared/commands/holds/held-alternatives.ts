import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import { freeUnits } from '#shared/inventory/slot.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { Context } from '../context.ts';
import { type Loading, peek, peekAll, see, where } from '../need.ts';
import type { HoldItemsDraft, HoldItemsInput } from './hold-items.ts';
import { type SeatsItem, unitsOf } from './item-fields.ts';

/** How far other departures are looked for, in days to both sides. */
const SEARCH_DAYS = 30;
const MOST = 3;

/** For seats that are sold out: the nearest other departures of the product that have as many, the same booking otherwise. */
export function* heldAlternatives(
  refusal: Refusal,
  input: HoldItemsInput | HoldItemsDraft,
  context: Context,
): Loading<readonly Alternative[]> {
  const soldOut = ['sold-out', 'quota-reached', 'past-cutoff', 'departed', 'not-on-sale'].includes(refusal.reason);
  const index = Number(refusal.detail['item'] ?? -1);
  const item = input.items[index];
  if (!soldOut || item?.kind !== 'seats') return [];
  const { departure } = yield* see({ departure: peek('departure', item.departureId) });
  if (departure === undefined) return [];
  const { others } = yield* see({
    others: peekAll('departure', [
      where('productId', '=', departure.productId),
      where('date', '>=', addDays(departure.date, -SEARCH_DAYS)),
      where('date', '<=', addDays(departure.date, SEARCH_DAYS)),
    ]),
  });
  const open = others.filter(
    (other) => other.id !== departure.id && forSale(other, { now: context.now, cutoffMinutes: 0, override: false }).ok,
  );
  const { slots } = yield* see({
    slots: peekAll(
      'slot',
      open.map((other) => other.slotId),
    ),
  });
  const wanted = unitsOf(item.pax);
  return open
    .flatMap((other) => {
      const slot = slots.find(({ id }) => id === other.slotId);
      const free = slot === undefined ? 0 : freeUnits(slot);
      return free >= wanted ? [{ other, free }] : [];
    })
    .toSorted((a, b) => away(departure.date, a.other.date) - away(departure.date, b.other.date))
    .slice(0, MOST)
    .map(({ other, free }) => ({
      kind: 'otherDates',
      label: { from: other.date, time: other.time, free },
      command: 'holdItems',
      input: {
        ...draftOf(input),
        items: withDeparture(input.items, index, { ...item, departureId: other.id, variantId: null }),
      },
      difference: 0,
    }));
}

function draftOf(input: HoldItemsInput | HoldItemsDraft): HoldItemsDraft {
  const {
    number: _number,
    bookedOn: _bookedOn,
    quote: _quote,
    promised: _promised,
    ...draft
  } = { number: '', bookedOn: '', quote: null, promised: [], ...input };
  return { ...draft, shownTotal: null };
}

function withDeparture(items: HoldItemsDraft['items'], index: number, item: SeatsItem) {
  return items.map((other, at) => (at === index ? item : other));
}

function away(from: string, to: string): number {
  return Math.abs(daysBetween(from, to));
}
