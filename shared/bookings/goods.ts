/** Seats as what was issued for them: their share of what was agreed, and the tax in it. Minor units. */
export interface GoodsShare {
  readonly total: number;
  readonly tax: number;
}

/** What a price differs by from the one before, and the tax in it; minor units, below zero where it is less. */
export interface Difference {
  readonly total: number;
  readonly tax: number;
}

/** Where the money of goods stands once they are issued: deposits pay first, the rest is owed [A1]. */
export function issuedGoods(shares: readonly GoodsShare[], depositHeld: number) {
  const total = shares.reduce((sum, share) => sum + share.total, 0);
  const tax = shares.reduce((sum, share) => sum + share.tax, 0);
  const fromDeposits = Math.max(0, Math.min(depositHeld, total));
  return { total, tax, fromDeposits, receivable: total - fromDeposits };
}

/** What taking goods back does: what is owed falls first, what was paid stands as a deposit again [A1]. */
export function returnedGoods(shares: readonly GoodsShare[], receivable: number) {
  const total = shares.reduce((sum, share) => sum + share.total, 0);
  const tax = shares.reduce((sum, share) => sum + share.tax, 0);
  const owed = Math.max(0, Math.min(receivable, total));
  return { total, tax, fromDeposits: total - owed, receivable: owed };
}
