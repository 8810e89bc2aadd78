import { type Locator, expect } from '@playwright/test';

/** Goes to a control by Tab alone, as somebody without a mouse; fails when it is not reached. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 25): Promise<void> {
  const page = target.page();
  for (let press = 0; press < most; press++) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}
