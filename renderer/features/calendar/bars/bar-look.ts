import type { BarState } from '#shared/rpc/calendar-views.ts';
import { boxOf, xOfDay, type Box, type Columns } from '../layout/columns.ts';
import type { PlacedBar } from '../layout/placed-bar.ts';
import { nameWithin, surnameFirst } from './bar-name.ts';
import { partsFor, type BarParts } from './bar-parts.ts';

/** The icons that a bar may carry. */
export type BarIcon = 'arriving' | 'bed' | 'leaving' | 'alarm' | 'cloudOff' | 'wrench' | 'sun';

/** One bar as it is drawn; all of it follows from the data, the columns and the now line. */
export interface BarLook extends Box {
  readonly id: string;
  /** The state as a class of the style sheet. */
  readonly tone: BarTone;
  readonly icon: BarIcon | null;
  readonly name: string;
  readonly pax: string;
  readonly mark: string;
  readonly chip: string;
  /** There is something to pay, but no room for the amount. */
  readonly owes: boolean;
  readonly parts: BarParts;
  readonly dayUse: boolean;
}

export type BarTone = 'in' | 'house' | 'out' | 'late' | 'conf' | 'gone' | 'hold' | 'tent' | 'ooo';

/** What the drawing needs beside the bar itself. */
export interface BarScene {
  readonly columns: Columns;
  /** Pixels of the now line, or null when today is not shown. */
  readonly nowX: number | null;
  /** An amount as short as a bar needs it, `8.2k`. */
  readonly amount: (minor: number) => string;
  /** The mark at the end of a bar that stands in a lane: its type or its room. */
  readonly markOf: (placed: PlacedBar) => string;
  /** The words on a room out of order. */
  readonly blockText: (placed: PlacedBar & { kind: 'block' }) => string;
}

const toneOf: Readonly<Record<BarState, BarTone>> = {
  dueIn: 'in',
  inHouse: 'house',
  dueOut: 'out',
  overdue: 'late',
  confirmed: 'conf',
  departed: 'gone',
  unconfirmed: 'hold',
};

const iconOf: Readonly<Record<BarState, BarIcon | null>> = {
  dueIn: 'arriving',
  inHouse: 'bed',
  dueOut: 'leaving',
  overdue: 'alarm',
  confirmed: null,
  departed: null,
  unconfirmed: null,
};

const NO_MARKS = { vip: false, shield: false, pax: '', lock: false, mark: '', chip: '' };

/** How a bar looks, or null when nothing of it is shown. */
export function barLook(placed: PlacedBar, scene: BarScene): BarLook | null {
  const reach = reachOf(placed, scene);
  if (reach === null) return null;
  if (placed.kind === 'block') {
    const name = scene.blockText(placed);
    const parts = partsFor({ ...NO_MARKS, icon: true, name }, reach.width);
    return {
      ...reach,
      id: placed.id,
      tone: 'ooo',
      icon: 'wrench',
      name: nameWithin(name, parts.name),
      pax: '',
      mark: '',
      chip: '',
      owes: false,
      parts,
      dayUse: false,
    };
  }
  const { bar } = placed;
  const dayUse = placed.from === placed.to;
  const tone = bar.tentative ? 'tent' : toneOf[bar.state];
  const icon = bar.tentative ? 'cloudOff' : (iconOf[bar.state] ?? (dayUse ? 'sun' : null));
  const pax = bar.adults + bar.children > 0 ? String(bar.adults + bar.children) : '';
  const mark = scene.markOf(placed);
  const chip = bar.unpaid > 0 && bar.state !== 'departed' ? scene.amount(bar.unpaid) : '';
  const name = surnameFirst(bar.name);
  const wish = { icon: icon !== null, vip: bar.vip, shield: bar.guaranteed, name, pax, lock: bar.locked, mark, chip };
  const parts = partsFor(wish, reach.width);
  return {
    ...reach,
    id: placed.id,
    tone,
    icon,
    name: nameWithin(name, parts.name),
    pax,
    mark,
    chip,
    owes: chip !== '' && !parts.chip,
    parts,
    dayUse,
  };
}

/** Where a bar lies, or null when nothing of it is shown. Day use stands a little apart from its day's edges, so that a departure and an arrival beside it are seen. */
export function reachOf(placed: PlacedBar, scene: Pick<BarScene, 'columns' | 'nowX'>): Box | null {
  const box = boxOf(scene.columns, placed);
  if (placed.kind === 'block') return box;
  if (placed.bar.state === 'overdue') return reachToNow(box, placed.from, scene);
  if (box === null || placed.from !== placed.to) return box;
  const inset = Math.floor(scene.columns.dayWidth / 8);
  return { ...box, x: box.x + inset, width: box.width - 2 * inset };
}

/** A stay that should be gone reaches to the now line. */
function reachToNow(box: Box | null, from: number, scene: Pick<BarScene, 'columns' | 'nowX'>): Box | null {
  const { nowX, columns } = scene;
  if (nowX === null) return box;
  const left = box?.x ?? columns.labelWidth + 1;
  const right = Math.max(box === null ? 0 : box.x + box.width, nowX);
  if (xOfDay(columns, from) > nowX || right <= left) return box;
  return { x: left, width: right - left, cutLeft: box?.cutLeft ?? true, cutRight: false };
}
