import { dayNumber } from '#shared/kernel/dates.ts';
import type { Conflict } from '../move/move-state.ts';

/** A place on the chart that a conflict speaks of: where the first way out would put the bar, or where it was tried. */
export interface NamedPlace {
  readonly roomId: string | null;
  readonly from: number;
  readonly to: number;
}

/** Where the first way out would put the bar; null when it moves none. */
export function offeredPlace({ refused }: Conflict): NamedPlace | null {
  const first = refused.alternatives[0];
  return first?.command === 'moveStay' ? placeIn(first.input) : null;
}

/** Where the refused move wanted to go. */
export function triedPlace({ draft }: Conflict): NamedPlace | null {
  return placeIn(draft);
}

function placeIn(input: unknown): NamedPlace | null {
  if (typeof input !== 'object' || input === null) return null;
  const roomId: unknown = Reflect.get(input, 'roomId');
  const from: unknown = Reflect.get(input, 'from');
  const to: unknown = Reflect.get(input, 'to');
  if (typeof roomId !== 'string' || typeof from !== 'string' || typeof to !== 'string') return null;
  return { roomId, from: dayNumber(from), to: dayNumber(to) };
}
