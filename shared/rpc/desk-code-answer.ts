import { z } from 'zod';

/** What came of a manager's code for this desk. */
export const deskCodeAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), desk: z.string(), epoch: z.number() }),
  z.object({
    ok: z.literal(false),
    /** `other-desk`: the code was not given for this desk; `desk` says for whom. */
    reason: z.enum(['unreachable', 'bad-code', 'revoked', 'other-desk', 'refused']),
    desk: z.string(),
  }),
]);
export type DeskCodeAnswer = z.infer<typeof deskCodeAnswer>;
