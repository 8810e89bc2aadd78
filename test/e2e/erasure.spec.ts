import { expect, test } from '@playwright/test';
import { houseWith } from './house/house.ts';
import { openSignedIn } from './pages/desk-window.ts';

const house = houseWith('A', 'B');

test('[S29] a manager erases a guest who has left: at every desk, and on a receipt printed again, the name is gone', async ({
  context,
  browser,
}) => {
  const window = await openSignedIn(context, house.desk('A'), 'manager');
  const { page, drawer, receipt } = window;
  await page.keyboard.press('/');
  await page.keyboard.type('Rita Tamang');
  await page.keyboard.press('Enter');
  await expect(drawer.stay).toContainText('Rita Tamang');
  await drawer.button('Erase guest').click();
  await expect(drawer.form('Erase guest')).toContainText('for good');
  await drawer.button('Erase Rita Tamang for good').click();
  await expect(drawer.stay).toContainText('Erased guest');
  await expect(drawer.stay).not.toContainText('Rita');
  await expect(drawer.button('Erase guest')).toBeHidden();

  await drawer.receipts.getByRole('button', { name: /80 mm/ }).first().click();
  await expect(receipt.paper.locator('body')).toContainText('Erased guest');
  await expect(receipt.paper.locator('body')).not.toContainText('Rita');

  // A guest who is expected, or in the house, is not erased; the refusal says which booking is in the way.
  await page.keyboard.press('Escape');
  await expect(receipt.sheet).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(drawer.sheet).toBeHidden();
  await page.keyboard.press('/');
  await page.keyboard.type('Amara Okafor');
  await page.keyboard.press('Enter');
  await expect(drawer.stay).toContainText('Amara Okafor');
  await drawer.button('Erase guest').click();
  await drawer.button(/^Erase Dr Amara Okafor/).click();
  await expect(drawer.form('Erase guest').getByRole('alert')).toContainText('something to settle');

  const other = await browser.newContext();
  const elsewhere = await openSignedIn(other, house.desk('B'), 'manager');
  await elsewhere.page.keyboard.press('/');
  await elsewhere.page.keyboard.type('Tamang');
  await expect(elsewhere.page.getByText('Rita Tamang')).toHaveCount(0);
  await other.close();
});

test('[U1] the front desk is not offered to erase anybody', async ({ context }) => {
  const { page, drawer } = await openSignedIn(context, house.desk('A'), 'frontDesk');
  await page.keyboard.press('/');
  await page.keyboard.type('Amara Okafor');
  await page.keyboard.press('Enter');
  await expect(drawer.stay).toContainText('Amara Okafor');
  await expect(drawer.button('Erase guest')).toHaveCount(0);
});
