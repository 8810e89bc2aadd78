import { roundHalfUp } from '#shared/kernel/money.ts';
import type { CommissionRule } from '#shared/schema/inventory-values.ts';

/** What was sold, before tax, and of which product; null for what has none, as rooms. Minor units. */
export interface CommissionableItem {
  readonly productId: string | null;
  readonly net: number;
}

/** What an agent earns by its rules: for each item the first that speaks of its product, or of all [U7]. Minor units, rounded per item. */
export function agentCommission(rules: readonly CommissionRule[], items: readonly CommissionableItem[]): number {
  return items.reduce((sum, { productId, net }) => {
    const rule = rules.find((one) => one.productId === null || one.productId === productId);
    return sum + roundHalfUp(net * (rule?.basisPoints ?? 0), 10_000);
  }, 0);
}

/** How much of a commission is taken back, in all, once of what it was earned on only `remaining` stands [M5]. */
export function recalledOf(amount: number, base: number, remaining: number): number {
  return base <= 0 ? amount : amount - roundHalfUp(amount * Math.max(0, remaining), base);
}
