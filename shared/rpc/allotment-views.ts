import { z } from 'zod';
import { dayShape } from './day-shape.ts';

/** What a desk keeps to sell without asking [S31]; version 0 where nothing is set yet. */
export const allotmentPolicyView = z.object({
  version: z.number(),
  seatUnits: z.number(),
  seatDays: z.number(),
  roomUnits: z.number(),
  roomDays: z.number(),
  keepLast: z.number(),
  active: z.boolean(),
});
export type AllotmentPolicyView = z.infer<typeof allotmentPolicyView>;

/** The settings for all desks and for each, and what each holds now, in the order of the days. */
export const allotmentsView = z.object({
  all: allotmentPolicyView.nullable(),
  desks: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      status: z.enum(['active', 'revoked']),
      /** Its own settings, where it has any. */
      policy: allotmentPolicyView.nullable(),
      leases: z.array(
        z.object({
          slotId: z.string(),
          kind: z.enum(['roomNight', 'seat']),
          /** The product's or the room type's. */
          name: z.string(),
          date: dayShape,
          units: z.number(),
          recalled: z.number(),
          /** Of an earlier life of the desk's data, which may still hold sales [S16]. */
          earlier: z.boolean(),
        }),
      ),
    }),
  ),
});
export type AllotmentsView = z.infer<typeof allotmentsView>;
