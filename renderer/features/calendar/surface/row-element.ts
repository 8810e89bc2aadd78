import type { RoomStatus } from '#shared/schema/words.ts';
import type { ChartRow } from '../layout/chart.ts';
import { ROW } from '../layout/visible-rows.ts';
import { dayTint, nowLine } from './backdrop.ts';
import { barElement } from './bar-element.ts';
import { iconElement, type IconName } from './icon-element.ts';
import type { Scene } from './scene.ts';

/** The rows of the head count for a screen reader: days and house count come first. */
const HEAD_ROWS = 2;

/** Draws one row at its place in its stack: the label, then its bars or its free counts. */
export function rowElement(row: ChartRow, scene: Scene, indexInStack: number, rowIndex: number): HTMLElement {
  const element = document.createElement('div');
  element.className = `cal-row ${row.kind}`;
  element.style.top = `${indexInStack * ROW}px`;
  element.dataset['row'] = row.key;
  element.setAttribute('role', 'row');
  element.setAttribute('aria-rowindex', String(rowIndex + 1 + HEAD_ROWS));
  element.append(labelElement(row, scene));
  if (row.kind === 'type') element.append(...freeCells(row, scene));
  const line = nowLine(scene);
  if (line !== null) element.append(line);
  let end = 0;
  for (const placed of row.bars) {
    const bar = barElement(placed, row, scene, end);
    if (bar === null) continue;
    element.append(bar.element);
    end = bar.end;
  }
  return element;
}

function labelElement(row: ChartRow, scene: Scene): HTMLElement {
  const label = document.createElement('div');
  label.className = 'cal-label';
  label.setAttribute('role', 'rowheader');
  switch (row.kind) {
    case 'room': {
      label.append(row.room.number);
      const status = statusIcon(row.room.status);
      if (status === null) break;
      const icon = iconElement(status.icon, 14);
      icon.classList.add('cal-hk', status.tone);
      label.title = scene.words.roomStatus(row.room.status);
      label.setAttribute('aria-label', `${row.room.number}, ${label.title}`);
      label.append(icon);
      break;
    }
    case 'type':
      label.append(iconElement(row.open ? 'open' : 'folded'), row.type.name);
      label.title = row.type.name;
      label.setAttribute('aria-expanded', String(row.open));
      break;
    case 'unassigned':
    case 'disputed':
      if (row.level === 0) fillLane(label, row.kind, scene);
      else label.setAttribute('aria-label', scene.words[row.kind]);
  }
  return label;
}

function fillLane(label: HTMLElement, kind: 'unassigned' | 'disputed', scene: Scene): void {
  const count = scene.chart[kind];
  label.append(scene.words[kind]);
  if (count === 0) return;
  const tag = document.createElement('span');
  tag.className = 'cal-count';
  tag.textContent = String(count);
  label.append(tag);
}

function freeCells(row: ChartRow & { kind: 'type' }, scene: Scene): HTMLElement[] {
  const { columns, words } = scene;
  const free = scene.free.get(row.type.id);
  const ours = scene.promised.get(row.type.id);
  const wide = columns.dayWidth >= 30;
  return Array.from({ length: columns.days }, (_, day) => {
    const cell = document.createElement('div');
    const left = free?.[day];
    const amount = left === undefined ? '' : left <= 0 ? ' none' : left === 1 ? ' one' : '';
    cell.className = `cal-free${amount}${dayTint(scene, columns.first + day)}`;
    cell.style.left = `${columns.labelWidth + day * columns.dayWidth}px`;
    cell.setAttribute('role', 'gridcell');
    cell.setAttribute('aria-colindex', String(day + 2));
    if (left === undefined) return cell;
    cell.textContent = left === 0 && wide ? words.full : left < 0 ? `−${-left}` : String(left);
    const promised = Math.min(left, ours?.[day] ?? 0);
    if (promised > 0 && wide) cell.append(' ', iconElement('shield'), String(promised));
    cell.setAttribute('aria-description', words.free(row.type.name, left, columns.first + day, promised));
    return cell;
  });
}

function statusIcon(status: RoomStatus): { icon: IconName; tone: string } | null {
  switch (status) {
    case 'VACANT_CLEAN':
      return { icon: 'check', tone: 'ready' };
    case 'INSPECTED':
      return { icon: 'checks', tone: 'ready' };
    case 'VACANT_DIRTY':
      return { icon: 'sparkles', tone: 'dirty' };
    case 'OOO':
    case 'OOS':
      return { icon: 'wrench', tone: 'broken' };
    case 'OCCUPIED':
      return null;
  }
}
