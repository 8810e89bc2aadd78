import { roundHalfUp } from '#shared/kernel/money.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Reckoned } from './plain-lines.ts';
import { type Part, type QuoteItem, personsOf } from './quote-item.ts';
import { shareOut } from './share-out.ts';

export type TaxRule = Fields<'taxRule'>;

/** An amount that is due once for a whole booking, whatever is in it; a percent is of each price, wherever it is told of. */
export function isOncePerBooking({ per, basisPoints }: Pick<TaxRule, 'per' | 'basisPoints'>): boolean {
  return per === 'booking' && basisPoints === 0;
}

/**
 * Adds taxes and fees in their order [P2], one line a rule, rounded half up; a rule counts for what falls on its days. One that
 * the price contains already adds nothing to it: its line says how much of the price it is, and bears `inclusive: 1`.
 */
export function taxed(reckoned: Reckoned, items: readonly QuoteItem[], rules: readonly TaxRule[]): Reckoned {
  return rules
    .filter((rule) => rule.active)
    .toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))
    .reduce((before, rule) => withRule(before, items, rule), reckoned);
}

function withRule({ lines, parts }: Reckoned, items: readonly QuoteItem[], rule: TaxRule): Reckoned {
  const counted = parts.map((part) => countsFor(part, rule));
  if (!counted.some(Boolean)) return { lines, parts };
  const bases = parts.map((part, index) => (counted[index] === true ? baseOf(part, rule) : 0));
  const line =
    rule.basisPoints > 0
      ? percentOf(
          bases.reduce((sum, base) => sum + base, 0),
          rule,
        )
      : fixedOf(
          parts.filter((_part, index) => counted[index]),
          items,
          rule,
        );
  if (line.amount === 0) return { lines, parts };
  const weights = bases.some((base) => base > 0) ? bases.map((base) => Math.max(0, base)) : counted.map(Number);
  const shares = shareOut(line.amount, weights);
  const where = rule.inclusive ? 'contained' : 'added';
  return {
    lines: [...lines, { ...line, item: null }],
    parts: parts.map((part, index) => ({ ...part, [where]: part[where] + (shares[index] ?? 0) })),
  };
}

function countsFor(part: Part, { appliesTo, fromDate, toDate }: TaxRule): boolean {
  const isOf = appliesTo === 'all' || (appliesTo === 'seats') === (part.of === 'seats');
  return isOf && fromDate <= part.date && (toDate === null || part.date <= toDate);
}

function baseOf({ plain, agreed, added }: Part, { base }: TaxRule): number {
  switch (base) {
    case 'beforeDiscount':
      return plain;
    case 'afterDiscount':
      return agreed;
    case 'withTaxes':
      return agreed + added;
  }
}

type Line = Omit<QuoteLine, 'item'>;

function percentOf(base: number, { code, name, basisPoints, inclusive }: TaxRule): Line {
  const amount = roundHalfUp(base * basisPoints, inclusive ? 10_000 + basisPoints : 10_000);
  const label = { code, tax: name, basisPoints, ...(inclusive ? { inclusive: 1 } : {}) };
  return { kind: 'tax', label, quantity: 1, unit: amount, amount };
}

function fixedOf(parts: readonly Part[], items: readonly QuoteItem[], rule: TaxRule): Line {
  const quantity = timesOf(parts, items, rule.per);
  const label = { code: rule.code, tax: rule.name, ...(rule.inclusive ? { inclusive: 1 } : {}) };
  return { kind: 'fee', label, quantity, unit: rule.amount, amount: rule.amount * quantity };
}

/** How often a fixed amount is due: only a stay has nights. */
function timesOf(parts: readonly Part[], items: readonly QuoteItem[], per: TaxRule['per']): number {
  const indexes = [...new Set(parts.map(({ item }) => item))];
  switch (per) {
    case 'booking':
      return 1;
    case 'item':
      return indexes.length;
    case 'night':
      return parts.filter(({ of }) => of === 'stay').length;
    case 'person':
      return indexes.reduce((sum, index) => {
        const item = items[index];
        return sum + (item === undefined ? 0 : personsOf(item));
      }, 0);
  }
}
