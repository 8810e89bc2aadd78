import type { Browser, Page } from '@playwright/test';
import { makeRenderer } from '#main/launch/make-builds.ts';
import { root } from '#main/launch/paths.ts';
import { SignInPage } from '#test/e2e/pages/sign-in.ts';
import { openChromium } from '../calendar/open-chromium.ts';
import { type Figure, median } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { usualMonth } from './tours-month.ts';

const size = { width: 1366, height: 768 };
const times = 7;
/** Every cell of a departure that the month has drawn. */
const CELLS = '[role="gridcell"][data-departure]';

/** The month of departures at the running desk of that name: from the click to complete paint, and a page forward. */
export async function monthPaint(ground: Ground, name: string): Promise<Figure[]> {
  await makeRenderer(root);
  const desk = await ground.desk(name);
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: size });
    await page.goto(await desk.newLink());
    await new SignInPage(page).signIn('manager');
    const clicks: number[] = [];
    for (let turn = 0; turn <= times; turn++) {
      await page.evaluate(() => {
        location.hash = '#/today';
      });
      await page.locator(CELLS).first().waitFor({ state: 'detached' });
      clicks.push(await painted(page, '#/departures', null));
    }
    const bare = await barePaint(browser, page);
    const rows = await page.locator('[role="grid"]').first().getAttribute('aria-rowcount');
    // The head is a row, too.
    if (Number(rows) < usualMonth.products) throw new Error(`the month shows ${rows} rows`);
    const pages: number[] = [];
    for (let turn = 0; turn <= times; turn++)
      pages.push(await painted(page, null, turn % 2 === 0 ? 'PageDown' : 'PageUp'));
    const bound = { value: bare.ms, what: 'bare divs of the same cells with their texts' };
    const note = `${usualMonth.products} products, ${usualMonth.perMonth} departures a month; ${bare.cells} cells in sight`;
    // The first of each warms the code, as a desk that is in use all day is warm.
    const line = (what: string, values: readonly number[]) => ({
      part: 'tours',
      name: `departures month, ${what}`,
      value: median(values.slice(1)),
      unit: 'ms' as const,
      bound,
    });
    return [
      { ...line('click to complete paint', clicks), target: { below: 150 }, note },
      line('a page forward', pages),
    ];
  } finally {
    await browser.close();
  }
}

/** From an act in the page to the frame that has the other cells painted. */
function painted(page: Page, hash: string | null, key: string | null): Promise<number> {
  return page.evaluate(
    async ([to, pressed, cells]) => {
      const shown = () => document.querySelector(cells)?.getAttribute('data-date')?.slice(0, 7);
      const before = shown();
      const start = performance.now();
      if (to !== null) location.hash = to;
      if (pressed !== null)
        document
          .querySelector('[role="grid"]')
          ?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
      while (shown() === undefined || shown() === before) {
        if (performance.now() - start > 10_000) throw new Error('the month did not come');
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
    [hash, key, CELLS] as const,
  );
}

/** The same cells where they stand, absolutely placed, without a product: a page of its own in the same browser. */
async function barePaint(browser: Browser, page: Page): Promise<{ readonly ms: number; readonly cells: number }> {
  const cells = await page.evaluate(
    (all) =>
      [...document.querySelectorAll(all)].map((cell) => {
        const { left, top, width, height } = cell.getBoundingClientRect();
        return { left, top, width, height, text: cell.textContent };
      }),
    CELLS,
  );
  const bare = await browser.newPage({ viewport: size });
  try {
    await bare.setContent('<!doctype html><body style="margin:0"><div id="root"></div></body>');
    const took: number[] = [];
    for (let turn = 0; turn <= times; turn++)
      took.push(
        await bare.evaluate(async (boxes) => {
          const start = performance.now();
          document.querySelector('#root')?.replaceChildren(
            ...boxes.map(({ left, top, width, height, text }) => {
              const box = document.createElement('div');
              box.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:${width}px;height:${height}px;background:#eef`;
              box.textContent = text;
              return box;
            }),
          );
          await new Promise<void>((resolve) => {
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener('message', () => resolve(), { once: true });
              port1.start();
              port2.postMessage(null);
            });
          });
          return performance.now() - start;
        }, cells),
      );
    return { ms: median(took.slice(1)), cells: cells.length };
  } finally {
    await bare.close();
  }
}
