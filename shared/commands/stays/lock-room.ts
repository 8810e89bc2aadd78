import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { edit, peek, see } from '../need.ts';

const draft = z.object({ occupancyId: idField, locked: z.boolean() });

/** Locks a stay to its room ("asked for this balcony"), or unlocks it. */
export const lockRoom = defineRequest({
  name: 'lockRoom',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide({ occupancy }, { occupancyId, locked }) {
    if (occupancy === undefined) return refuse('not-found', { entity: 'occupancy' });
    if (occupancy.roomId === null) return refuse('no-room', {});
    return done([{ type: 'RoomLockSet', occupancyId, locked }]);
  },
  concerns: ({ booking, guest }) => ({
    guest: guest?.name ?? '',
    bookingId: booking?.id ?? '',
    bookingNumber: booking?.number ?? '',
  }),
});

function* load({ occupancyId }: z.infer<typeof draft>) {
  const { occupancy } = yield* see({ occupancy: edit('occupancy', occupancyId) });
  const { booking } = yield* see({ booking: peek('booking', occupancy?.bookingId ?? '') });
  const { guest } = yield* see({ guest: peek('guest', booking?.guestId ?? '') });
  return { occupancy, booking, guest };
}
