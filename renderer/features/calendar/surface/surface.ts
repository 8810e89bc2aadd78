import { askingFrom, type Asking } from '../layout/asking-below.ts';
import { boxOf, stretchOf } from '../layout/columns.ts';
import { indexOfRow, rowAt, rowCount, type ChartRow } from '../layout/chart.ts';
import type { PlacedStay, Placement } from '../layout/placed-bar.ts';
import { ROW } from '../layout/visible-rows.ts';
import { clampCursor, type Cursor } from '../keyboard/cursor.ts';
import { hindrances, pickUp, type Carry } from '../move/move-target.ts';
import { topOfRow, type Stacks } from '../pointer/hit.ts';
import { composeScene, type SurfaceInput } from './compose-scene.ts';
import { createCursorCell } from './cursor-cell.ts';
import { createFrame, HEAD } from './frame.ts';
import { createGhost, ghostTop, type Ghost, type GhostTone } from './ghost.ts';
import { headElements } from './head-element.ts';
import { listenToKeys } from './listen-to-keys.ts';
import { listenToPointer } from './listen-to-pointer.ts';
import { markBars } from './mark-bars.ts';
import type { Scene } from './scene.ts';
import type { CursorCell, SurfaceEvents } from './surface-events.ts';
import { springBack, type LeftPlace } from './spring-back.ts';

/** The drawn chart. It writes to the page itself: what a scroll or a drag needs must not wait for a render. */
export interface Surface {
  readonly show: (input: SurfaceInput) => void;
  /** Draws what a conflict speaks of: where the bar was to go, and where the first way out would put it. Null takes both away. */
  readonly name: (named: NamedPlaces | null) => void;
  /** Lets a bar come back visibly from where it could not stay. */
  readonly springBack: (barId: string, from: LeftPlace) => void;
  readonly cursorCell: () => CursorCell | null;
  /** Takes a bar into the hand for the keys. */
  readonly carryByKeys: (stayId: string) => void;
  readonly focus: () => void;
  readonly dispose: () => void;
}

/** The places of a conflict on the chart. Days are day numbers. */
export interface NamedPlaces {
  readonly tried: Place | null;
  readonly offered: Place | null;
  readonly text: string;
}

interface Place {
  readonly roomId: string | null;
  readonly from: number;
  readonly to: number;
}

/** While it is scrolled, what waits below is counted anew after so long. */
const TELL_MS = 100;

/** What pointer and keys work on. */
export interface Hands {
  readonly root: HTMLElement;
  readonly events: SurfaceEvents;
  readonly scene: () => Scene | null;
  readonly stacks: () => Stacks;
  readonly scrollBody: (by: number) => void;
  readonly carry: () => Carry | null;
  /** Takes up, moves or (null) puts away the bar in the hand. */
  readonly setCarry: (carry: Carry | null) => void;
  readonly cursor: () => Cursor | null;
  readonly setCursor: (cursor: Cursor) => void;
}

/** Makes the chart inside a host element. */
export function createSurface(host: HTMLElement, events: SurfaceEvents): Surface {
  const frame = createFrame(host, scrolled);
  const ghost = createGhost(frame.over);
  const tried = createGhost(frame.over);
  const offered = createGhost(frame.over, '1');
  const cursorCell = createCursorCell(frame);
  let input: SurfaceInput | null = null;
  let scene: Scene | null = null;
  let placement: Placement | null = null;
  let cursor: Cursor | null = null;
  let carry: Carry | null = null;
  let named: NamedPlaces | null = null;
  let asking: readonly Asking[] = [];
  let lastAsking: Asking | null = null;
  let telling = 0;

  const hands: Hands = {
    root: frame.root,
    events,
    scene: () => scene,
    stacks,
    scrollBody: (by) => frame.body.element.scrollBy(0, by),
    carry: () => carry,
    setCarry,
    cursor: () => cursor,
    setCursor,
  };
  const leavePointer = listenToPointer(hands);
  const leaveKeys = listenToKeys(hands);
  let size = { width: frame.root.clientWidth, height: frame.root.clientHeight };
  const sized = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    if (width === size.width && height === size.height) return;
    size = { width, height };
    paint(false);
  });
  sized.observe(frame.root);

  function paint(all: boolean): void {
    if (input === null) return;
    const before = scene;
    const composed = composeScene(input, size.width, carry?.stay?.id ?? null);
    ({ scene, placement } = composed);
    const { chart, columns } = scene;
    const wider =
      before === null ||
      before.columns.dayWidth !== columns.dayWidth ||
      before.columns.labelWidth !== columns.labelWidth;
    const redraw = all || wider || before.columns.first !== columns.first || before.columns.days !== columns.days;
    if (redraw) {
      frame.root.classList.toggle('narrow', columns.dayWidth < 30);
      frame.root.style.setProperty('--day', `${columns.dayWidth}px`);
      frame.root.style.setProperty('--lab', `${columns.labelWidth}px`);
      frame.root.setAttribute('aria-colcount', String(columns.days + 1));
      frame.head.replaceChildren(...headElements(scene));
    }
    frame.root.setAttribute('aria-rowcount', String(rowCount(chart) + 2));
    frame.root.setAttribute('aria-busy', String(scene.waiting));
    const lanes = Math.min(chart.pinned.length, Math.max(2, Math.floor((size.height * 0.3) / ROW)));
    frame.root.style.setProperty('--lanes', `${lanes * ROW}px`);
    frame.pinned.setHeight(lanes * ROW);
    frame.body.setHeight(Math.max(0, size.height - HEAD - lanes * ROW));
    stacksNow = null;
    frame.pinned.paint(scene, chart.pinned, 0, redraw);
    frame.body.paint(scene, chart.body, chart.pinned.length, redraw);
    asking = askingFrom(chart.body, columns.first, columns.first + columns.days);
    if (cursor !== null) cursor = clampCursor(chart, cursor);
    cursorCell.place(scene, cursor);
    followCarry();
    drawGhosts();
    tellBelow();
  }

  /** A new window came while a bar is in the hand: the hand keeps it, in its newest state. */
  function followCarry(): void {
    if (carry === null || carry.stay === null || placement === null) return;
    const stay = placement.byId.get(carry.stay.id);
    if (stay === carry.stay) return;
    if (stay === undefined) setCarry(null);
    else carry = { ...carry, stay };
  }

  function setCarry(next: Carry | null): void {
    const lifted = next?.stay?.id ?? null;
    if (scene !== null && scene.lifted !== lifted) {
      scene = { ...scene, lifted };
      frame.root.classList.toggle('carrying', next !== null);
      markBars(frame.root, scene);
    }
    carry = next;
    drawGhosts();
  }

  function drawGhosts(): void {
    if (scene === null) return;
    const row = carry === null ? undefined : rowAt(scene.chart, carry.target.rowIndex);
    if (carry === null) ghost.hide();
    else
      drawGhost(
        ghost,
        carry.target,
        carry.target.rowIndex,
        scene.words.ghost(carry, row),
        hindered(carry, row) ? 'bad' : 'free',
      );
    drawNamed(tried, named?.tried ?? null, 'bad');
    drawNamed(offered, named?.offered ?? null, 'offered');
  }

  function drawNamed(shown: Ghost, place: Place | null, tone: GhostTone): void {
    const rowIndex = scene === null || place === null ? -1 : indexOfRow(scene.chart, `room:${place.roomId}`);
    if (place === null || rowIndex === -1) shown.hide();
    else drawGhost(shown, place, rowIndex, named?.text ?? '', tone);
  }

  function drawGhost(
    shown: Ghost,
    span: { from: number; to: number },
    rowIndex: number,
    text: string,
    tone: GhostTone,
  ): void {
    const box = scene === null ? null : boxOf(scene.columns, stretchOf(span.from, span.to));
    if (scene === null || box === null) return shown.hide();
    shown.show(box, ghostTop(topOfRow(scene.chart, stacks(), rowIndex) - HEAD), text, tone);
  }

  function setCursor(next: Cursor): void {
    if (scene === null) return;
    cursor = next;
    const inBody = next.rowIndex - scene.chart.pinned.length;
    if (inBody < 0) frame.pinned.scrollTo(next.rowIndex);
    else frame.body.scrollTo(inBody);
    cursorCell.place(scene, cursor);
  }

  let stacksNow: Stacks | null = null;
  function stacks(): Stacks {
    stacksNow ??= {
      pinnedTop: HEAD,
      pinnedHeight: frame.pinned.height(),
      pinnedScroll: frame.pinned.scrollTop(),
      bodyTop: HEAD + frame.pinned.height(),
      bodyScroll: frame.body.scrollTop(),
    };
    return stacksNow;
  }

  function scrolled(): void {
    stacksNow = null;
    if (carry !== null || named !== null) drawGhosts();
    // Said soon after, not in the frame that scrolls: the line that says it is a render.
    telling ||= window.setTimeout(tellBelow, TELL_MS);
    events.onHover(null);
  }

  function tellBelow(): void {
    clearTimeout(telling);
    telling = 0;
    const bottom = frame.body.scrollTop() + frame.body.height();
    const now = asking[Math.min(asking.length - 1, Math.ceil((bottom - 8) / ROW))];
    if (now === undefined || (lastAsking !== null && sameAsking(now, lastAsking))) return;
    lastAsking = now;
    events.onBelow(now);
  }

  return {
    show(next) {
      const before = input;
      input = next;
      const same =
        before !== null && before.view === next.view && before.lodge === next.lodge && before.words === next.words;
      paint(!same || before.dayGone !== next.dayGone || before.offline !== next.offline);
      if (scene !== null) markBars(frame.root, scene);
    },
    name(next) {
      named = next;
      const rowIndex = scene === null ? -1 : indexOfRow(scene.chart, `room:${next?.offered?.roomId ?? ''}`);
      if (scene !== null && rowIndex >= scene.chart.pinned.length)
        frame.body.scrollTo(rowIndex - scene.chart.pinned.length);
      drawGhosts();
    },
    springBack(barId, from) {
      if (scene !== null) springBack(frame.root, scene, barId, from);
    },
    cursorCell: () =>
      cursor === null || scene === null ? null : { row: rowAt(scene.chart, cursor.rowIndex), day: cursor.day },
    carryByKeys(stayId) {
      const found = findStay(scene, stayId);
      if (found === null) return;
      const day = Math.max(found.stay.from, scene?.columns.first ?? 0);
      setCursor({ rowIndex: found.rowIndex, day });
      setCarry(pickUp(found.stay, 'move', found.rowIndex, day));
      frame.root.focus();
    },
    focus: () => frame.root.focus({ preventScroll: true }),
    dispose() {
      sized.disconnect();
      clearTimeout(telling);
      leavePointer();
      leaveKeys();
      frame.root.remove();
    },
  };
}

function findStay(scene: Scene | null, stayId: string): { stay: PlacedStay; rowIndex: number } | null {
  if (scene === null) return null;
  const rows = [...scene.chart.pinned, ...scene.chart.body];
  for (const [rowIndex, row] of rows.entries())
    for (const one of row.bars) if (one.kind === 'stay' && one.bar.stayId === stayId) return { stay: one, rowIndex };
  return null;
}

function hindered(carry: Carry, row: ChartRow | undefined): boolean {
  return row !== undefined && hindrances(carry, row.bars).length > 0;
}

function sameAsking(a: Asking, b: Asking): boolean {
  return a.dueIn === b.dueIn && a.dueOut === b.dueOut && a.overdue === b.overdue;
}
