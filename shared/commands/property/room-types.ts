import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest, ifUnchanged } from '../define.ts';
import { amountField, idField, shortText, versionField } from '../fields.ts';
import { edit, lockAll, see, where } from '../need.ts';

const added = z.object({
  code: z.string().min(1).max(12),
  name: shortText.min(1),
  position: z.number().int().min(0),
  baseOccupancy: z.number().int().min(1).max(50),
  maxOccupancy: z.number().int().min(1).max(50),
  nightlyRate: amountField,
});

export const addRoomType = defineRequest({
  name: 'addRoomType',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: added,
  input: added,
  load: ({ code }) => see({ same: lockAll('roomType', [where('code', '=', code)]) }),
  prepare: asIs,
  decide({ same }, input, context) {
    if (same.length > 0) return refuse('already-exists', { entity: 'roomType', code: input.code });
    return done([{ type: 'RoomTypeAdded', roomType: { id: context.id('roomType'), fields: input } }]);
  },
  concerns: (_seen, { name }) => ({ roomType: name }),
});

const changed = z.object({
  roomTypeId: idField,
  expectedVersion: versionField,
  name: shortText.min(1),
  baseOccupancy: z.number().int().min(1).max(50),
  maxOccupancy: z.number().int().min(1).max(50),
  nightlyRate: amountField,
});

/** Changes a room type's words and its plain nightly rate; agreed rates of bookings stay as they are. */
export const changeRoomType = defineRequest({
  name: 'changeRoomType',
  version: 1,
  roles: ['administrator', 'manager'],
  draft: changed,
  input: changed,
  load: ({ roomTypeId }) => see({ roomType: edit('roomType', roomTypeId) }),
  prepare: ifUnchanged((seen: { readonly roomType: Row<'roomType'> | undefined }) => seen.roomType),
  decide({ roomType }, { roomTypeId, expectedVersion: _version, ...fields }) {
    if (roomType === undefined) return refuse('not-found', { entity: 'roomType' });
    return done([{ type: 'RoomTypeChanged', roomTypeId, fields }]);
  },
  concerns: (_seen, { name }) => ({ roomType: name }),
});
