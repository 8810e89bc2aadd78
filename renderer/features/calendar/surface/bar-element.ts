import type { BarLook } from '../bars/bar-look.ts';
import { barLook } from '../bars/bar-look.ts';
import type { ChartRow } from '../layout/chart.ts';
import { dayAt } from '../layout/columns.ts';
import type { PlacedBar } from '../layout/placed-bar.ts';
import { iconElement } from './icon-element.ts';
import type { Scene } from './scene.ts';

/**
 * Draws one bar, or nothing when it is not among the days shown. Most bars are a single element: the name is its text.
 * Bars follow one another in their row: `after` is the pixel at which the one before ends, `end` the one at which this does.
 */
export function barElement(
  placed: PlacedBar,
  row: ChartRow,
  scene: Scene,
  after: number,
): { element: HTMLElement; end: number } | null {
  const look = barLook(placed, scene);
  if (look === null) return null;
  const bar = document.createElement('div');
  bar.className = classOf(look, scene);
  bar.style.marginLeft = `${look.x - after}px`;
  bar.style.width = `${look.width}px`;
  bar.dataset['bar'] = look.id;
  bar.setAttribute('role', 'gridcell');
  bar.setAttribute('aria-colindex', String(2 + dayAt(scene.columns, look.x) - scene.columns.first));
  // The name is what stands in the bar; all that it means is read out with it.
  bar.setAttribute('aria-description', scene.words.bar(placed, row));
  fill(bar, look);
  return { element: bar, end: look.x + look.width };
}

function classOf(look: BarLook, scene: Scene): string {
  let name = `cal-bar ${look.tone}`;
  if (look.cutLeft) name += ' from';
  if (look.cutRight) name += ' to';
  if (look.parts.name === 0) name += ' tiny';
  if (look.dayUse) name += ' dayuse';
  if (isRich(look)) name += ' rich';
  if (look.owes) name += ' owes';
  if (look.id === scene.chosen) name += ' chosen';
  if (scene.hit.has(look.id)) name += ' hit';
  if (look.id === scene.lifted) name += ' lifted';
  return name;
}

/** It has more than its name in it, which has to be laid out beside it. */
function isRich({ parts, icon, dayUse }: BarLook): boolean {
  const { vip, shield, pax, lock, mark, chip } = parts;
  return dayUse || (parts.icon && icon !== null) || vip || shield || pax || lock || mark || chip;
}

/** `icon | VIP | shield | name | pax | … | lock | mark | chip`, as far as there is room. */
function fill(bar: HTMLElement, look: BarLook): void {
  const { parts } = look;
  if (parts.icon && look.icon !== null) bar.append(iconElement(look.icon));
  if (parts.vip) bar.append(iconElement('star'));
  if (parts.shield) bar.append(iconElement('shield'));
  const tail = parts.pax || parts.lock || parts.mark || parts.chip;
  if (parts.name > 0) bar.append(tail ? span('cal-name', look.name) : look.name);
  if (parts.pax) bar.append(span('cal-pax', look.pax));
  if (!parts.lock && !parts.mark && !parts.chip) return;
  const end = span('cal-end', '');
  if (parts.lock) end.append(iconElement('lock'));
  if (parts.mark) end.append(look.mark);
  if (parts.chip) end.append(span('cal-owe', look.chip));
  bar.append(end);
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
