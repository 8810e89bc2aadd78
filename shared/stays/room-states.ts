import type { Transition } from '#shared/kernel/state-machine.ts';
import type { RoomStatus } from '#shared/schema/words.ts';

export type RoomCommand =
  | 'setClean'
  | 'setDirty'
  | 'setInspected'
  | 'checkIn'
  | 'checkOut'
  | 'putOutOfOrder'
  | 'putOutOfService'
  | 'returnToService';

/** Every step a room may take [R2]: what each command asks before it changes a room's status. Not in it: what stays as it is. */
export const roomTransitions: readonly Transition<RoomStatus, RoomCommand>[] = [
  { from: ['VACANT_DIRTY', 'INSPECTED', 'VACANT_CLEAN', 'OOS'], command: 'setClean', to: 'VACANT_CLEAN' },
  { from: ['VACANT_CLEAN', 'INSPECTED', 'VACANT_DIRTY', 'OOS'], command: 'setDirty', to: 'VACANT_DIRTY' },
  { from: ['VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED'], command: 'setInspected', to: 'INSPECTED' },
  {
    from: ['VACANT_CLEAN', 'INSPECTED', 'VACANT_DIRTY', 'OOS'],
    command: 'checkIn',
    to: 'OCCUPIED',
    guard: 'clean, or with a reason',
  },
  { from: ['OCCUPIED'], command: 'checkOut', to: 'VACANT_DIRTY', guard: 'a room that is out of order stays so' },
  {
    from: ['VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED', 'OOS'],
    command: 'putOutOfOrder',
    to: 'OOO',
    guard: 'leaves inventory',
  },
  { from: ['VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED'], command: 'putOutOfService', to: 'OOS' },
  { from: ['OOO', 'OOS'], command: 'returnToService', to: 'VACANT_DIRTY' },
];

/** The command that leads to a housekeeping status. */
export const housekeepingCommand = {
  VACANT_CLEAN: 'setClean',
  VACANT_DIRTY: 'setDirty',
  INSPECTED: 'setInspected',
} as const satisfies Partial<Record<RoomStatus, RoomCommand>>;
