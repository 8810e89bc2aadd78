import { type PlainDate, addDays } from '#shared/kernel/dates.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import { type Outcome, done } from '#shared/kernel/outcome.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';
import { type GivenCode, type Override, overridden, promoted } from './discounts.ts';
import { type Demand, plainLines } from './plain-lines.ts';
import type { Part, QuoteItem } from './quote-item.ts';
import { type TaxRule, taxed } from './taxes.ts';

/** What is to be priced, and on what terms. */
export interface ToQuote {
  readonly currency: string;
  /** The property's business date: codes count on the day of booking. */
  readonly today: PlainDate;
  readonly items: readonly QuoteItem[];
  readonly code: GivenCode | null;
  readonly override: Override | null;
  readonly taxes: readonly TaxRule[];
  readonly policy: Demand & Pick<Fields<'bookingPolicy'>, 'depositBasisPoints' | 'balanceDays'>;
}

/**
 * The price of a booking, line by line [P1–P3]: each item by category of travellers or by night, dearer where few seats are left,
 * less what a code gives, or as a person with the right to it names it; then taxes and fees. Lines that are not `inclusive` add up
 * to the total, and so do the items' shares, to the cent. Minor units.
 */
export function quoteOf({ currency, today, items, code, override, taxes, policy }: ToQuote): Outcome<Quote> {
  const plain = plainLines(items, policy);
  if (!plain.ok) return plain;
  const discounted = code === null ? plain : promoted(plain.value, items, code, today);
  if (!discounted.ok) return discounted;
  const agreed = override === null ? discounted : overridden(discounted.value, override);
  if (!agreed.ok) return agreed;
  const { lines, parts } = taxed(agreed.value, items, taxes);
  const total = sumOver(parts, totalOf);
  const tax = sumOver(parts, taxOf);
  return done({
    currency,
    lines,
    net: total - tax,
    tax,
    total,
    items: items.map((_item, index) => {
      const own = parts.filter((part) => part.item === index);
      return { total: sumOver(own, totalOf), tax: sumOver(own, taxOf) };
    }),
    deposit: roundHalfUp(total * policy.depositBasisPoints, 10_000),
    balanceDueOn: dueDay(
      parts.map(({ date }) => date),
      today,
      policy.balanceDays,
    ),
  });
}

/** The day on which a balance is due: so many days before the first service, but not before today [B9]. */
export function dueDay(services: readonly PlainDate[], today: PlainDate, balanceDays: number): PlainDate {
  const first = services.toSorted()[0];
  const due = first === undefined ? today : addDays(first, -balanceDays);
  return due > today ? due : today;
}

function totalOf({ agreed, added }: Part): number {
  return agreed + added;
}

function taxOf({ added, contained }: Part): number {
  return added + contained;
}

function sumOver(parts: readonly Part[], amountOf: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + amountOf(part), 0);
}
