import { z } from 'zod';
import { resizeTotal } from '#shared/inventory/slot.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField, shortText } from '../fields.ts';
import { lock, lockAll, see, where } from '../need.ts';
import { loadKnownNights } from '../nights.ts';

const draft = z.object({
  roomTypeId: idField,
  number: z.string().min(1).max(12),
  floor: z.string().max(12),
  position: z.number().int().min(0),
  features: z.array(shortText).max(40),
});
type Draft = z.infer<typeof draft>;

/** Adds a room to a type; from the business date on the type's nights have one more to sell [I1]. */
export const addRoom = defineRequest({
  name: 'addRoom',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide({ roomType, same, slots }, input, context) {
    if (roomType === undefined) return refuse('not-found', { entity: 'roomType' });
    if (same.length > 0) return refuse('already-exists', { entity: 'room', number: input.number });
    return done([
      {
        type: 'RoomAdded',
        room: { id: context.id('room'), fields: { ...input, status: 'VACANT_CLEAN', note: '' } },
        slots: slots.map((slot) => resizeTotal(slot, 1)),
      },
    ]);
  },
  concerns: (_seen, { number }) => ({ room: number }),
});

function* load({ roomTypeId, number }: Draft, context: { businessDate: string }) {
  const seen = yield* see({
    roomType: lock('roomType', roomTypeId),
    same: lockAll('room', [where('number', '=', number)]),
  });
  const slots = yield* loadKnownNights(roomTypeId, { from: context.businessDate });
  return { ...seen, slots };
}
