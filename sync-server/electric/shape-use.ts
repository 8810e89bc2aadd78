import type { Shape } from './shape.ts';

/** Shapes in the order in which they may go: those without readers first, the one not read for longest before. */
export function byUse(shapes: Iterable<Shape>): readonly Shape[] {
  return [...shapes].sort((a, b) => Number(a.followers.size > 0) - Number(b.followers.size > 0) || a.usedAt - b.usedAt);
}

/** Those that go first: a tenth at once, so that it is not done for every new shape. */
export function leastUsed(shapes: Iterable<Shape>): readonly Shape[] {
  const all = byUse(shapes);
  return all.slice(0, Math.max(1, Math.floor(all.length / 10)));
}

/** How much of a transaction is collected for a shape before it is written. */
export const RECORD_BYTES = 65_536;
/** Bytes that may wait for the disk before the stream of changes is held back. */
export const MAX_WAITING = 16_000_000;
/** Batches that may wait for Postgres to judge them before it is. */
export const MAX_JUDGING = 16;

/** Tells `hold` when one of the loads, as shares of what may be, is past its limit, and when all are down to half of it. */
export function holdBack(loads: () => readonly number[], hold: (held: boolean) => void): () => void {
  let held = false;
  return () => {
    const wanted = loads().some((load) => load > (held ? 0.5 : 1));
    if (wanted === held) return;
    held = wanted;
    hold(held);
  };
}
