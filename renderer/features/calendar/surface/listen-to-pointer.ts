import { reachOf } from '../bars/bar-look.ts';
import { dayAt } from '../layout/columns.ts';
import { rowAt } from '../layout/chart.ts';
import { ROW } from '../layout/visible-rows.ts';
import { beginBooking, carryTo, isMoved, mayGrip, pickUp, type Carry } from '../move/move-target.ts';
import { hitAt, rowIndexAt, topOfRow, type Hit } from '../pointer/hit.ts';
import type { Hands } from './surface.ts';

/** A press becomes a drag after so many pixels. */
const DRAG_AFTER = 4;
/** Within so many pixels of the upper and lower end, a drag scrolls. */
const SCROLL_ZONE = 36;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly hit: Hit;
  readonly pointerId: number;
}

/** Hover, click, double click and drag of the chart. Returns the way to stop. */
export function listenToPointer(hands: Hands): () => void {
  const { root, events } = hands;
  const ended = new AbortController();
  let origin = { left: 0, top: 0, bottom: 0 };
  let press: Press | null = null;
  let dragging = false;
  let hovered: string | null = null;
  let last = { x: 0, y: 0 };
  let scrolling = 0;

  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void): void =>
    root.addEventListener(type, listener, { signal: ended.signal });

  on('pointerenter', measure);
  on('pointerleave', () => hover(null));
  on('pointerdown', (event) => {
    if (event.button !== 0 || hands.carry() !== null) return;
    measure();
    const hit = hitOf(event);
    if (hit === null) return;
    press = { x: event.clientX, y: event.clientY, hit, pointerId: event.pointerId };
  });
  on('pointermove', (event) => {
    last = { x: event.clientX, y: event.clientY };
    if (dragging) return drag();
    if (press === null) return hover(hitOf(event));
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) >= DRAG_AFTER) begin(press);
  });
  on('pointerup', (event) => {
    const was = press;
    press = null;
    if (dragging) return finish();
    if (was !== null && event.button === 0) click(was.hit);
  });
  on('pointercancel', cancel);
  on('lostpointercapture', () => dragging && cancel());
  on('dblclick', (event) => {
    const hit = hitOf(event);
    if (hit?.placed?.kind === 'stay') events.onOpen(hit.placed);
  });
  // Escape drops a drag wherever the focus is.
  document.addEventListener(
    'keydown',
    (event) => {
      if (!dragging || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
      events.say(hands.scene()?.words.returned ?? '');
    },
    { signal: ended.signal, capture: true },
  );

  function measure(): void {
    const { left, top, bottom } = root.getBoundingClientRect();
    origin = { left, top, bottom };
  }

  function hitOf(event: { clientX: number; clientY: number }): Hit | null {
    const scene = hands.scene();
    if (scene === null) return null;
    return hitAt(scene.chart, scene, hands.stacks(), event.clientX - origin.left, event.clientY - origin.top);
  }

  function begin(from: Press): void {
    const carry = carryFrom(from.hit);
    if (carry === null) {
      press = null;
      return;
    }
    dragging = true;
    hover(null);
    root.setPointerCapture(from.pointerId);
    root.style.cursor = carry.grip === 'move' ? 'grabbing' : 'ew-resize';
    hands.setCarry(carry);
    drag();
  }

  function drag(): void {
    const scene = hands.scene();
    const carry = hands.carry();
    if (scene === null || carry === null) return;
    const y = last.y - origin.top;
    const day = dayAt(scene.columns, last.x - origin.left);
    const rowIndex = rowIndexAt(scene.chart, hands.stacks(), y) ?? carry.target.rowIndex;
    const row = rowAt(scene.chart, rowIndex);
    if (row !== undefined) hands.setCarry(carryTo(carry, row, rowIndex, day));
    if (scrolling === 0 && scrollStep() !== 0) scrolling = requestAnimationFrame(scrollOn);
  }

  function scrollStep(): number {
    const over = last.y - (origin.top + hands.stacks().bodyTop);
    if (over >= 0 && over < SCROLL_ZONE) return over - SCROLL_ZONE;
    const under = origin.bottom - last.y;
    return under < SCROLL_ZONE ? SCROLL_ZONE - Math.max(0, under) : 0;
  }

  function scrollOn(): void {
    scrolling = 0;
    const by = dragging ? scrollStep() : 0;
    if (by === 0) return;
    hands.scrollBody(by / 2);
    drag();
  }

  function finish(): void {
    const carry = hands.carry();
    end();
    if (carry === null) return;
    if (carry.grip === 'book') events.onBook(carry);
    else if (isMoved(carry)) events.onDrop(carry);
  }

  function cancel(): void {
    press = null;
    end();
  }

  function end(): void {
    if (!dragging) return;
    dragging = false;
    root.style.cursor = '';
    hands.setCarry(null);
  }

  function click(hit: Hit): void {
    root.focus({ preventScroll: true });
    if (hit.row.kind === 'type' && hit.onLabel) return events.onFold(hit.row.type.id);
    const day = hit.placed === null ? hit.day : Math.max(hit.placed.from, hands.scene()?.columns.first ?? hit.day);
    hands.setCursor({ rowIndex: hit.rowIndex, day });
    if (hit.placed?.kind === 'stay') events.onAct({ do: 'choose' }, [hit.placed]);
  }

  function hover(hit: Hit | null): void {
    const stay = hit?.placed?.kind === 'stay' ? hit.placed : null;
    const cursor = stay !== null && hit?.edge && mayGrip(stay.bar, hit.edge) ? 'ew-resize' : '';
    if (root.style.cursor !== cursor) root.style.cursor = cursor;
    if ((stay?.id ?? null) === hovered) return;
    hovered = stay?.id ?? null;
    const scene = hands.scene();
    const box = stay === null || scene === null ? null : reachOf(stay, scene);
    if (stay === null || hit === null || scene === null || box === null) return events.onHover(null);
    const top = origin.top + topOfRow(scene.chart, hands.stacks(), hit.rowIndex);
    events.onHover({ id: stay.id, left: origin.left + box.x, top, width: box.width, height: ROW });
  }

  return () => {
    cancelAnimationFrame(scrolling);
    ended.abort();
  };
}

/** What a press takes hold of; null where there is nothing to take. */
function carryFrom(hit: Hit): Carry | null {
  if (hit.onLabel || hit.placed?.kind === 'block') return null;
  if (hit.placed === null) return beginBooking(hit.row, hit.rowIndex, hit.day);
  const grip = hit.edge !== null && mayGrip(hit.placed.bar, hit.edge) ? hit.edge : 'move';
  return mayGrip(hit.placed.bar, grip) ? pickUp(hit.placed, grip, hit.rowIndex, hit.day) : null;
}
