import { useEffect } from 'react';
import { addDays } from '#shared/kernel/dates.ts';
import { prefetch } from '#renderer/state/view-store.ts';

/** Once a window is painted and the browser has nothing else to do, reads the page after it and the one before, so that they are there when they are turned to. Null does nothing. */
export function usePagesAhead(from: string | null, days: number): void {
  useEffect(() => {
    if (from === null) return;
    const turns = [days, -days];
    let waiting = requestIdleCallback(readNext);
    // One at a time: between the two the services may have something better to do, and so may the screen.
    function readNext(): void {
      const turn = turns.shift();
      if (from === null || turn === undefined) return;
      prefetch('calendar.window', { from: addDays(from, turn), days });
      waiting = requestIdleCallback(readNext);
    }
    return () => cancelIdleCallback(waiting);
  }, [from, days]);
}
