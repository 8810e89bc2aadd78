import type { Store } from './open-store.ts';

/** What stands on one account in one currency, minor units. */
export interface AccountSums {
  readonly account: string;
  readonly currency: string;
  readonly debit: number;
  readonly credit: number;
}

/** The books as the desk has them, by account: what was pruned from the feed counts by the opening balances [S29], and not twice while its rows stay for what is pending. */
export function trialBalance({ db }: Pick<Store, 'db'>): AccountSums[] {
  return db
    .prepare<[], AccountSums>(
      `SELECT account, currency, sum(debit) AS debit, sum(credit) AS credit FROM (
         SELECT account, currency, debit, credit FROM opening_balance
         UNION ALL
         SELECT account, currency, debit, credit FROM journal_line
          WHERE id NOT IN (SELECT id FROM pruned_kept WHERE entity = 'journalLine'))
        GROUP BY account, currency HAVING sum(debit) <> 0 OR sum(credit) <> 0 ORDER BY account, currency`,
    )
    .all();
}
