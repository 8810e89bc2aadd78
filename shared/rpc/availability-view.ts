import { z } from 'zod';
import { roomStatuses } from '#shared/schema/words.ts';
import { dayShape } from './day-shape.ts';

/**
 * Free rooms for a wish: per room type the fewest free on any of its nights, and the rooms that are free throughout. They
 * differ by the stays that are sold but have no room yet: `withoutRoom` counts those that touch the nights.
 */
export const availabilityView = z.object({
  from: dayShape,
  to: dayShape,
  types: z.array(
    z.object({
      roomTypeId: z.string(),
      free: z.number(),
      /** Of the free ones those that this desk may promise on every night, whatever others sell meanwhile [S32]. */
      promised: z.number(),
      nightlyRate: z.number(),
      withoutRoom: z.number(),
      rooms: z.array(z.object({ id: z.string(), number: z.string(), status: z.enum(roomStatuses) })),
    }),
  ),
});
export type AvailabilityView = z.infer<typeof availabilityView>;
