import { z } from 'zod';
import type { RefusalReason } from '#shared/kernel/outcome.ts';
import type { Foresight } from '#shared/rpc/answer-views.ts';

/** What a change of seats would cost, or why it cannot be had. Minor units, of the whole booking. */
export type PriceForeseen =
  | { readonly ok: true; readonly total: number; readonly difference: number }
  | { readonly ok: false; readonly reason: RefusalReason; readonly free: number | undefined };

const moved = z.object({
  type: z.literal('SeatsMoved'),
  seats: z.array(z.object({ id: z.string(), fields: z.object({ variantId: z.string().nullable() }) })),
});

/** Ways to join that seats would lose, since there is none of the name where they go; each once. */
export function withoutTheirWay(
  foresight: Foresight | undefined,
  own: readonly { readonly id: string; readonly variant: string }[],
): readonly string[] {
  const events = foresight?.ok ? foresight.events.map((event) => moved.safeParse(event)) : [];
  const without = events.flatMap(({ data }) => data?.seats ?? []).filter(({ fields }) => fields.variantId === null);
  const lost = own.filter(({ id, variant }) => variant !== '' && without.some((seats) => seats.id === id));
  return [...new Set(lost.map(({ variant }) => variant))];
}

const priced = z.object({
  type: z.enum(['PaxChanged', 'SeatsPriced']),
  booking: z.object({ fields: z.object({ total: z.number() }) }),
});

/** Reads it from what the command would do; undefined where it would change nothing. */
export function priceForeseen(foresight: Foresight, agreed: number): PriceForeseen | undefined {
  if (!foresight.ok) {
    const { free } = foresight.detail;
    return { ok: false, reason: foresight.reason, free: typeof free === 'number' ? Math.max(0, free) : undefined };
  }
  const total = foresight.events.map((event) => priced.safeParse(event)).find(({ success }) => success)?.data?.booking
    .fields.total;
  return total === undefined ? undefined : { ok: true, total, difference: total - agreed };
}
