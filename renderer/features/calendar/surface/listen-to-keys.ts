import { indexOfRow, rowAt, rowCount, type ChartRow } from '../layout/chart.ts';
import { nextHome, staysAtCell, stepCursor, type Cursor } from '../keyboard/cursor.ts';
import { keyIntent, type KeyIntent } from '../keyboard/key-intent.ts';
import {
  beginBooking,
  carryBy,
  carryTo,
  hindrances,
  isMoved,
  mayGrip,
  pickUp,
  type Carry,
} from '../move/move-target.ts';
import type { Scene } from './scene.ts';
import type { Hands } from './surface.ts';

/** The keys of the grid: the cursor, carrying a bar, and what acts on the cell. Returns the way to stop. */
export function listenToKeys(hands: Hands): () => void {
  const { root, events } = hands;
  const ended = new AbortController();
  root.addEventListener(
    'keydown',
    (event) => {
      const scene = hands.scene();
      if (scene === null || event.defaultPrevented) return;
      const intent = keyIntent(event, hands.carry() !== null);
      if (intent === null) return;
      event.preventDefault();
      event.stopPropagation();
      obey(intent, scene, hands.cursor() ?? startOf(scene));
    },
    { signal: ended.signal },
  );
  root.addEventListener('focus', begin, { signal: ended.signal });

  root.addEventListener('blur', () => root.classList.remove('focused'), { signal: ended.signal });

  function begin(): void {
    root.classList.add('focused');
    const scene = hands.scene();
    if (scene !== null && hands.cursor() === null) hands.setCursor(startOf(scene));
  }

  function obey(intent: KeyIntent, scene: Scene, cursor: Cursor): void {
    const carry = hands.carry();
    const row = rowAt(scene.chart, cursor.rowIndex);
    switch (intent.do) {
      case 'step':
        return carry === null
          ? step(scene, cursor, intent.rows, intent.days)
          : carryStep(carry, scene, intent.rows, intent.days);
      case 'resize':
        return resize(carry ?? lift(row, cursor), intent.start, intent.end, scene);
      case 'edge':
        return hands.setCursor(edgeOf(scene, cursor, intent.to));
      case 'page':
        return events.onPage(intent.by);
      case 'pickUp': {
        const lifted = lift(row, cursor);
        if (lifted !== null) take(lifted, scene);
        return;
      }
      case 'drop':
        return drop(carry);
      case 'putBack':
        hands.setCarry(null);
        return events.say(scene.words.returned);
      case 'open':
        return open(row, cursor);
      default:
        return events.onAct(intent, staysAtCell(row, cursor.day, intent.do === 'checkOut' || intent.do === 'pay'));
    }
  }

  function step(scene: Scene, cursor: Cursor, rows: number, days: number): void {
    const next = stepCursor(scene.chart, cursor, rows, days);
    hands.setCursor(next.cursor);
    // Past the edge the window follows; until it comes the cursor stands a day outside.
    if (next.turn !== 0) events.onTurn(next.turn);
  }

  function lift(row: ChartRow | undefined, cursor: Cursor): Carry | null {
    const stay = staysAtCell(row, cursor.day, false)[0];
    return stay !== undefined && mayGrip(stay.bar, 'move') ? pickUp(stay, 'move', cursor.rowIndex, cursor.day) : null;
  }

  function carryStep(carry: Carry, scene: Scene, rows: number, days: number): void {
    if (days !== 0) return take(carryBy(carry, days, days), scene);
    const rowIndex = nextHome(scene.chart, carry.target.rowIndex, rows > 0 ? 1 : -1);
    const row = rowAt(scene.chart, rowIndex);
    if (row === undefined) return;
    // Only the room changes: the days are those of the target, wherever they have been carried to.
    const there = carryTo(carry, row, rowIndex, carry.grabbed).target;
    take({ ...carry, target: { ...there, from: carry.target.from, to: carry.target.to } }, scene);
  }

  function resize(carry: Carry | null, start: number, end: number, scene: Scene): void {
    if (carry !== null) take(carryBy(carry, start, end), scene);
  }

  function take(carry: Carry, scene: Scene): void {
    hands.setCarry(carry);
    const { rowIndex } = carry.target;
    hands.setCursor({ rowIndex, day: hands.cursor()?.day ?? carry.target.from });
    const row = rowAt(scene.chart, rowIndex);
    events.say(scene.words.target(carry, row, row === undefined ? [] : hindrances(carry, row.bars)));
  }

  function drop(carry: Carry | null): void {
    if (carry === null) return;
    hands.setCarry(null);
    if (isMoved(carry)) events.onDrop(carry);
    else events.say(hands.scene()?.words.returned ?? '');
  }

  function open(row: ChartRow | undefined, cursor: Cursor): void {
    if (row?.kind === 'type') return events.onFold(row.type.id);
    const stay = staysAtCell(row, cursor.day, false)[0];
    if (stay !== undefined) return events.onOpen(stay);
    const booking = row === undefined ? null : beginBooking(row, cursor.rowIndex, cursor.day);
    if (booking !== null) events.onBook(booking);
  }

  return () => ended.abort();
}

/** The cursor begins at today, in the first room. */
function startOf({ chart, businessDay, columns }: Scene): Cursor {
  const room = chart.body.find((row) => row.kind === 'room');
  const rowIndex = room === undefined ? 0 : indexOfRow(chart, room.key);
  const shown = businessDay >= columns.first && businessDay < columns.first + columns.days;
  return { rowIndex, day: shown ? businessDay : columns.first };
}

function edgeOf(
  { chart, columns }: Scene,
  cursor: Cursor,
  edge: 'firstDay' | 'lastDay' | 'firstRow' | 'lastRow',
): Cursor {
  switch (edge) {
    case 'firstDay':
      return { ...cursor, day: columns.first };
    case 'lastDay':
      return { ...cursor, day: columns.first + columns.days - 1 };
    case 'firstRow':
      return { ...cursor, rowIndex: 0 };
    case 'lastRow':
      return { ...cursor, rowIndex: rowCount(chart) - 1 };
  }
}
