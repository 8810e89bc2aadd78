import { z } from 'zod';
import { roomStatuses } from '#shared/schema/words.ts';
import { barView } from './calendar-views.ts';
import { dayShape } from './day-shape.ts';
import { inboxEntryView } from './inbox-views.ts';

/* Amounts are minor units of the property's currency; moments are UTC instants. */

/** One stay in a list of the day. */
export const dayRow = z.object({
  bar: barView,
  roomNumber: z.string().nullable(),
  roomStatus: z.enum(roomStatuses).nullable(),
  nights: z.number(),
  /** Who is still in the room and leaves today or should have: the arrival waits for them. Null where nobody does. */
  waitsFor: z.object({ guest: z.string(), bookingId: z.string() }).nullable(),
});
export type DayRow = z.infer<typeof dayRow>;

export const todayView = z.object({
  businessDate: dayShape,
  arrivals: z.array(dayRow),
  arrived: z.number(),
  inHouse: z.number(),
  guestsInHouse: z.number(),
  departures: z.array(dayRow),
  departed: z.number(),
  unassigned: z.array(dayRow),
  arrivalRoomsReady: z.number(),
  arrivalRooms: z.number(),
  unpaidToday: z.number(),
  unpaidFolios: z.number(),
  rooms: z.array(z.object({ status: z.enum(roomStatuses), count: z.number() })),
  waiting: z.array(inboxEntryView),
  waitingCount: z.number(),
});
export type TodayView = z.infer<typeof todayView>;
