import { roundHalfUp } from '#shared/kernel/money.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Part, QuoteItem, SeatsToQuote, StayToQuote } from './quote-item.ts';

/** When seats cost more since few are left, in hundredths of a percent [P1]. */
export type Demand = Pick<Fields<'bookingPolicy'>, 'demandBelow' | 'demandRaise'>;

/** Lines of the reckoning and the pieces of price that they come to. */
export interface Reckoned {
  readonly lines: readonly QuoteLine[];
  readonly parts: readonly Part[];
}

/** What each item costs before discounts and taxes [P1]. Refused as `wrong-input` where a category of travellers has no price. */
export function plainLines(items: readonly QuoteItem[], demand: Demand): Outcome<Reckoned> {
  const lines: QuoteLine[] = [];
  const parts: Part[] = [];
  for (const [index, item] of items.entries()) {
    const reckoned = item.kind === 'seats' ? seatLines(item, index, demand) : done(nightLines(item, index));
    if (!reckoned.ok) return reckoned;
    lines.push(...reckoned.value.lines);
    parts.push(...reckoned.value.parts);
  }
  return done({ lines, parts });
}

function seatLines(item: SeatsToQuote, index: number, demand: Demand): Outcome<Reckoned> {
  const lines: QuoteLine[] = [];
  for (const { category, count } of item.pax) {
    if (count === 0) continue;
    const price = item.prices.find((known) => known.category === category);
    if (price === undefined) return refuse('wrong-input', { category, product: item.product, item: index });
    const unit = Math.max(0, price.amount + (item.variant?.priceDifference ?? 0));
    const label = {
      product: item.product,
      date: item.date,
      category,
      ...(item.variant === null ? {} : { variant: item.variant.name }),
    };
    lines.push({ kind: 'seats', label, item: index, quantity: count, unit, amount: unit * count });
  }
  const base = amountOf(lines);
  const raise = isWanted(item, demand) ? roundHalfUp(base * demand.demandRaise, 10_000) : 0;
  if (raise !== 0) {
    const label = { product: item.product, basisPoints: demand.demandRaise };
    lines.push({ kind: 'demand', label, item: index, quantity: 1, unit: raise, amount: raise });
  }
  return done({ lines, parts: [partOf(index, 'seats', item.date, base + raise)] });
}

/** Fewer are free than the share under which prices rise; nothing sellable is no demand. */
function isWanted({ free, sellable }: SeatsToQuote, { demandBelow }: Demand): boolean {
  return sellable > 0 && Math.max(0, free) * 10_000 < sellable * demandBelow;
}

function nightLines(item: StayToQuote, index: number): Reckoned {
  return {
    lines: item.nights.map(({ date, rate }) => ({
      kind: 'night',
      label: { roomType: item.roomType, date, ...(item.byHand === true ? { byHand: 1 } : {}) },
      item: index,
      quantity: 1,
      unit: rate,
      amount: rate,
    })),
    parts: item.nights.map(({ date, rate }) => partOf(index, 'stay', date, rate)),
  };
}

function partOf(item: number, of: Part['of'], date: string, plain: number): Part {
  return { item, of, date, plain, agreed: plain, added: 0, contained: 0 };
}

export function amountOf(lines: readonly Pick<QuoteLine, 'amount'>[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}
