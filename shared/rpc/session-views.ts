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
