import { useCallback, useEffect, useState } from 'react';
import type { ShownCell } from './month-grid.tsx';

/** The pointer rests so long before the card comes, and may leave for so long before it goes. */
const COME_MS = 300;
const GO_MS = 220;

/** The cell whose card is open. A key opens it at once; under the pointer it comes after a rest, and stays while the pointer is on it. */
export function useShownCell() {
  const [hovered, setHovered] = useState<ShownCell | null>(null);
  const [shown, setShown] = useState<ShownCell | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => setShown(hovered), hovered === null ? GO_MS : COME_MS);
    return () => clearTimeout(timer);
  }, [hovered, held]);
  const show = useCallback((next: ShownCell | null, by: 'pointer' | 'key') => {
    setHovered((last) => (sameCell(last, next) ? last : next));
    if (by === 'key') {
      setHeld(false);
      setShown(next);
    }
  }, []);
  const close = useCallback(() => {
    setHeld(false);
    setHovered(null);
    setShown(null);
  }, []);
  return { shown, show, close, keep: () => setHeld(true), leave: () => (setHeld(false), setHovered(null)) };
}

function sameCell(a: ShownCell | null, b: ShownCell | null): boolean {
  return a?.cell === b?.cell;
}
