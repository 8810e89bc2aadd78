import type { Stretch } from './columns.ts';

/**
 * Lays stretches that share time on levels under one another, each on the first level that is free.
 * Takes them in order of their start; returns the levels from the top, at least one.
 */
export function stack<T extends Stretch>(items: readonly T[]): T[][] {
  const levels: T[][] = [];
  const ends: number[] = [];
  for (const item of items) {
    const found = ends.findIndex((end) => end <= item.start);
    const level = found === -1 ? levels.length : found;
    if (found === -1) levels.push([]);
    levels[level]?.push(item);
    ends[level] = item.end;
  }
  return levels.length === 0 ? [[]] : levels;
}
