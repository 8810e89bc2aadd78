import { useEffect, useRef } from 'react';

/**
 * Puts the focus into a screen's work when the screen was just gone to: keys then act at once, without Tabs from the
 * navigation. Whoever already has the focus somewhere in the screen or over it keeps it.
 */
export function useFirstFocus(ready: boolean, focus: () => void): void {
  const done = useRef(false);
  const latest = useRef(focus);
  useEffect(() => {
    latest.current = focus;
  });
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    if (isLeftBehind(document.activeElement)) latest.current();
  }, [ready]);
}

/** Nothing has the focus, or the way to this screen still has it. */
function isLeftBehind(element: Element | null): boolean {
  return element === null || element === document.body || element.closest('nav') !== null;
}
