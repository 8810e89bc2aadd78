import { generateLodge, generateView, BUSINESS_DATE } from './calendar/generate-view.ts';
import { measureDrag } from './calendar/measure-drag.ts';
import { measureScroll } from './calendar/measure-scroll.ts';
import { openChromium } from './calendar/open-chromium.ts';
import { addDays, dayNumber } from '#shared/kernel/dates.ts';
import { median } from './figure.ts';

/** The figures of the calendar's budget, of bare absolutely placed divs. */
export interface BareFigures {
  readonly completePaintMs: number;
  readonly pageForwardMs: number;
  readonly lateFramesPercent: number;
  readonly moveToDomP95Ms: number;
  readonly inputToFrameP95Ms: number;
  readonly elements: number;
  readonly heapMb: number;
}

/** A bar as the bare page draws it: its row, and its days from the first shown. */
interface BareBar {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

const size = { width: 1366, height: 768 };
const days = 62;

/** The same work without a product: 250 rooms by 62 days of the same stays, only what is visible as bare divs, measured by the same hands. */
export async function measureBareDivs(): Promise<BareFigures> {
  const lodge = generateLodge(250);
  const windows = [0, 1].map((page) => barsOf(lodge, addDays(BUSINESS_DATE, page * days - 2)));
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: size });
    await page.setContent('<!doctype html><body style="margin:0"><div id="root"></div></body>');
    const cdp = await page.context().newCDPSession(page);
    const heap = async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1_048_576;
    };
    const before = await heap();
    await page.evaluate(bareChart, { windows, rooms: lodge.rooms.length, days });
    const show = (which: number) => page.evaluate((at) => window.bareChart.show(at), which);
    await show(0);
    const paints: number[] = [];
    for (let turn = 0; turn < 7; turn++) paints.push(await show(0));
    const pages: number[] = [];
    for (let turn = 0; turn < 6; turn++) pages.push(await show((turn + 1) % 2));
    const elements = await page.evaluate(() => document.querySelectorAll('#root *').length);
    const { lateFramesPercent } = await measureScroll(page);
    const { moveToDomP95Ms, inputToFrameP95Ms } = await measureDrag(page);
    return {
      completePaintMs: median(paints),
      pageForwardMs: median(pages),
      lateFramesPercent,
      moveToDomP95Ms,
      inputToFrameP95Ms,
      elements,
      heapMb: (await heap()) - before,
    };
  } finally {
    await browser.close();
  }
}

function barsOf(lodge: ReturnType<typeof generateLodge>, from: string): BareBar[] {
  const rowOf = new Map(lodge.rooms.map((room, row) => [room.id, row]));
  const first = dayNumber(from);
  return generateView(lodge, from, days).bars.flatMap((bar) => {
    const row = bar.roomId === null ? undefined : rowOf.get(bar.roomId);
    if (row === undefined) return [];
    return [{ row, from: dayNumber(bar.from) - first, to: dayNumber(bar.to) - first, name: bar.name }];
  });
}

declare global {
  interface Window {
    /** Of the bare page only. */
    bareChart: { show(which: number): Promise<number> };
  }
}

/** Runs in the page: it can use nothing from outside itself. Its class names are those that the measuring hands look for. */
function bareChart({
  windows,
  rooms,
  days: shown,
}: {
  windows: readonly (readonly BareBar[])[];
  rooms: number;
  days: number;
}): void {
  const rowHeight = 28;
  const left = 150;
  const column = (window.innerWidth - left) / shown;
  const root = document.getElementById('root') as HTMLElement; // of this very page
  const byRow = windows.map((bars) => Map.groupBy(bars, (bar) => bar.row));
  let rowsOf = byRow[0] ?? new Map<number, BareBar[]>();
  let drawn = new Map<number, HTMLElement>();
  let body = document.createElement('div');
  let inner = document.createElement('div');

  function build(): void {
    root.textContent = '';
    const tape = box('cal-tape', 'position:relative;height:100vh;overflow:hidden');
    body = box('cal-body', 'position:absolute;inset:0;overflow:auto');
    inner = box('', `position:relative;height:${rooms * rowHeight}px`);
    const ghost = box('cal-ghost', 'position:absolute;top:0;left:0;width:60px;height:24px;background:#48c');
    drawn = new Map();
    body.append(inner);
    tape.append(body, ghost);
    root.append(tape);
    draw();
    body.addEventListener('scroll', draw, { passive: true });
    tape.addEventListener('pointermove', (event) => {
      ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
    });
  }

  function draw(): void {
    const first = Math.max(0, Math.floor(body.scrollTop / rowHeight) - 2);
    const last = Math.min(rooms, Math.ceil((body.scrollTop + body.clientHeight) / rowHeight) + 2);
    for (const [row, element] of drawn) {
      if (row >= first && row < last) continue;
      element.remove();
      drawn.delete(row);
    }
    for (let row = first; row < last; row++) if (!drawn.has(row)) drawRow(row);
  }

  function drawRow(row: number): void {
    const element = box('', `position:absolute;left:0;right:0;top:${row * rowHeight}px;height:${rowHeight}px`);
    element.dataset['row'] = String(row);
    for (const bar of rowsOf.get(row) ?? []) {
      const x = left + (bar.from + 0.5) * column;
      const width = (bar.to - bar.from) * column - 2;
      const one = box(
        'cal-bar conf',
        `position:absolute;top:2px;height:24px;left:${x}px;width:${width}px;background:#cde`,
      );
      one.textContent = bar.name;
      element.append(one);
    }
    drawn.set(row, element);
    inner.append(element);
  }

  function box(name: string, style: string): HTMLDivElement {
    const made = document.createElement('div');
    made.className = name;
    made.style.cssText = `${style};overflow-x:clip;white-space:nowrap`;
    return made;
  }

  window.bareChart = {
    async show(which) {
      rowsOf = byRow[which] ?? rowsOf;
      const began = performance.now();
      build();
      await new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          // A message posted in a frame arrives after that frame's paint.
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(), { once: true });
          port1.start();
          port2.postMessage(null);
        });
      });
      return performance.now() - began;
    },
  };
}
