import { z } from 'zod';
import type { Foresight } from '#shared/rpc/answer-views.ts';

/** Whom a cancellation of the operator would move and whom refund [I8], and what those have paid. Minor units. */
export interface CancellationForeseen {
  readonly moved: number;
  readonly refunded: number;
  readonly paid: number;
  /** Numbers of bookings that do not fit where everybody is to be moved. */
  readonly left: readonly string[];
}

const moves = z.object({ type: z.literal('SeatsMoved') });
const tells = z.object({
  type: z.literal('NoticeQueued'),
  notice: z.object({
    fields: z.object({
      kind: z.literal('departureCancelled'),
      bookingId: z.string(),
      body: z.object({ paid: z.number() }),
    }),
  }),
});
const short = z.object({ left: z.array(z.string()) });

/** Reads it from what the command would do; nothing is foreseen until it is known. */
export function cancellationForeseen(foresight: Foresight | undefined): CancellationForeseen {
  if (foresight === undefined) return { moved: 0, refunded: 0, paid: 0, left: [] };
  if (!foresight.ok)
    return { moved: 0, refunded: 0, paid: 0, left: short.safeParse(foresight.detail).data?.left ?? [] };
  const refunded = foresight.events.flatMap((event) => tells.safeParse(event).data ?? []);
  return {
    moved: foresight.events.filter((event) => moves.safeParse(event).success).length,
    refunded: refunded.length,
    paid: refunded.reduce((sum, { notice }) => sum + notice.fields.body.paid, 0),
    left: [],
  };
}
