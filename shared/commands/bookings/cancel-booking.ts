import { z } from 'zod';
import { stayTransitions } from '#shared/bookings/states.ts';
import { groupOf } from '#shared/inventory/channel-group.ts';
import { giveBack } from '#shared/inventory/slot.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import { idField, longText, sealedLong, versionField } from '../fields.ts';
import { edit, lockAll, peek, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';

const draft = z.object({ bookingId: idField, expectedVersion: versionField, reason: longText.min(1) });
type Draft = z.infer<typeof draft>;

/** Cancels a booking of which nobody has arrived: its nights are for sale again; what was paid stays the guest's until it is given back. */
export const cancelBooking = defineRequest({
  name: 'cancelBooking',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator', 'agent'],
  draft,
  input: draft.extend({ reason: sealedLong.min(1) }),
  load,
  prepare(seen, given, _context, { seal }) {
    const unchanged = ifUnchanged(({ booking }: typeof seen) => booking)(seen, given);
    return unchanged.ok ? done({ ...given, reason: seal(seen.booking?.guestId ?? '', given.reason) }) : unchanged;
  },
  decide({ booking, stays, occupancies, slots }, input, context) {
    if (booking === undefined) return refuse('not-found', { entity: 'booking' });
    const settled = stays.find((stay) => nextState(stayTransitions, stay.status, 'cancelBooking') === undefined);
    if (settled !== undefined || booking.status !== 'CONFIRMED') {
      return refuse('invalid-transition', { command: 'cancelBooking', status: settled?.status ?? booking.status });
    }
    return done([
      {
        type: 'BookingCancelled',
        bookingId: booking.id,
        reason: input.reason,
        stayIds: stays.map((stay) => stay.id),
        occupancyIds: occupancies.map((occupancy) => occupancy.id),
        slots: slots.map((slot) => giveBack(slot, 1, groupOf(booking.source))),
        at: context.now,
      },
    ]);
  },
  concerns: ({ booking, guest }) => ({
    guest: guest?.name ?? '',
    bookingId: booking?.id ?? '',
    bookingNumber: booking?.number ?? '',
    amount: booking?.paid ?? 0,
    currency: booking?.currency ?? '',
  }),
});

function* load({ bookingId }: Draft) {
  const seen = yield* see({
    booking: edit('booking', bookingId),
    stays: lockAll('stay', [where('bookingId', '=', bookingId)]),
  });
  const { guest } = yield* see({ guest: peek('guest', seen.booking?.guestId ?? '') });
  const occupancies = [];
  const slots = [];
  for (const stay of seen.stays) {
    const { parts } = yield* see({ parts: lockAll('occupancy', [where('stayId', '=', stay.id)]) });
    occupancies.push(...parts);
    slots.push(...(yield* loadNights(stay.roomTypeId, { from: stay.arrival, to: stay.departure })));
  }
  return { ...seen, guest, occupancies, slots };
}
