import { z } from 'zod';
import { sealedLength } from '#shared/kernel/sealed.ts';
import type { Concern } from '#shared/schema/answers.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { storableText } from '#sync-server/store/sql-literal.ts';

/** So many characters of it at the most; cut before it is made storable, since a cut may leave half a character. */
const textUpTo = (length: number) =>
  z
    .string()
    .transform((given) => storableText(given.slice(0, length)))
    .optional()
    .catch(undefined);
const maybe = textUpTo(200);
/** A name is sealed [S29]: cut shorter, nobody could read it. */
const maybeName = textUpTo(sealedLength(200));

/** As much as can be read of a payment whose input may be of another version, or wrong. */
const cashInput = z.object({
  amount: z.number().optional().catch(undefined),
  tendered: z.number().optional().catch(undefined),
  currency: maybe,
  bookingId: maybe,
  forBooking: maybe,
  bookingNumber: maybe,
  guest: z.object({ id: maybe, name: maybeName }).optional().catch(undefined),
  receipt: z
    .object({ content: z.object({ number: maybe }) })
    .optional()
    .catch(undefined),
});

const movesMoney: readonly string[] = ['takeCash', 'takePayment', 'settlePayment', 'refundCash', 'voidPayment'];

/** What a manager must know of money that moved and is in no book: how much, whose, under which receipt. */
export interface SetAsideMoney {
  readonly concerns: Concern;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The money of a fact that is set aside [S25]; undefined for a fact that moves none. Amounts are minor units, as they were sent. */
export function moneySetAside({ name, input }: Pick<Envelope, 'name' | 'input'>): SetAsideMoney | undefined {
  if (!movesMoney.includes(name)) return undefined;
  const read = cashInput.safeParse(input);
  const cash = read.success ? read.data : {};
  // Without a receipt it says only what a gateway said.
  if (name === 'settlePayment' && cash.receipt === undefined) return undefined;
  const concerns: Concern = present({
    guest: cash.guest?.name,
    guestId: cash.guest?.id,
    bookingId: cash.bookingId ?? cash.forBooking,
    bookingNumber: cash.bookingNumber,
    amount: cash.amount,
    currency: cash.currency,
  });
  const { guest, amount, currency } = concerns;
  const receipt = cash.receipt?.content.number;
  return {
    concerns,
    detail: { posted: false, ...present({ amount, currency, guest, receipt, tendered: cash.tendered }) },
  };
}

function present<T extends Readonly<Record<string, unknown>>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // Those that are left have their values.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
