import { heldLineId } from '#shared/bookings/hold-ids.ts';
import type { ChannelGroup } from '#shared/schema/words.ts';
import type { Context } from '../context.ts';
import type { Event, Made } from '../events.ts';
import { openException } from '../exceptions.ts';
import type { TakenItems, TakenLine } from './take-items.ts';

/** The lines of a hold, one for each slot. */
export function heldLines(
  holdId: string,
  lines: readonly TakenLine[],
  channelGroup: ChannelGroup,
  expiresAt: string,
): Made<'heldUnits'>[] {
  return lines.map(({ slotId, units, overbooked }) => ({
    id: heldLineId(holdId, slotId),
    fields: { holdId, slotId, units, overbooked, channelGroup, status: 'active', expiresAt, paying: false },
  }));
}

/** Units that were promised and are not there any more: the sale stands, and somebody is told [S33]. Nothing where all are there. */
export function promiseBroken(
  { forced }: TakenItems,
  { guestId, booking }: { readonly guestId: string; readonly booking: Made<'booking'> },
  context: Context,
): Event[] {
  const [first] = forced;
  if (first === undefined) return [];
  const units = forced.reduce((sum, one) => sum + one.units, 0);
  return [
    openException(context, {
      label: 'promise',
      kind: 'promise-forced',
      detail: { units, slots: forced.map(({ slot, units: of }) => ({ slotId: slot.id, date: slot.date, units: of })) },
      remedies: [{ kind: 'acceptForced', label: { units }, with: {} }],
      concerns: {
        guestId,
        bookingId: booking.id,
        bookingNumber: booking.fields.number,
        from: first.slot.date,
        amount: booking.fields.total,
        currency: booking.fields.currency,
      },
    }),
  ];
}
