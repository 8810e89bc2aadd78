import type { Draw } from '#shared/inventory/draw.ts';
import type { Context } from '../context.ts';
import type { Event, EventOf } from '../events.ts';
import { openException } from '../exceptions.ts';

/** What a sale took out of the desk's own allotments; nothing where it took none. */
export function leasesDrawn(drawn: readonly Pick<Draw, 'lease'>[]): Event[] {
  const leases = drawn.flatMap(({ lease }) => lease ?? []);
  return leases.length === 0 ? [] : [{ type: 'LeasesDrawn', leases }];
}

/** Nights that were promised and are not there any more: the stay stands, and somebody is told [S33]. Nothing where all are there. */
export function promiseForced(
  drawn: readonly Draw[],
  { booking, stay }: EventOf<'StayBooked'>,
  guest: string,
  context: Context,
): Event[] {
  const forced = drawn.filter((one) => one.forced > 0);
  const units = forced.reduce((sum, one) => sum + one.forced, 0);
  if (units === 0) return [];
  return [
    openException(context, {
      label: 'promise',
      kind: 'promise-forced',
      detail: {
        units,
        slots: forced.map(({ slot, forced: of }) => ({ slotId: slot.slotId, date: slot.begin.date, units: of })),
      },
      remedies: [{ kind: 'acceptForced', label: { units, nights: forced.length }, with: {} }],
      concerns: {
        guest,
        guestId: booking.fields.guestId,
        bookingId: booking.id,
        bookingNumber: booking.fields.number,
        stayId: stay.id,
        from: stay.fields.arrival,
        to: stay.fields.departure,
        amount: booking.fields.total,
        currency: booking.fields.currency,
      },
    }),
  ];
}
