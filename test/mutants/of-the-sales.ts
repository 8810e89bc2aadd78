import type { Mutant } from './mutant.ts';

/** What can be broken of the sale of seats and packages: its money, its price, its approval, its end. */
export const salesMutants: readonly Mutant[] = [
  {
    rule: 'M3',
    name: 'the second receipt of one payment stands in no table',
    file: 'shared/commands/money/settle-payment.ts',
    find: '? settledTwice(given, context) : []',
    put: '? [] : []',
    kills: { file: 'shared/commands/holds/payments.test.ts', title: '[M3] [S5] [S24] two desks settle' },
  },
  {
    rule: 'S24',
    name: 'what was paid for a rejected booking is told to nobody',
    file: 'shared/commands/holds/expire-draft.ts',
    find: '        booking.depositHeld,',
    put: '        0,',
    kills: { file: 'shared/commands/holds/late-money.test.ts', title: '[S24] [B3] what had been paid' },
  },
  {
    rule: 'A1',
    name: 'the guest owes what a channel collects',
    file: 'shared/commands/money/money-taken.ts',
    find: '? { channel: owed } :',
    put: '? { receivable: owed } :',
    kills: { file: 'shared/commands/money/channel-collects.test.ts', title: '[A1] money over the counter' },
  },
  {
    rule: 'B3',
    name: 'more travellers ask no manager',
    file: 'shared/commands/bookings/held-changed.ts',
    find: 'isAbove && booking.total > totalBefore',
    put: 'isAbove && booking.total < totalBefore',
    kills: { file: 'shared/commands/bookings/change-pax.test.ts', title: '[B3] [B6] more travellers' },
  },
  {
    rule: 'B3',
    name: 'fewer travellers leave it held with its deposit paid',
    file: 'shared/commands/bookings/held-changed.ts',
    find: 'booking.paid < booking.depositDue',
    put: 'booking.paid < booking.total',
    kills: { file: 'shared/commands/bookings/change-pax.test.ts', title: '[B3] [A1] fewer travellers' },
  },
  {
    rule: 'B7',
    name: 'a promise is one of the price as well',
    file: 'shared/commands/holds/same-price.ts',
    find: '  if (input.override !== null && !mayOverride(context))',
    put: '  if (input.promised.length > 0) return done(null);\n  if (input.override !== null && !mayOverride(context))',
    kills: { file: 'shared/commands/allotments/promised-price.test.ts', title: '[B7] [S32] its price has changed' },
  },
  {
    rule: 'I13',
    name: 'what was given up of a package is taken again with its money',
    file: 'shared/commands/holds/confirm-held.ts',
    find: '.filter(({ slotId }) => wanted.has(slotId))',
    put: `.filter(({ slotId }) => slotId !== '' || wanted.has(slotId))`,
    kills: { file: 'shared/commands/bookings/cancel-item.test.ts', title: '[I13] [I10] of a package that is held' },
  },
  {
    rule: 'I13',
    name: 'the last trek to come ends what was travelled',
    file: 'shared/commands/bookings/cancel-item.ts',
    find: 'if (isLast && !isUsed(holding))',
    put: 'if (isLast)',
    kills: { file: 'shared/commands/bookings/cancel-item.test.ts', title: '[I13] [A1] of two treks' },
  },
];
