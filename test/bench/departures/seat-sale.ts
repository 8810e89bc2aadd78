import { defaultPolicy } from '#shared/bookings/policy.ts';
import type { Frozen, SellingDesk } from '../selling-desk.ts';
import { quoteOf } from '#shared/pricing/quote.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import type { OnSale, ToursLodge } from './tours-lodge.ts';

/** What a buyer wants: so many seats of a departure, for adults. */
export interface WantedSeats {
  readonly departure: OnSale;
  readonly seats: number;
}

/** Seats held, as a desk with a replica freezes it: with its number and the price that it was told. */
export function holdAtDesk(lodge: ToursLodge, desk: SellingDesk, wanted: WantedSeats): Frozen {
  const input = {
    ...holdDraft(lodge.guestId, [itemOf(wanted)], { source: 'phone' }),
    number: desk.nextNumber(),
    bookedOn: lodge.businessDate,
    quote: quoted(lodge, wanted),
    promised: [],
  };
  return { actor: lodge.actor, name: 'holdItems', input };
}

/** The same as the website asks for it. */
export function holdOnTheWeb(
  lodge: ToursLodge,
  wanted: WantedSeats,
  more: { readonly holdType?: 'APPROVAL_PENDING' } = {},
): unknown {
  return holdDraft(lodge.guestId, [itemOf(wanted)], { source: 'website', ...more });
}

/** What it costs; minor units. */
export function totalOf(lodge: ToursLodge, { seats }: WantedSeats): number {
  return seats * lodge.product.price;
}

function itemOf({ departure, seats }: WantedSeats) {
  return seatsItem(departure.id, seats);
}

function quoted(lodge: ToursLodge, { seats }: WantedSeats) {
  const { product, businessDate } = lodge;
  const prices = [{ category: 'adult', amount: product.price, fromAge: null, toAge: null }];
  const pax = [
    { category: 'adult', count: seats },
    { category: 'child', count: 0 },
  ];
  const item = { productId: product.id, product: product.name, date: businessDate, prices, variant: null, pax };
  const quote = quoteOf({
    currency: 'NPR',
    today: businessDate,
    items: [{ kind: 'seats', ...item, free: 1, sellable: 1 }],
    code: null,
    override: null,
    taxes: [],
    policy: defaultPolicy,
  });
  if (!quote.ok) throw new Error(`no price: ${quote.reason}`);
  return quote.value;
}
