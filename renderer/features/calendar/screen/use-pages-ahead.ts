import { useEffect } from 'react';
import { addDays } from '#shared/kernel/dates.ts';
import { prefetch } from '#renderer/state/view-store.ts';

/** Whoever leafs on within so long is not looking yet, and shall not wait behind pages that were not asked for. */
const REST_MS = 200;

/**
 * Once a window has been looked at for a moment and the browser has nothing else to do, reads the page after it and the
 * one before, so that they are there when they are turned to. Null reads nothing.
 */
export function usePagesAhead(from: string | null, days: number): void {
  useEffect(() => {
    if (from === null) return;
    const pages = [addDays(from, days), addDays(from, -days)];
    let idle = 0;
    // One at a time: between the two the services may have something better to do, and so may the screen.
    const readNext = (): void => {
      const page = pages.shift();
      if (page === undefined) return;
      prefetch('calendar.window', { from: page, days });
      idle = requestIdleCallback(readNext);
    };
    const rest = setTimeout(() => {
      idle = requestIdleCallback(readNext);
    }, REST_MS);
    return () => {
      clearTimeout(rest);
      cancelIdleCallback(idle);
    };
  }, [from, days]);
}
