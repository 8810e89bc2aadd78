import { dayNumber } from '#shared/kernel/dates.ts';
import { indexOfRow } from '../layout/chart.ts';
import { ROW } from '../layout/visible-rows.ts';
import type { Scene } from './scene.ts';

/** The place a bar comes back from. */
export interface LeftPlace {
  readonly roomId: string | null;
  readonly from: string;
}

/** Lets a bar that stands in its old place again come there visibly from where it was dropped. Does nothing under reduced motion. */
export function springBack(root: HTMLElement, scene: Scene, barId: string, left: LeftPlace): void {
  const bar = root.querySelector<HTMLElement>(`[data-bar="${CSS.escape(barId)}"]`);
  const row = bar?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  if (bar == null || row === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const home = indexOfRow(scene.chart, row);
  const there = indexOfRow(scene.chart, left.roomId === null ? 'unassigned:0' : `room:${left.roomId}`);
  const placed = scene.chart.pinned.concat(scene.chart.body)[home]?.bars.find((one) => one.id === barId);
  if (there === -1 || placed === undefined) return;
  const x = (dayNumber(left.from) - placed.from) * scene.columns.dayWidth;
  bar.animate(
    [
      { transform: `translate(${x}px, ${(there - home) * ROW}px)`, zIndex: 9 },
      { transform: 'none', zIndex: 9 },
    ],
    {
      duration: 140,
      easing: 'cubic-bezier(.2, .8, .2, 1)',
    },
  );
}
