import { forSale } from '#shared/bookings/for-sale.ts';
import type { ChannelTerms } from '#shared/bookings/channel-terms.ts';
import { unitsFor } from '#shared/inventory/slot.ts';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Loading, peek, peekAll, see, where } from '../need.ts';
import { type SeatsItem, unitsOf } from './item-fields.ts';

/** A departure that somebody could take instead, with the way to join it and how many seats it has left for who asks. */
export interface OtherDeparture {
  readonly departure: Row<'departure'>;
  readonly slot: Row<'slot'>;
  /** The way to join that is called the same; undefined where none was asked for, or it has none of that name. */
  readonly variant: Row<'variant'> | undefined;
  readonly free: number;
}

/** How far other departures are looked for, in days to both sides. */
const SEARCH_DAYS = 30;
const MOST = 3;

/** The nearest other departures of the product that are on sale by these terms and have as many seats for their group [I7, I11]. */
export function* otherDepartures(
  item: SeatsItem,
  { group, cutoffMinutes }: Pick<ChannelTerms, 'group' | 'cutoffMinutes'>,
  context: Context,
): Loading<readonly OtherDeparture[]> {
  const { departure, asked } = yield* see({
    departure: peek('departure', item.departureId),
    asked: peek('variant', item.variantId ?? ''),
  });
  if (departure === undefined) return [];
  const { others } = yield* see({
    others: peekAll('departure', [
      where('productId', '=', departure.productId),
      where('date', '>=', addDays(departure.date, -SEARCH_DAYS)),
      where('date', '<=', addDays(departure.date, SEARCH_DAYS)),
    ]),
  });
  const open = others.filter(
    (other) => other.id !== departure.id && forSale(other, { now: context.now, cutoffMinutes, override: false }).ok,
  );
  const ids = open.map(({ id }) => id);
  const { slots, variants } = yield* see({
    slots: peekAll(
      'slot',
      open.map(({ slotId }) => slotId),
    ),
    variants: peekAll('variant', asked === undefined ? [] : [where('departureId', 'in', ids)]),
  });
  const wanted = unitsOf(item.pax);
  return open
    .flatMap((other): OtherDeparture[] => {
      const slot = slots.find(({ id }) => id === other.slotId);
      const free = slot === undefined ? 0 : unitsFor(slot, group, context.arrivedAt);
      if (slot === undefined || free < wanted) return [];
      const variant = variants.find(
        ({ departureId, name, active }) => departureId === other.id && name === asked?.name && active,
      );
      return [{ departure: other, slot, variant, free }];
    })
    .toSorted((a, b) => away(departure, a) - away(departure, b))
    .slice(0, MOST);
}

function away({ date }: Row<'departure'>, other: OtherDeparture): number {
  return Math.abs(daysBetween(date, other.departure.date));
}
