import { useIdle } from '@mantine/hooks';
import { useEffect } from 'react';
import { isOpen, lock, useSession } from '#renderer/state/session.ts';

/** An unattended desk locks itself [U1]. */
const IDLE_MS = 5 * 60_000;

export function useIdleLock(): void {
  const idle = useIdle(IDLE_MS, { initialState: false });
  const open = useSession((state) => isOpen(state.session));
  useEffect(() => {
    // Without the services there is nobody to lock with; nothing can be done at this window then either.
    if (idle && open) lock().catch(() => undefined);
  }, [idle, open]);
}
