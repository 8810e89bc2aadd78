import type { Role } from '#shared/schema/words.ts';
import { useSession } from '#renderer/state/session.ts';

const planners: ReadonlySet<Role> = new Set<Role>(['manager', 'administrator']);

/** Whether whoever sits here plans tours: adds, changes, blocks, shuts and cancels departures. The commands ask again [U1]. */
export function useMayPlan(): boolean {
  return useSession(({ session }) => session?.user !== null && session !== null && planners.has(session.user.role));
}
