import type { Alternative, Remedy } from '#shared/schema/answers.ts';
import type { BookingPlace } from '#renderer/state/drawer.ts';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';

/** One way to answer an entry; its number is its place in the list. */
export type Answer =
  | { readonly kind: 'way'; readonly way: Alternative }
  | { readonly kind: 'remedy'; readonly remedy: Remedy; readonly index: number }
  /** A refusal is let go. */
  | { readonly kind: 'dismiss' }
  /** A booking above the threshold is confirmed, or is not: that wants a reason, and is said at the booking [B3]. */
  | { readonly kind: 'approve' | 'reject' };

/** Remedies whose command is for who leads only [U1]. */
const leads: ReadonlySet<Remedy['kind']> = new Set(['cameOnce']);

/** Whether an entry that is open has a remedy that is not for whoever looks at it, but for who leads. */
export function waitsForLead({ status, remedies }: InboxEntryView, isLead: boolean): boolean {
  return !isLead && status === 'open' && remedies.some(({ kind }) => leads.has(kind));
}

/** Every way in which whoever looks at an open entry may answer it, in the order of its numbers; a refusal can always be put aside. */
export function answersOf(entry: InboxEntryView, isLead: boolean): Answer[] {
  if (entry.status !== 'open') return [];
  if (entry.type === 'approval') return [{ kind: 'approve' }, { kind: 'reject' }];
  const ways = entry.alternatives.map((way): Answer => ({ kind: 'way', way }));
  const remedies = entry.remedies
    .map((remedy, index) => ({ kind: 'remedy' as const, remedy, index }))
    .filter(({ remedy }) => isLead || !leads.has(remedy.kind))
    // Without another booking there is nothing that the credit could go to.
    .filter(({ remedy }) => remedy.kind !== 'applyCredit' || entry.creditTo !== null);
  return entry.type === 'refusal' ? [...ways, { kind: 'dismiss' }] : remedies;
}

/** What of a payment each remedy says. */
const settles: Readonly<Partial<Record<Remedy['kind'], 'succeeded' | 'declined'>>> = {
  wasPaid: 'succeeded',
  wasNotPaid: 'declined',
};

/** Takes money out of the drawer, says of money that it came or not, takes a booking away, or confirms a large one: one digit leads to it, and ↵ does it. */
export function isCostly(answer: Answer): boolean {
  return (
    answer.kind === 'approve' ||
    (answer.kind === 'way' && answer.way.kind === 'cancel') ||
    (answer.kind === 'remedy' &&
      (['refundCash', 'cameOnce'].includes(answer.remedy.kind) || settles[answer.remedy.kind] !== undefined))
  );
}

/** Where an answer is given at the booking itself; null for one that a command gives. */
export function placeOf({ concerns }: InboxEntryView, answer: Answer): BookingPlace | null {
  return answer.kind === 'reject' && concerns.bookingId ? { bookingId: concerns.bookingId, at: 'reject' } : null;
}

/** The command that an answer comes to; null where it is given at the booking. Giving cash back, settling a payment and voiding one are facts; every other remedy is a choice. Amounts are minor units. */
export function commandOf(
  entry: InboxEntryView,
  answer: Answer,
): { readonly command: string; readonly draft: unknown } | null {
  switch (answer.kind) {
    case 'way':
      return { command: answer.way.command, draft: answer.way.input };
    case 'approve':
      return { command: 'approveBooking', draft: { bookingId: entry.concerns.bookingId } };
    case 'reject':
      return null;
    case 'dismiss':
      return { command: 'dismissRefusal', draft: { refusalId: entry.id } };
    case 'remedy': {
      const outcome = settles[answer.remedy.kind];
      if (outcome !== undefined)
        return {
          command: 'settlePayment',
          draft: { paymentId: answer.remedy.with['paymentId'], outcome, reference: '' },
        };
      if (answer.remedy.kind === 'cameOnce') return { command: 'voidPayment', draft: { exceptionId: entry.id } };
      return answer.remedy.kind === 'refundCash'
        ? {
            command: 'refundCash',
            draft: { exceptionId: entry.id, bookingId: null, amount: amountOf(entry, answer.remedy) },
          }
        : { command: 'resolveException', draft: { exceptionId: entry.id, remedy: answer.index } };
    }
  }
}

/** The money a remedy is about: what the entry concerns, else what its label says. Minor units. */
export function amountOf({ concerns }: InboxEntryView, { label }: Remedy): number {
  return concerns.amount ?? Number(label['amount'] ?? 0);
}
