import type { Page } from '@playwright/test';
import { makeRenderer } from '#main/launch/make-builds.ts';
import { root } from '#main/launch/paths.ts';
import { SignInPage } from '#test/e2e/pages/sign-in.ts';
import { CalendarPage } from '#test/e2e/pages/calendar.ts';
import { type BareFigures, measureBareDivs } from './bare-divs.ts';
import { type CalendarFigures, measureCalendar, measureCalendarAt } from './calendar/measure-calendar.ts';
import { measureDrag } from './calendar/measure-drag.ts';
import { measureScroll } from './calendar/measure-scroll.ts';
import type { Figure, Target, Unit } from './figure.ts';
import type { Ground } from './ground.ts';

const part = 'calendar';
const pagesBack = 3;
const bound = 'bare divs of the same bars';

/** Every figure of the calendar's budget, in memory and at a desk with the whole lodge in its replica, each beside the bare divs of this run. */
export async function calendarFigures(ground: Ground): Promise<Figure[]> {
  await makeRenderer(root);
  const desk = await ground.desk('A');
  const bare = await measureBareDivs();
  const memory = await measureCalendar();
  const atDesk = await figuresAtDesk(await desk.newLink());
  return [...figuresInMemory(memory, bare), ...figuresThroughReplica(atDesk, bare)];
}

interface AtDesk extends CalendarFigures {
  readonly elements: number;
}

/** Signs in, shows 62 days, scrolls and drags the chart of the running desk, and then measures the way into it. */
async function figuresAtDesk(link: string): Promise<AtDesk> {
  let inside: Partial<CalendarFigures> = {};
  let elements = Number.NaN;
  const outside = await measureCalendarAt(link, async (page) => {
    await new SignInPage(page).signIn('manager');
    const before = await heapMb(page);
    await openChart(page);
    elements = await page.evaluate(() => document.querySelectorAll('#root *').length);
    inside = { ...(await measureScroll(page)), ...(await measureDrag(page)), heapMb: (await heapMb(page)) - before };
    // Pages forward are measured next: they shall not run out of the days that are sold.
    for (let back = 0; back < pagesBack; back++) await pageBack(page);
  });
  return { ...outside, ...inside, elements };
}

async function openChart(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/calendar';
  });
  await page.locator('.cal-body .cal-bar').first().waitFor();
  await new CalendarPage(page).show('62 days');
  // Twelve days and their bars are wider than a tenth of the chart; of 62 none is.
  await page.waitForFunction(() => document.querySelectorAll('.cal-day').length >= 62);
  await page.locator('.cal-body .cal-bar').first().waitFor();
}

async function pageBack(page: Page): Promise<void> {
  const firstDay = () => document.querySelector('.cal-day')?.getAttribute('aria-description') ?? '';
  const before = await page.evaluate(firstDay);
  await page.locator('.cal-body').focus();
  await page.keyboard.press('PageUp');
  await page.waitForFunction(
    (shown) => (document.querySelector('.cal-day')?.getAttribute('aria-description') ?? '') !== shown,
    before,
  );
  await page.locator('.cal-body .cal-bar').first().waitFor();
}

async function heapMb(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize / 1_048_576;
}

function figuresInMemory(of: CalendarFigures, bare: BareFigures): Figure[] {
  const note = `${of['bars'] ?? 0} bars in the window`;
  return [
    line('calendar in memory, complete paint', of['completePaintMs'], 'ms', bare.completePaintMs, { atMost: 66 }, note),
    line('calendar in memory, a page forward', of['pageForwardMs'], 'ms', bare.pageForwardMs, { below: 80 }),
    line('calendar in memory, elements', of['elements'], 'elements', bare.elements, { below: 1500 }),
    line('calendar in memory, heap', of['heapMb'], 'MB', bare.heapMb, { below: 10 }),
    ...moving('calendar in memory', of, bare),
  ];
}

function figuresThroughReplica(of: AtDesk, bare: BareFigures): Figure[] {
  return [
    line('calendar at a desk, click to complete paint', of['clickToPaintMs'], 'ms', bare.completePaintMs, {
      below: 150,
    }),
    line('calendar at a desk, a page forward', of['pageForwardMs'], 'ms', bare.pageForwardMs, { below: 80 }),
    line('calendar at a desk, a page leafed past', of['leafedPageMs'], 'ms', bare.pageForwardMs, { below: 80 }),
    line('calendar at a desk, elements', of.elements, 'elements', bare.elements, { below: 1500 }, 'the whole window'),
    line('calendar at a desk, heap', of['heapMb'], 'MB', bare.heapMb, { below: 10 }),
    ...moving('calendar at a desk', of, bare),
  ];
}

/** What is felt while the chart moves. */
function moving(where: string, of: CalendarFigures, bare: BareFigures): Figure[] {
  const missing = of['missingRows'] ?? Number.NaN;
  return [
    line(`${where}, late frames while scrolling`, of['lateFramesPercent'], '%', bare.lateFramesPercent, { below: 1 }),
    { part, name: `${where}, rows without their bars`, value: missing, unit: 'elements', target: { atMost: 0 } },
    line(`${where}, move to DOM, p95`, of['moveToDomP95Ms'], 'ms', bare.moveToDomP95Ms, { below: 1 }),
    line(`${where}, input to frame, p95`, of['inputToFrameP95Ms'], 'ms', bare.inputToFrameP95Ms, { below: 17 }),
  ];
}

function line(
  name: string,
  value: number | undefined,
  unit: Unit,
  bare: number,
  target: Target,
  note?: string,
): Figure {
  const figure = { part, name, value: value ?? Number.NaN, unit, bound: { value: bare, what: bound }, target };
  return note === undefined ? figure : { ...figure, note };
}
