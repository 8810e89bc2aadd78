import type { PaymentStatus } from '#shared/schema/words.ts';

/** The payment status that a total and what is paid of it amount to [B1]. Minor units. */
export function paymentStatusOf(total: number, paid: number): PaymentStatus {
  if (paid <= 0) return 'UNPAID';
  return paid < total ? 'PARTIAL' : 'PAID';
}
