import type { SlotDelta } from '#shared/inventory/slot.ts';
import { add, patch } from '../changes.ts';
import type { Made } from '../events.ts';
import type { Patched } from '../holds/hold-events.ts';
import { type ProjectionsOf, made, slotChanges } from '../projection.ts';

/** Two bookings of one party become one [B5]. Sums are what the one that stays gains, in minor units. */
export interface MergeEvent {
  readonly type: 'BookingsMerged';
  readonly booking: Patched<'booking'>;
  readonly sums: Readonly<Record<'total' | 'paid' | 'depositHeld' | 'receivable' | 'depositDue', number>>;
  readonly otherId: string;
  readonly reason: string;
  readonly seatIds: readonly string[];
  readonly stayIds: readonly string[];
  readonly occupancyIds: readonly string[];
  readonly paymentIds: readonly string[];
  readonly commissionId: string | null;
  readonly entries: readonly Made<'folioEntry'>[];
  readonly slots: readonly SlotDelta[];
  readonly at: string;
}

export const mergeProjections: ProjectionsOf<MergeEvent> = {
  BookingsMerged: (event) => {
    const bookingId = event.booking.id;
    const { total, paid, depositHeld, receivable, depositDue } = event.sums;
    return [
      add('booking', bookingId, event.sums),
      patch('booking', bookingId, event.booking.fields),
      add('booking', event.otherId, {
        total: -total,
        paid: -paid,
        depositHeld: -depositHeld,
        receivable: -receivable,
        depositDue: -depositDue,
      }),
      patch('booking', event.otherId, {
        status: 'CANCELLED',
        statusReason: event.reason,
        cancelledAt: event.at,
        paymentStatus: 'UNPAID',
        overbooked: false,
      }),
      ...event.seatIds.map((id) => patch('seats', id, { bookingId })),
      ...event.stayIds.map((id) => patch('stay', id, { bookingId })),
      ...event.occupancyIds.map((id) => patch('occupancy', id, { bookingId })),
      ...event.paymentIds.map((id) => patch('payment', id, { bookingId })),
      ...(event.commissionId === null ? [] : [patch('commission', event.commissionId, { bookingId })]),
      ...event.entries.map((entry) => made('folioEntry', entry)),
      ...slotChanges(event.slots),
    ];
  },
};
