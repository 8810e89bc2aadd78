import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openChromium } from './open-chromium.ts';
import { serveBenchPage } from './build-page.ts';

/* Photographs the chart in its sizes and themes, to be looked at: `node test/bench/calendar/photograph.ts FOLDER`. */

const folder = process.argv[2] ?? 'build/calendar-photographs';
const sizes = [
  [1366, 768],
  [1920, 1080],
] as const;

await mkdir(folder, { recursive: true });
const site = await serveBenchPage();
const browser = await openChromium();
for (const colorScheme of ['light', 'dark'] as const)
  for (const [width, height] of sizes)
    for (const days of [14, 62] as const) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
      page.on('pageerror', (error) => console.error(error));
      await page.goto(site.url);
      await page.waitForFunction(() => 'calendarBench' in window);
      await page.evaluate(
        async ([count, rooms, types]) => {
          window.calendarBench.prepare(rooms, count, types);
          await document.fonts.ready;
          await window.calendarBench.mount();
        },
        days === 62 ? ([62, 250, 10] as const) : ([14, 30, 6] as const),
      );
      const name = (what: string): string => join(folder, `${what}-${days}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: name('calendar') });
      if (days === 14) {
        const bar = page.locator('.cal-body .cal-bar.in').first();
        await bar.hover();
        await page.locator('.cal-card').waitFor();
        await page.screenshot({ path: name('hover') });
      }
      await page.close();
    }
await browser.close();
await site.close();
