import { date, entity, int, json, text } from '../entity.ts';

/** What stands at the desks for the past that they no longer hold [S29]. */
export const lookBack = {
  /** Marks rows that leave the feed in the same transaction because they are long past: their tables keep them, and a desk that has them pending keeps them too. */
  prune: entity(
    'feed_prune',
    {
      /** The first day of the look-back. */
      horizon: date(),
      /** Entity to the ids of its rows. */
      keys: json<Readonly<Record<string, readonly string[]>>>(),
    },
    { lockOrder: 92 },
  ),
  /** The sums of an account's journal lines that left the feed. */
  openingBalance: entity(
    'opening_balance',
    { account: text(), currency: text(), debit: int(), credit: int() },
    { unique: [['account', 'currency']], lockOrder: 94 },
  ),
};
