import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { EarnedPart } from '#shared/schema/inventory-values.ts';
import { type RowChange, add, patch } from '../changes.ts';
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
  /** What was earned on the other: it is the one that stays' from now on, or goes into the one that it has. Minor units. */
  readonly commission: {
    readonly id: string;
    readonly into: string | null;
    readonly sums: Readonly<Record<'base' | 'amount' | 'recalled', number>>;
    /** What was earned on the items of both, where it is known by item. */
    readonly earned: readonly EarnedPart[] | null;
  } | null;
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
      ...commissionChanges(event),
      ...event.entries.map((entry) => made('folioEntry', entry)),
      ...slotChanges(event.slots),
    ];
  },
};

/** A booking has one commission at most: a cancellation recalls of it what was earned on its items [M5]. */
function commissionChanges({ booking, commission }: MergeEvent): RowChange[] {
  if (commission === null) return [];
  const { id, into, sums, earned } = commission;
  if (into === null) return [patch('commission', id, { bookingId: booking.id })];
  const { base, amount, recalled } = sums;
  return [
    add('commission', into, { base, amount, recalled }),
    patch('commission', into, { earned }),
    patch('commission', id, { earned: [] }),
    add('commission', id, { base: -base, amount: -amount, recalled: -recalled }),
  ];
}
