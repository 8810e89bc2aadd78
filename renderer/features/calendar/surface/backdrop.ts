import type { Scene } from './scene.ts';

/** The class of a day: today, a weekend, or nothing. */
export function dayTint(scene: Scene, day: number): string {
  return day === scene.businessDay ? ' now' : scene.weekend(day) ? ' we' : '';
}

/** The day columns behind the rows, and the now line: plain boxes, which a browser fills faster than any gradient. */
export function backdropElement(scene: Scene): HTMLElement {
  const { columns } = scene;
  const backdrop = document.createElement('div');
  backdrop.className = 'cal-backdrop';
  backdrop.setAttribute('aria-hidden', 'true');
  for (let index = 0; index < columns.days; index++) {
    const day = document.createElement('div');
    day.className = `cal-column${dayTint(scene, columns.first + index)}`;
    day.style.left = `${columns.labelWidth + index * columns.dayWidth}px`;
    backdrop.append(day);
  }
  const line = nowLine(scene);
  if (line !== null) backdrop.append(line);
  return backdrop;
}

/** A piece of the now line: one behind the rows, and one in each row over its edges and under its bars. Null outside the window. */
export function nowLine({ nowX }: Scene): HTMLElement | null {
  if (nowX === null) return null;
  const line = document.createElement('div');
  line.className = 'cal-now';
  line.style.left = `${nowX - 1}px`;
  line.setAttribute('aria-hidden', 'true');
  return line;
}
