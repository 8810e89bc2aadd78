/** The chart of accounts is data [A1]: a new line is a new account. `normal` is the side on which its balance stands. */
export const accounts = [
  { code: '1000', name: 'Cash', normal: 'debit' },
  { code: '1010', name: 'Bank', normal: 'debit' },
  { code: '1020', name: 'Card clearing', normal: 'debit' },
  { code: '1100', name: 'Guest ledger', normal: 'debit' },
  { code: '1200', name: 'Receivable', normal: 'debit' },
  { code: '1250', name: 'Receivable from channels', normal: 'debit' },
  { code: '2000', name: 'Customer deposits', normal: 'credit' },
  { code: '2100', name: 'Guest credit', normal: 'credit' },
  { code: '2200', name: 'Deferred revenue', normal: 'credit' },
  { code: '2300', name: 'Taxes payable', normal: 'credit' },
  { code: '2400', name: 'Commission payable', normal: 'credit' },
  { code: '2900', name: 'Suspense', normal: 'credit' },
  { code: '4000', name: 'Room revenue', normal: 'credit' },
  { code: '4100', name: 'Tour revenue', normal: 'credit' },
  { code: '4200', name: 'Cancellation income', normal: 'credit' },
  { code: '5000', name: 'Commission expense', normal: 'debit' },
] as const;

export type AccountCode = (typeof accounts)[number]['code'];

/** The accounts by what they are for. */
export const account = {
  cash: '1000',
  bank: '1010',
  cardClearing: '1020',
  guestLedger: '1100',
  receivable: '1200',
  channelReceivable: '1250',
  deposits: '2000',
  guestCredit: '2100',
  deferredRevenue: '2200',
  taxesPayable: '2300',
  commissionPayable: '2400',
  suspense: '2900',
  roomRevenue: '4000',
  tourRevenue: '4100',
  cancellationIncome: '4200',
  commissionExpense: '5000',
} as const satisfies Record<string, AccountCode>;
