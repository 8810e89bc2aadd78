import { expect } from '@playwright/test';
import type { DeskWindow } from './desk-window.ts';

/** Sells one night without a room and takes the whole price in cash; what the drawer then says of its receipts. */
export async function sellForCash({ page, drawer }: DeskWindow, guest: string): Promise<string> {
  await page.keyboard.press('w');
  await expect(drawer.guest).toBeFocused();
  await page.keyboard.type(guest);
  await drawer.sheet.getByRole('checkbox', { name: 'Check in now' }).uncheck();
  await drawer.room.selectOption({ label: 'No room yet' });
  await drawer.button(/^Book 1 night, .*take NPR [\d,]+ cash/).click();
  await expect(drawer.price).toContainText('All paid');
  const receipts = (await drawer.receipts.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(drawer.sheet).toBeHidden();
  return receipts;
}
