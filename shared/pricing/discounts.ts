import type { PlainDate } from '#shared/kernel/dates.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { QuoteLine } from '#shared/schema/inventory-values.ts';
import type { Reckoned } from './plain-lines.ts';
import { type Part, type QuoteItem, productOf } from './quote-item.ts';
import { shareOut } from './share-out.ts';

/** A code that was given, with what is known under it. */
export interface GivenCode {
  readonly code: string;
  readonly promotion: Row<'promotion'> | undefined;
}

/** A price before taxes that a person names for the whole booking. */
export interface Override {
  readonly amount: number;
  readonly reason: string;
  readonly allowed: boolean;
}

/** Takes off what a code gives, on its products, within its days and uses [P1]; refused as `promotion-invalid` with why. */
export function promoted(
  reckoned: Reckoned,
  items: readonly QuoteItem[],
  { code, promotion }: GivenCode,
  today: PlainDate,
): Outcome<Reckoned> {
  const invalid = (why: string) => refuse('promotion-invalid', { code, why });
  if (promotion === undefined || !promotion.active) return invalid('unknown');
  if (today < promotion.fromDate) return invalid('not-yet');
  if (today > promotion.toDate) return invalid('over');
  if (promotion.mostUses !== null && promotion.uses >= promotion.mostUses) return invalid('used-up');
  const counts = ({ item }: Part) => {
    const productId = productOf(items[item]);
    return promotion.productIds.length === 0 || (productId !== null && promotion.productIds.includes(productId));
  };
  if (!reckoned.parts.some(counts)) return invalid('other-product');
  const base = reckoned.parts.filter(counts).reduce((sum, { agreed }) => sum + agreed, 0);
  const off =
    promotion.basisPoints > 0
      ? roundHalfUp(base * promotion.basisPoints, 10_000)
      : Math.min(promotion.amount, Math.max(0, base));
  const label = {
    code: promotion.code,
    promotionId: promotion.id,
    ...(promotion.basisPoints > 0 ? { basisPoints: promotion.basisPoints } : {}),
  };
  return done(changed(reckoned, 'promotion', label, -off, counts));
}

/** Sets the price before taxes; whoever may not is refused as `no-right`, a reason missing as `needs-reason` [P1]. */
export function overridden(reckoned: Reckoned, { amount, reason, allowed }: Override): Outcome<Reckoned> {
  if (!allowed) return refuse('no-right', { command: 'override-price' });
  if (reason.trim() === '') return refuse('needs-reason', {});
  const agreed = reckoned.parts.reduce((sum, part) => sum + part.agreed, 0);
  return done(changed(reckoned, 'override', { reason }, amount - agreed, () => true));
}

function changed(
  { lines, parts }: Reckoned,
  kind: QuoteLine['kind'],
  label: QuoteLine['label'],
  amount: number,
  counts: (part: Part) => boolean,
): Reckoned {
  if (amount === 0) return { lines, parts };
  const shares = shareOut(
    amount,
    parts.map((part) => (counts(part) ? part.agreed : 0)),
  );
  return {
    lines: [...lines, { kind, label, item: null, quantity: 1, unit: amount, amount }],
    parts: parts.map((part, index) => ({ ...part, agreed: part.agreed + (shares[index] ?? 0) })),
  };
}
