import type { SlotDelta } from '#shared/inventory/slot.ts';
import type { GoodsPosting } from '#shared/money/postings.ts';
import type { Fields } from '#shared/schema/entities.ts';
import { add, patch } from '../changes.ts';
import type { EarnedAnew } from '../holds/earned-anew.ts';
import { type Patched, goodsChange, patched } from '../holds/hold-events.ts';
import { type ProjectionsOf, slotChanges } from '../projection.ts';

/** What happens to a sale while it is held, waits for its money, or is changed. */
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
  /** Other travellers, with what they cost. */
  | {
      readonly type: 'PaxChanged';
      readonly seatsId: string;
      readonly fields: Partial<Fields<'seats'>>;
      readonly booking: Patched<'booking'>;
      readonly line: Patched<'heldUnits'> | null;
      readonly slots: readonly SlotDelta[];
      /** Null where nothing was issued yet. */
      readonly goods: (GoodsPosting & { readonly way: 'issued' | 'returned' }) | null;
      /** What more is earned on it, or with the other sign less. */
      readonly commission: EarnedAnew | null;
      readonly currency: string;
      readonly date: string;
    }
  /** What seats cost once they were moved: they, their booking and what was issued and earned for them. */
  | {
      readonly type: 'SeatsPriced';
      readonly seats: readonly Patched<'seats'>[];
      readonly booking: Patched<'booking'>;
      /** Null where nothing was issued yet, or nothing differs. */
      readonly goods: (GoodsPosting & { readonly way: 'issued' | 'returned' }) | null;
      readonly commission: EarnedAnew | null;
      readonly currency: string;
      readonly date: string;
    }
  /** The rest may be paid later [B9]. */
  | {
      readonly type: 'BalancePostponed';
      readonly bookingId: string;
      readonly from: string | null;
      readonly dueOn: string;
    };

export const saleProjections: ProjectionsOf<SaleEvent> = {
  PaxChanged: (event) => [
    patch('seats', event.seatsId, event.fields),
    ...priceChanges(event),
    ...patched('heldUnits', event.line),
    ...slotChanges(event.slots),
  ],
  SeatsPriced: (event) => [...event.seats.map(({ id, fields }) => patch('seats', id, fields)), ...priceChanges(event)],
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

/** Another price of what may be issued already: the booking, where its money stands, and the commission. */
function priceChanges({
  booking,
  goods,
  commission,
}: Pick<Extract<SaleEvent, { type: 'SeatsPriced' }>, 'booking' | 'goods' | 'commission'>) {
  return [
    ...(goods === null ? [] : [goodsChange(booking.id, goods, goods.way)]),
    patch('booking', booking.id, booking.fields),
    ...(commission === null
      ? []
      : [
          add('commission', commission.id, { amount: commission.amount, base: commission.base }),
          patch('commission', commission.id, { earned: commission.earned }),
        ]),
  ];
}
