import { expect, test } from '@playwright/test';
import { houseWith } from './house/house.ts';
import { openSignedIn, openWindow } from './pages/desk-window.ts';
import { expectGoodLooks } from './pages/looks.ts';
import { memberOf } from './pages/sign-in.ts';

/* Every screen, photographed in both themes and sizes, and held to axe. */

const house = houseWith('A', 'B');
test.slow();

test('sign-in', async ({ context }) => {
  const { page, signIn } = await openWindow(context, house.desk('A'));
  await expect(signIn.title).toBeVisible();
  await expectGoodLooks(page, 'sign-in');
  await signIn.choose(memberOf('frontDesk').name);
  await signIn.type('999999');
  await expect(signIn.message).toHaveText('This PIN is not right.');
  await expectGoodLooks(page, 'sign-in-pin');
});

test('Today', async ({ context }) => {
  const { page, today } = await openSignedIn(context, house.desk('A'));
  await expect(today.arrival('Dr Amara Okafor')).toBeVisible();
  await expectGoodLooks(page, 'today');
});

test('Calendar, with its hover card and a conflict', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { page, calendar } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Miguel Costa')).toBeVisible();
  await expectGoodLooks(page, 'calendar');
  await calendar.drag(calendar.bar('Jan Novák', 'Room 109'), '110');
  await expect(calendar.conflict).toBeVisible();
  await expectGoodLooks(page, 'calendar-conflict');
});

test('booking drawer: new', async ({ context }) => {
  const { page, drawer } = await openSignedIn(context, house.desk('A'));
  await page.keyboard.press('w');
  await expect(drawer.guest).toBeFocused();
  await page.keyboard.type('Sus');
  await expect(drawer.sheet.getByRole('listbox', { name: 'Guests found' })).toBeVisible();
  await expectGoodLooks(page, 'drawer-new');
});

test('booking drawer: there already, and its receipt', async ({ context }) => {
  const { page, drawer, today, receipt } = await openSignedIn(context, house.desk('A'));
  await today.open('Dr Amara Okafor');
  await expect(drawer.stay).toContainText('Dr Amara Okafor');
  await expectGoodLooks(page, 'drawer-existing');
  await drawer.receipts.getByRole('button', { name: /80 mm/ }).click();
  await expect(receipt.paper.locator('body')).toContainText('Dr Amara Okafor');
  await expectGoodLooks(page, 'receipt-80mm');
  await receipt.choose('A4');
  await expect(receipt.paper.locator('body')).toContainText('Dr Amara Okafor');
  await expectGoodLooks(page, 'receipt-a4');
});

test('Housekeeping, and the dialog that takes a room out', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'), 'manager');
  await window.goTo('Housekeeping');
  await expect(window.housekeeping.room('104')).toBeVisible();
  await expectGoodLooks(window.page, 'housekeeping');
  await window.housekeeping.choose('104', 'Out of order …');
  await expect(window.housekeeping.outDialog).toBeVisible();
  await expectGoodLooks(window.page, 'housekeeping-out');
});

test('all keys, and the commands', async ({ context }) => {
  const { page } = await openSignedIn(context, house.desk('A'));
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
  await expectGoodLooks(page, 'keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await expectGoodLooks(page, 'commands');
});

test('Sync and Inbox, with the line cut and a sale refused', async ({ browser, context }) => {
  const [a, b] = await Promise.all([
    openSignedIn(context, house.desk('A'), 'manager'),
    openSignedIn(await browser.newContext(), house.desk('B'), 'manager'),
  ]);
  for (const [window, guest] of [
    [a, 'Adele Firsthand'],
    [b, 'Bruno Tooslow'],
  ] as const) {
    const { page, drawer } = window;
    await window.sync.pullTheLine();
    await page.keyboard.press('w');
    await expect(drawer.guest).toBeFocused();
    await page.keyboard.type(guest);
    await drawer.type('Trekker Cabin').check({ force: true });
    await drawer.sheet.getByRole('checkbox', { name: 'Check in now' }).uncheck();
    await drawer.room.selectOption({ label: 'No room yet' });
    await drawer.button(/^Book 1 night, tentatively, take/).click();
    await expect(drawer.price).toContainText('All paid');
    await page.keyboard.press('Escape');
    await expect(drawer.sheet).toBeHidden();
  }
  await b.sync.open();
  await expect(b.sync.panel).toContainText('3 to send');
  await expectGoodLooks(b.page, 'sync-offline');
  await b.sync.close();
  await a.sync.putTheLineBack();
  await a.sync.settled();
  await b.sync.putTheLineBack();
  await b.sync.settled();
  await b.sync.open();
  await expectGoodLooks(b.page, 'sync');
  await b.sync.close();
  await b.goTo('Inbox');
  await expect(b.inbox.entry(/^Refused: /, 'Bruno Tooslow')).toBeVisible();
  await expect(b.inbox.entry(/^Exception: /, 'Bruno Tooslow')).toBeVisible();
  await expectGoodLooks(b.page, 'inbox');
  await b.page.context().close();
});
