import type { Role } from '#shared/schema/words.ts';
import { useSession } from '#renderer/state/session.ts';

const managers: ReadonlySet<Role> = new Set<Role>(['manager', 'administrator']);

/** Whether whoever sits here changes settings; everybody may look. The commands ask again [U1]. */
export function useMayChange(): boolean {
  return useSession(({ session }) => managers.has(session?.user?.role ?? 'system'));
}
