import type { ItemShare, PaxCount, QuoteLine } from '#shared/schema/inventory-values.ts';
import { amountOf } from './plain-lines.ts';
import { type TaxRule, isOncePerBooking, taxed } from './taxes.ts';

/** Seats at their plain price, without what a code, a hand or the rest of a booking makes of it. Minor units. */
export interface PlainSeats {
  readonly date: string;
  readonly pax: readonly PaxCount[];
  /** Of kind `seats` and `demand`; they add up to the plain price. */
  readonly lines: readonly QuoteLine[];
}

/** What plain seats cost with the taxes and fees of their day, each by its own; what is due once for a whole booking is not in it. */
export interface ListPrice {
  readonly shares: readonly ItemShare[];
  /** Of kind `tax` and `fee`, for all of them. */
  readonly taxLines: readonly QuoteLine[];
}

/** The list price of seats [P1, P2], in their order: what lies between two of these is what another departure costs more or less. */
export function listPrice(seats: readonly PlainSeats[], rules: readonly TaxRule[]): ListPrice {
  const parts = seats.map(({ date, lines }, item) => {
    const plain = amountOf(lines);
    return { item, of: 'seats' as const, date, plain, agreed: plain, added: 0, contained: 0 };
  });
  const items = seats.map(({ date, pax }) => ({
    kind: 'seats' as const,
    productId: '',
    product: '',
    date,
    prices: [],
    variant: null,
    pax,
    free: 0,
    sellable: 0,
  }));
  const reckoned = taxed(
    { lines: [], parts },
    items,
    rules.filter((rule) => !isOncePerBooking(rule)),
  );
  return {
    shares: reckoned.parts.map(({ agreed, added, contained }) => ({ total: agreed + added, tax: added + contained })),
    taxLines: reckoned.lines,
  };
}
