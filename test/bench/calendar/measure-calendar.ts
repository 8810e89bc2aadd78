import type { CDPSession, Page } from '@playwright/test';
import { serveBenchPage } from './build-page.ts';
import { openChromium } from './open-chromium.ts';
import { measureDrag } from './measure-drag.ts';
import { measureIdle, measureScroll } from './measure-scroll.ts';

/** The figures of the calendar's budget (docs/screens.md): milliseconds, per cent, counts and megabytes. */
export type CalendarFigures = Record<string, number>;

/** As long as a quick reader looks at a page before turning it. */
const LOOK_MS = 500;
/** So many pages back have been seen and are kept. */
const KEPT = 4;

const SIZE = { width: 1366, height: 768 };

/** Measures the real calendar on a view in memory: 250 rooms × 62 days, some 4,200 bars. */
export async function measureCalendar(): Promise<CalendarFigures> {
  const site = await serveBenchPage();
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(site.url);
    await page.waitForFunction(() => 'calendarBench' in window);
    const cdp = await page.context().newCDPSession(page);
    const idle = await measureIdle(page);
    const before = await heapMb(cdp);
    const bars = await page.evaluate(async () => {
      await document.fonts.load('500 12px "Inter Variable"');
      return window.calendarBench.prepare(250, 62);
    });
    // The first mount warms the code, as a desk that is in use all day is warm; the median of the next is reported.
    const first = await page.evaluate(() => window.calendarBench.mount());
    const mounts = await repeat(7, () => page.evaluate(() => window.calendarBench.mount()));
    const pages = await repeat(6, (turn) =>
      page.evaluate(
        (key) => window.calendarBench.page(key),
        turn % 2 === 0 ? ('PageDown' as const) : ('PageUp' as const),
      ),
    );
    const elements = await page.evaluate(() => document.querySelectorAll('#root *').length);
    const scroll = await measureScroll(page);
    const drag = await measureDrag(page);
    const after = await heapMb(cdp);
    return {
      bars,
      firstPaintMs: first,
      completePaintMs: median(mounts),
      pageForwardMs: median(pages),
      elements,
      ...scroll,
      ...drag,
      heapMb: after - before,
      ...idle,
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * Measures a running desk through its replica, signed in already at the address: from the click on Calendar to
 * complete paint; a page forward once its reader has looked at the last; and a page of many leafed back without looking,
 * none of which has been seen before. `page` may bring its own session.
 */
export async function measureCalendarAt(
  url: string,
  prepare?: (page: Page) => Promise<void>,
): Promise<CalendarFigures> {
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(url);
    await prepare?.(page);
    const clicks = await repeat(5, async () => {
      await go(page, '#/today', '[aria-current="page"]');
      return timed(page, '#/calendar', null);
    });
    await page.locator('.cal-tape').focus();
    const pages = await repeat(5, async () => {
      await page.waitForTimeout(LOOK_MS);
      return timed(page, null, 'PageDown');
    });
    const leafed = await repeat(KEPT + 5, () => timed(page, null, 'PageUp'));
    return {
      clickToPaintMs: median(clicks),
      pageForwardMs: median(pages),
      leafedPageMs: median(leafed.slice(KEPT)),
    };
  } finally {
    await browser.close();
  }
}

async function go(page: Page, hash: string, ready: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.locator(ready).first().waitFor();
  await page.locator('.cal-tape').waitFor({ state: 'detached' });
}

/** From an act in the page to the frame that has the new bars painted. */
function timed(page: Page, hash: string | null, key: string | null): Promise<number> {
  return page.evaluate(
    async ([to, pressed]) => {
      const shown = (): string => document.querySelector('.cal-day')?.getAttribute('aria-description') ?? '';
      const before = shown();
      const start = performance.now();
      if (to !== null) location.hash = to;
      if (pressed !== null)
        document
          .querySelector('.cal-tape')
          ?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
      const done = (): boolean =>
        document.querySelector('.cal-body .cal-bar') !== null && (pressed === null || shown() !== before);
      while (!done()) {
        if (performance.now() - start > 10_000) throw new Error('the chart did not come');
        await new Promise(requestAnimationFrame);
      }
      await new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(), { once: true });
          port1.start();
          port2.postMessage(null);
        });
      });
      return performance.now() - start;
    },
    [hash, key] as const,
  );
}

async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1_048_576;
}

async function repeat(times: number, measure: (turn: number) => Promise<number>): Promise<number[]> {
  const figures: number[] = [];
  for (let turn = 0; turn < times; turn++) figures.push(await measure(turn));
  return figures;
}

export function median(figures: readonly number[]): number {
  return percentile(figures, 50);
}

export function percentile(figures: readonly number[], per: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * per) / 100))] ?? NaN;
}
