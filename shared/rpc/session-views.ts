import { z } from 'zod';
import { roles } from '#shared/schema/words.ts';

export const userView = z.object({ id: z.string(), name: z.string(), initials: z.string(), role: z.enum(roles) });
export type UserView = z.infer<typeof userView>;

/** Who is signed in at this window. */
export const sessionView = z.object({
  user: userView.nullable(),
  locked: z.boolean(),
  /** After too many wrong PINs: no attempt is looked at before this moment. */
  lockedOutUntil: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

/** What came of a manager's PIN for somebody who is locked out. Wrong PINs count against the manager. */
export const letTryView = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['wrong-pin', 'no-right', 'locked-out']),
    /** Where the manager is locked out now: until when. */
    lockedOutUntil: z.string().nullable(),
  }),
]);
export type LetTryView = z.infer<typeof letTryView>;
