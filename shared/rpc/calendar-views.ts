import { z } from 'zod';
import { dayShape } from './day-shape.ts';

/* Amounts are minor units of the property's currency; moments are UTC instants. */

/** What a bar asks of you (docs/screens.md). */
export const barStates = ['dueIn', 'inHouse', 'dueOut', 'overdue', 'confirmed', 'departed', 'unconfirmed'] as const;
export type BarState = (typeof barStates)[number];

/** One part of a stay on the tape chart. `[from, to)` are its nights; day use has `from === to`. */
export const barView = z.object({
  id: z.string(),
  stayId: z.string(),
  bookingId: z.string(),
  bookingNumber: z.string(),
  guestId: z.string(),
  roomId: z.string().nullable(),
  roomTypeId: z.string(),
  from: dayShape,
  to: dayShape,
  state: z.enum(barStates),
  name: z.string(),
  adults: z.number(),
  children: z.number(),
  /** What is still to be paid on the booking. */
  unpaid: z.number(),
  total: z.number(),
  vip: z.boolean(),
  locked: z.boolean(),
  disputed: z.boolean(),
  /** The sale was made here and has not reached the server yet, which may refuse it. */
  tentative: z.boolean(),
  /** The same, but it was promised: it stands whatever the server finds [S32]. */
  guaranteed: z.boolean(),
  country: z.string(),
  wishes: z.string(),
  expectedAt: z.string(),
  version: z.number(),
});
export type BarView = z.infer<typeof barView>;

export const blockView = z.object({
  id: z.string(),
  roomId: z.string(),
  roomTypeId: z.string(),
  kind: z.enum(['OOO', 'OOS']),
  from: dayShape,
  to: dayShape,
  reason: z.string(),
});
export type BlockView = z.infer<typeof blockView>;

/** The window of the tape chart: all bars that touch `[from, to)`, and per room type and day what is there and what is taken. */
export const calendarView = z.object({
  from: dayShape,
  to: dayShape,
  businessDate: dayShape,
  bars: z.array(barView),
  blocks: z.array(blockView),
  /**
   * `total[i]`, `taken[i]` and `promised[i]` belong to the i-th day of the window; total is without the rooms out of order, and
   * what this desk may promise [S32] is not taken for it.
   */
  nights: z.array(
    z.object({
      roomTypeId: z.string(),
      total: z.array(z.number()),
      taken: z.array(z.number()),
      promised: z.array(z.number()),
    }),
  ),
});
export type CalendarView = z.infer<typeof calendarView>;
