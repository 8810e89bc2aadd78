import { xOfDay } from '../layout/columns.ts';
import type { Scene } from './scene.ts';

/** The tint of weekends and of today as one background image, so that it needs no elements. */
export function tintImage(scene: Scene): string {
  const { columns, businessDay, weekend } = scene;
  const stops: string[] = [];
  for (let day = columns.first; day < columns.first + columns.days; day++) {
    const tint = day === businessDay ? 'var(--today)' : weekend(day) ? 'var(--weekend)' : null;
    if (tint === null) continue;
    const left = xOfDay(columns, day);
    const right = left + columns.dayWidth;
    stops.push(`transparent ${left}px`, `${tint} ${left}px ${right}px`, `transparent ${right}px`);
  }
  return stops.length === 0 ? 'none' : `linear-gradient(to right, transparent 0, ${stops.join(', ')})`;
}
