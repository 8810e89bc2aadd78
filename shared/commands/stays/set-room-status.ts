import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import { housekeepingCommand, roomTransitions } from '#shared/stays/room-states.ts';
import { asIs, defineFact } from '../define.ts';
import { idField } from '../fields.ts';
import { lock, see } from '../need.ts';

const draft = z.object({ roomId: idField, status: z.enum(['VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED']) });

/** A room was cleaned, dirtied or inspected [R2]. A guest who has moved in meanwhile keeps it occupied. */
export const setRoomStatus = defineFact({
  name: 'setRoomStatus',
  version: 1,
  roles: ['frontDesk', 'housekeeping', 'manager', 'administrator'],
  draft,
  input: draft,
  load: ({ roomId }) => see({ room: lock('room', roomId) }),
  prepare: asIs,
  guard({ room }, { status }) {
    if (room === undefined) return refuse('not-found', { entity: 'room' });
    const command = housekeepingCommand[status];
    if (nextState(roomTransitions, room.status, command) === undefined) {
      return refuse('invalid-transition', { command, status: room.status, room: room.number });
    }
    return done(null);
  },
  record({ room }, { status }) {
    if (room === undefined || nextState(roomTransitions, room.status, housekeepingCommand[status]) === undefined)
      return [];
    return [{ type: 'RoomStatusSet', roomId: room.id, from: room.status, to: status }];
  },
  concerns: ({ room }, { roomId }) => ({ roomId, room: room?.number ?? '' }),
});
