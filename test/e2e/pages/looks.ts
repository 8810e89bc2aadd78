import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';
import { join } from 'node:path';
import { root } from '#main/launch/paths.ts';

export const themes = ['light', 'dark'] as const;
export const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

const folder = join(root, 'test/artifacts/screens');

/** Waits until nothing moves any more: what fades in is neither to be judged nor photographed. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
        .map((one) => one.finished),
    ),
  );
}

/** Photographs what is shown in both themes and sizes, and holds each theme to axe: nothing serious, nothing critical. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await atRest(page);
      await page.screenshot({ path: join(folder, `${name}-${theme}-${size.width}x${size.height}.png`) });
    }
    await page.setViewportSize(sizes[0]);
    await atRest(page);
    // A printed sheet runs no scripts, so axe cannot look into it, and would wait for it; its text is proved by itself.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ iframes: false, preload: false });
    const { violations } = await axe.analyze();
    const bad = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => {
        const shown = nodes.slice(0, 4).map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`);
        return `${id}, ${nodes.length} times: ${shown.join('; ')}`;
      });
    expect.soft(bad, `${name}, ${theme}`).toEqual([]);
  }
}
