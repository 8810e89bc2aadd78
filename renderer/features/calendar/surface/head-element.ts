import { dateOfDay } from '#shared/kernel/dates.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { dayTint } from './backdrop.ts';
import type { Scene } from './scene.ts';

/** Draws the two rows that stay on top: the days, and how full the house is on each. */
export function headElements(scene: Scene): HTMLElement[] {
  return [daysRow(scene), houseRow(scene)];
}

function daysRow(scene: Scene): HTMLElement {
  const { columns } = scene;
  const row = headRow('cal-days', 1);
  const corner = cell('cal-label', 'columnheader', 1);
  const month = formatDay(dateOfDay(columns.first), 'month').split(' ');
  const name = document.createElement('b');
  name.textContent = month[0] ?? '';
  corner.append(name, ` ${month.slice(1).join(' ')}`);
  row.append(corner);
  for (let index = 0; index < columns.days; index++) row.append(dayCell(scene, index));
  return row;
}

/** Narrow columns have the weekday's first letter, and the month where it begins instead. */
function dayCell(scene: Scene, index: number): HTMLElement {
  const { columns, businessDay, words } = scene;
  const day = columns.first + index;
  const date = dateOfDay(day);
  const shown = cell(`cal-day${dayTint(scene, day)}`, 'columnheader', index + 2);
  place(shown, scene, index);
  const weekday = formatDay(date, 'weekdayOnly');
  const monthBegins = index > 0 && date.endsWith('-01');
  const month = formatDay(date, 'short').replace(/[\d\s.]+/g, '');
  const wide = columns.dayWidth >= 64;
  const under =
    columns.dayWidth < 30
      ? monthBegins
        ? month.slice(0, 3)
        : weekday.slice(0, 1)
      : day === businessDay && wide
        ? words.today
        : monthBegins
          ? wide
            ? `${weekday} · ${month}`
            : month
          : weekday;
  shown.textContent = `${formatDay(date, 'day')}\n${under}`;
  shown.setAttribute('aria-description', formatDay(date, 'spoken') + (day === businessDay ? `, ${words.today}` : ''));
  return shown;
}

function houseRow(scene: Scene): HTMLElement {
  const { columns, words } = scene;
  const row = headRow('cal-house', 2);
  const label = cell('cal-label', 'rowheader', 1);
  const of = document.createElement('span');
  of.textContent = words.ofRooms(scene.rooms);
  label.append(words.houseCount, of);
  row.append(label);
  for (let index = 0; index < columns.days; index++) {
    const shown = cell(`cal-full${dayTint(scene, columns.first + index)}`, 'gridcell', index + 2);
    place(shown, scene, index);
    row.append(shown);
    const night = scene.house[index];
    if (night === undefined || scene.waiting) continue;
    fillNight(shown, night.taken, night.percent, columns.dayWidth);
    shown.setAttribute('aria-description', words.house(night, columns.first + index));
  }
  return row;
}

/** Count and per cent where there is room, else the one figure that fits. */
function fillNight(shown: HTMLElement, taken: number, percent: number, width: number): void {
  shown.style.setProperty('--full', `${Math.min(100, percent)}%`);
  if (percent > 100) shown.classList.add('over');
  if (width < 56) {
    shown.textContent = String(width < 30 ? percent : taken);
    return;
  }
  const count = document.createElement('b');
  count.textContent = String(taken);
  shown.append(count, ` ${percent} %`);
}

function headRow(className: string, rowIndex: number): HTMLElement {
  const row = document.createElement('div');
  row.className = className;
  row.setAttribute('role', 'row');
  row.setAttribute('aria-rowindex', String(rowIndex));
  return row;
}

function cell(className: string, role: string, column: number): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', role);
  element.setAttribute('aria-colindex', String(column));
  return element;
}

function place(element: HTMLElement, scene: Scene, index: number): void {
  element.style.left = `${scene.columns.labelWidth + index * scene.columns.dayWidth}px`;
}
