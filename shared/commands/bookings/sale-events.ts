import type { SlotDelta } from '#shared/inventory/slot.ts';
import { patch } from '../changes.ts';
import type { Patched } from '../holds/hold-events.ts';
import { type ProjectionsOf, slotChanges } from '../projection.ts';

/** What happens to a sale while it is held, or waits for its money. */
export type SaleEvent =
  /** One item of what is held is given up; the others are held on [I13]. */
  | {
      readonly type: 'HeldItemGivenUp';
      readonly booking: Patched<'booking'>;
      readonly lines: readonly Patched<'heldUnits'>[];
      readonly seatIds: readonly string[];
      readonly stayIds: readonly string[];
      readonly occupancyIds: readonly string[];
      readonly slots: readonly SlotDelta[];
    }
  /** The rest may be paid later [B9]. */
  | {
      readonly type: 'BalancePostponed';
      readonly bookingId: string;
      readonly from: string | null;
      readonly dueOn: string;
    };

export const saleProjections: ProjectionsOf<SaleEvent> = {
  HeldItemGivenUp: (event) => [
    patch('booking', event.booking.id, event.booking.fields),
    ...event.lines.map(({ id, fields }) => patch('heldUnits', id, fields)),
    ...event.seatIds.map((id) => patch('seats', id, { status: 'CANCELLED', overbooked: 0 })),
    ...event.stayIds.map((id) => patch('stay', id, { status: 'CANCELLED' })),
    ...event.occupancyIds.map((id) => patch('occupancy', id, { status: 'released', roomId: null })),
    ...slotChanges(event.slots),
  ],
  BalancePostponed: ({ bookingId, dueOn }) => [patch('booking', bookingId, { balanceDueOn: dueOn })],
};
