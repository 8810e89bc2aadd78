/** The chart of accounts is data [A1]: a new line is a new account. `normal` is the side on which its balance stands. */
export const accounts = [
  { code: '1000', name: 'Cash', normal: 'debit' },
  { code: '1100', name: 'Guest ledger', normal: 'debit' },
  { code: '2000', name: 'Customer deposits', normal: 'credit' },
  { code: '2100', name: 'Guest credit', normal: 'credit' },
  { code: '2900', name: 'Suspense', normal: 'credit' },
  { code: '4000', name: 'Room revenue', normal: 'credit' },
] as const;

export type AccountCode = (typeof accounts)[number]['code'];

/** The accounts by what they are for. */
export const account = {
  cash: '1000',
  guestLedger: '1100',
  deposits: '2000',
  guestCredit: '2100',
  suspense: '2900',
  roomRevenue: '4000',
} as const satisfies Record<string, AccountCode>;
