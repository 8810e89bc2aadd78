import { z } from 'zod';
import { minutesAfter } from '#shared/bookings/policy.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type SeenBooking, loadBooking } from '../bookings/load-booking.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import { amountField, idField } from '../fields.ts';
import { bookedAlternatives } from '../holds/booked-alternatives.ts';
import { standingHold } from '../holds/confirm-held.ts';
import { ownOnly } from '../holds/own-only.ts';
import { holdConcern } from '../holds/hold-concern.ts';
import { stepOf } from '../holds/transition.ts';

const draft = z.object({ bookingId: idField, amount: amountField.min(1), method: z.enum(['CARD', 'UPI']) });
type Draft = z.infer<typeof draft>;

/**
 * A payment goes to a gateway: from now on the hold does not run out by the clock, and lives longer anyway [I6]. Where it had run
 * out, its units are asked for again, and held anew or refused as `sold-out` with other departures.
 */
export const startPayment = defineRequest<Draft, Draft, SeenBooking>({
  name: 'startPayment',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input: draft,
  load: ({ bookingId }, context) => loadBooking(bookingId, context),
  prepare: asIs,
  decide({ booking, holding }, { amount, method }, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const own = ownOnly(booking, context, 'startPayment');
    if (!own.ok) return own;
    const step = stepOf(booking, 'startPayment');
    if (!step.ok) return step;
    const due = booking.total - booking.paid;
    if (amount > due) return refuse('amount-invalid', { amount, due });
    const standing = standingHold(booking, holding, context);
    if (!standing.ok) return standing;
    const extended = minutesAfter(context.arrivedAt, holding.slots.policy.paymentMinutes);
    const until = holding.hold?.expiresAt ?? extended;
    const expiresAt = until > extended ? until : extended;
    return done([
      ...standing.value.events,
      {
        type: 'HoldChanged',
        holdId: booking.holdId ?? '',
        hold: { type: 'PAYMENT_PENDING', expiresAt, paying: true },
        lineIds: holding.lines.map(({ id }) => id),
        line: { expiresAt, paying: true },
        booking: { id: booking.id, fields: { status: step.value, expiresAt } },
        entry: null,
      },
      { type: 'PaymentAsked', payment: underWay(booking, amount, method, context) },
    ]);
  },
  alternatives: (refusal, { bookingId }, context) => bookedAlternatives(refusal, bookingId, context),
  concerns: holdConcern,
});

function underWay(booking: Row<'booking'>, amount: number, method: 'CARD' | 'UPI', context: Context) {
  const id = context.id('payment');
  return {
    id,
    fields: {
      bookingId: booking.id,
      folioId: folioIdOf(booking.id),
      guestId: booking.guestId,
      method,
      status: 'PROCESSING' as const,
      amount,
      tendered: amount,
      change: 0,
      currency: booking.currency,
      date: context.businessDate,
      deskCode: context.deskCode,
      takenBy: context.actor.name,
      // Of the receipt that it gets once the money is there.
      receiptId: deriveId(id, 'receipt'),
    },
  };
}
