/** What prints say, by language. The figures and names come from the frozen content of the document. */
export const receiptWords = {
  en: {
    receipt: 'Receipt',
    refund: 'Credit receipt',
    copy: (n: number) => `Copy ${n}`,
    notSynced: 'Not yet synchronised',
    issued: 'Issued',
    businessDate: 'Business date',
    desk: 'Desk',
    takenBy: 'Taken by',
    guest: 'Guest',
    erasedGuest: 'Erased guest',
    booking: 'Booking',
    method: 'Method',
    methods: { CASH: 'Cash', CARD: 'Card' } as Readonly<Record<string, string>>,
    amount: 'Amount',
    refunded: 'Paid out',
    tendered: 'Tendered',
    change: 'Change',
    hash: 'Seal',
    thanks: 'Thank you',
  },
} as const;
