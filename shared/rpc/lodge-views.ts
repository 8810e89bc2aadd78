import { z } from 'zod';
import { roomStatuses } from '#shared/schema/words.ts';
import { dayShape } from './day-shape.ts';
import { userView } from './session-views.ts';

export const roomTypeView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  position: z.number(),
  baseOccupancy: z.number(),
  maxOccupancy: z.number(),
  nightlyRate: z.number(),
});
export type RoomTypeView = z.infer<typeof roomTypeView>;

export const roomView = z.object({
  id: z.string(),
  roomTypeId: z.string(),
  number: z.string(),
  floor: z.string(),
  position: z.number(),
  status: z.enum(roomStatuses),
  features: z.array(z.string()),
  note: z.string(),
});
export type RoomView = z.infer<typeof roomView>;

/** The lodge as every screen needs it: it changes seldom. Types and rooms come in the order in which they are shown. */
export const lodgeView = z.object({
  property: z.object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    zone: z.string(),
    currency: z.string(),
    checkInTime: z.string(),
    checkOutTime: z.string(),
    businessDate: dayShape,
  }),
  desk: z.object({ code: z.string(), name: z.string(), epoch: z.number() }),
  roomTypes: z.array(roomTypeView),
  rooms: z.array(roomView),
  users: z.array(userView),
});
export type LodgeView = z.infer<typeof lodgeView>;
