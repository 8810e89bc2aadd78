import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Quote, QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Context } from '../context.ts';
import type { ItemDraft, SeatsItem, StayItem } from './item-fields.ts';
import type { Catalogue } from './load-items.ts';
import type { BookingPolicy } from '#shared/bookings/policy.ts';

/** What the items cost today, line by line [P3]. */
export function quoteItems(
  catalogue: Catalogue,
  items: readonly ItemDraft[],
  policy: BookingPolicy,
  context: Context,
): Outcome<Quote> {
  const lines: QuoteLine[] = [];
  for (const [index, item] of items.entries()) {
    const priced = item.kind === 'seats' ? seatLines(catalogue, item, index) : nightLines(catalogue, item, index);
    if (!priced.ok) return priced;
    lines.push(...priced.value);
  }
  const totals = items.map((_, index) => ({
    total: sumOf(lines.filter((line) => line.item === index).map((line) => line.amount)),
    tax: 0,
  }));
  const total = sumOf(totals.map((item) => item.total));
  const first = items.map((item) => firstDay(catalogue, item)).toSorted()[0] ?? context.businessDate;
  return done({
    currency: catalogue.property?.currency ?? '',
    lines,
    net: total,
    tax: 0,
    total,
    items: totals,
    deposit: roundHalfUp(total * policy.depositBasisPoints, 10_000),
    balanceDueOn: later(addDays(first, -policy.balanceDays), context.businessDate),
  });
}

function seatLines(catalogue: Catalogue, item: SeatsItem, index: number): Outcome<QuoteLine[]> {
  const departure = catalogue.departures.find(({ id }) => id === item.departureId);
  const product = catalogue.products.find(({ id }) => id === departure?.productId);
  if (departure === undefined || product === undefined)
    return refuse('not-found', { entity: 'departure', item: index });
  const variant = catalogue.variants.find(({ id }) => id === item.variantId);
  const lines: QuoteLine[] = [];
  for (const { category, count } of item.pax) {
    const price = departure.prices.find((known) => known.category === category);
    if (price === undefined) return refuse('wrong-input', { category, item: index });
    const unit = price.amount + (variant?.priceDifference ?? 0);
    const label = { product: product.name, date: departure.date, category };
    if (count > 0) lines.push({ kind: 'seats', label, item: index, quantity: count, unit, amount: unit * count });
  }
  return done(lines);
}

function nightLines(catalogue: Catalogue, item: StayItem, index: number): Outcome<QuoteLine[]> {
  const type = catalogue.roomTypes.find(({ id }) => id === item.roomTypeId);
  if (type === undefined) return refuse('not-found', { entity: 'roomType', item: index });
  return done(
    plainRates(item, item.nightlyRate ?? type.nightlyRate).map((rate, night) => ({
      kind: 'night',
      label: { roomType: type.name, date: addDays(item.from, night) },
      item: index,
      quantity: 1,
      unit: rate,
      amount: rate,
    })),
  );
}

function firstDay(catalogue: Catalogue, item: ItemDraft): string {
  if (item.kind === 'stay') return item.from;
  return catalogue.departures.find(({ id }) => id === item.departureId)?.date ?? '';
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
