import { roundHalfUp } from '#shared/kernel/money.ts';
import type { PaxPrice, Quote, QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Row } from '#shared/schema/entities.ts';
import { placeOfSeats } from './item-share.ts';
import { agreedUnit } from './kept-share.ts';

/** Seats with the departure that they are of, as they stand. */
export interface AgreedSeats {
  readonly seats: Row<'seats'>;
  readonly departure: Pick<Row<'departure'>, 'date' | 'prices'>;
  readonly product: string;
  /** What its way to join changes for each traveller; minor units. */
  readonly priceDifference: number;
}

/**
 * The plain price of seats as it was agreed: by category, the unit that the quote has for the day, else that of the departure; with
 * what was added since few were left. A code, a price by hand and what is due once for the booking are not in it.
 */
export function agreedLines(
  quote: Quote | null,
  { seats, departure, product, priceDifference }: AgreedSeats,
): QuoteLine[] {
  const { date, prices } = departure;
  const lines = seats.pax.flatMap(({ category, count }): QuoteLine[] => {
    const unit = agreedUnit(quote, { id: seats.id, date }, category) ?? listed(prices, category, priceDifference);
    const label = { product, date, category };
    return count === 0 ? [] : [{ kind: 'seats', label, item: null, quantity: count, unit, amount: unit * count }];
  });
  const raise = raisedBy(quote, seats.id, lines);
  return raise === 0
    ? lines
    : [...lines, { kind: 'demand', label: { product }, item: null, quantity: 1, unit: raise, amount: raise }];
}

function listed(prices: readonly PaxPrice[], category: string, difference: number): number {
  const price = prices.find((one) => one.category === category)?.amount ?? 0;
  return Math.max(0, price + difference);
}

/** What demand added to what these seats were agreed at first, in proportion to what they are now. */
function raisedBy(quote: Quote | null, seatsId: string, now: readonly QuoteLine[]): number {
  const place = placeOfSeats(quote, seatsId);
  const own = place === null ? [] : (quote?.lines ?? []).filter(({ item }) => item === place);
  const sum = (lines: readonly QuoteLine[], of: QuoteLine['kind']) =>
    lines.reduce((all, { kind, amount }) => (kind === of ? all + amount : all), 0);
  const base = sum(own, 'seats');
  return base <= 0 ? 0 : roundHalfUp(sum(own, 'demand') * sum(now, 'seats'), base);
}
