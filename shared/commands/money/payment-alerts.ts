import type { Remedy } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { lockAll, where } from '../need.ts';

const KIND = 'payment-unknown';

/** Alerts about payments of which nobody knows; few at any time. */
export const paymentAlerts = lockAll('exception', [where('kind', '=', KIND), where('status', '=', 'open')]);

/** What a person can say of a payment of which the gateway said nothing: each settles it [M6]. */
export function remediesOf({ id, amount }: Row<'payment'>): readonly Remedy[] {
  const settles = { paymentId: id };
  return [
    { kind: 'wasPaid', label: { amount }, with: settles },
    { kind: 'wasNotPaid', label: { amount }, with: settles },
  ];
}

/** What a payment's settling does to the alert about it, whoever settled it: the gateway at last, or a person. */
export function alertsAnswered(
  alerts: readonly Row<'exception'>[],
  paymentId: string,
  outcome: string,
  { actor }: Context,
): readonly Event[] {
  if (outcome !== 'succeeded' && outcome !== 'declined') return [];
  return alerts
    .filter(({ detail }) => detail['paymentId'] === paymentId)
    .map(({ id }) => ({
      type: 'ExceptionResolved',
      exceptionId: id,
      resolution: outcome === 'succeeded' ? 'wasPaid' : 'wasNotPaid',
      by: actor.name,
    }));
}
