import { roles, roomStatuses } from '../words.ts';
import { bool, date, entity, id, int, json, oneOf, text } from '../entity.ts';

/** The house itself: property, people, desks, room types and rooms. */
export const house = {
  property: entity(
    'property',
    {
      name: text(),
      prefix: text(),
      zone: text(),
      currency: text(),
      checkInTime: text(),
      checkOutTime: text(),
      businessDate: date(),
    },
    { lockOrder: 5 },
  ),
  user: entity(
    'app_user',
    { name: text(), initials: text(), role: oneOf(roles), pinHash: text(), active: bool() },
    { lockOrder: 8 },
  ),
  desk: entity(
    'desk',
    { code: text(), name: text(), status: oneOf(['active', 'revoked']), epoch: int() },
    { unique: [['code']], lockOrder: 10 },
  ),
  roomType: entity(
    'room_type',
    { code: text(), name: text(), position: int(), baseOccupancy: int(), maxOccupancy: int(), nightlyRate: int() },
    { unique: [['code']], lockOrder: 38 },
  ),
  room: entity(
    'room',
    {
      roomTypeId: id(),
      number: text(),
      floor: text(),
      position: int(),
      status: oneOf(roomStatuses),
      features: json<readonly string[]>(),
      note: text(),
    },
    { indexes: [['roomTypeId']], unique: [['number']], lockOrder: 40 },
  ),
  /** A span in which a room is out of order (OOO, leaves inventory) or out of service (OOS, does not). */
  roomBlock: entity(
    'room_block',
    {
      roomId: id(),
      roomTypeId: id(),
      kind: oneOf(['OOO', 'OOS']),
      fromDate: date(),
      toDate: date(),
      reason: text(),
      status: oneOf(['open', 'ended']),
    },
    { indexes: [['roomId'], ['status', 'toDate']], lockOrder: 45 },
  ),
};
