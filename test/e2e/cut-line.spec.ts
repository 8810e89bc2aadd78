import { type BrowserContext, expect, test } from '@playwright/test';
import { houseWith } from './house/house.ts';
import { type DeskWindow, openSignedIn } from './pages/desk-window.ts';

const house = houseWith('A', 'B');

/** Sells one night tonight, no room yet, with the whole price in cash. */
async function sell(window: DeskWindow, guest: string, roomType: string): Promise<void> {
  const { page, drawer } = window;
  await page.keyboard.press('w');
  await expect(drawer.guest).toBeFocused();
  await page.keyboard.type(guest);
  await drawer.type(roomType).check({ force: true });
  await drawer.sheet.getByRole('checkbox', { name: 'Check in now' }).uncheck();
  await drawer.room.selectOption({ label: 'No room yet' });
  await drawer.button(/^Book 1 night, tentatively, take NPR [\d,]+ cash/).click();
  await expect(drawer.stay).toContainText(guest);
  await expect(drawer.price).toContainText('All paid');
  await page.keyboard.press('Escape');
  await expect(drawer.sheet).toBeHidden();
}

async function twoDesks(a: BrowserContext, b: BrowserContext): Promise<readonly [DeskWindow, DeskWindow]> {
  return Promise.all([openSignedIn(a, house.desk('A'), 'manager'), openSignedIn(b, house.desk('B'), 'manager')]);
}

/** What both desks show once the two sales of the last room have met: one stands, one is refused with ways out. */
async function expectOneRefused(standing: DeskWindow, refused: DeskWindow, guests: readonly [string, string]) {
  await refused.goTo('Inbox');
  const refusal = refused.inbox.entry(/^Refused: /, guests[1]);
  await expect(refusal).toBeVisible();
  await expect(refusal).toContainText('Sold out');
  await expect(refusal.getByRole('button', { name: /instead/ }).first()).toBeVisible();
  // The one who was first stands, at both desks.
  await standing.page.keyboard.press('/');
  await standing.page.keyboard.type(guests[0]);
  await standing.page
    .getByRole('option', { name: new RegExp(guests[0]) })
    .first()
    .click();
  await expect(standing.drawer.stay).toContainText(guests[0]);
  await expect(standing.drawer.sheet).toContainText('Due in');
  await standing.page.keyboard.press('Escape');
  return refusal;
}

test('the last room sold at two desks without the line: one stands, one comes back with ways out, its cash is kept', async ({
  browser,
  context,
}) => {
  test.slow();
  const [a, b] = await twoDesks(context, await browser.newContext());
  await a.sync.pullTheLine();
  await b.sync.pullTheLine();
  await sell(a, 'Adele Firsthand', 'Trekker Cabin');
  await sell(b, 'Bruno Tooslow', 'Trekker Cabin');

  // Offline the panel says what waits, in order, and how old the picture is.
  await b.sync.open();
  await expect(b.sync.panel).toContainText('3 to send');
  await expect(b.sync.pending).toHaveCount(3);
  await expect(b.sync.pending.last()).toContainText('Fact');
  await expect(b.sync.panel).toContainText('Picture of the lodge');
  await b.sync.close();
  await expect(b.bar.line).toContainText('3 to send');

  await a.sync.putTheLineBack();
  await a.sync.settled();
  await b.sync.putTheLineBack();
  await b.sync.settled();
  const refusal = await expectOneRefused(a, b, ['Adele Firsthand', 'Bruno Tooslow']);
  await expect(b.bar.line).toContainText('1 refused');
  const exception = b.inbox.entry(/^Exception: Money without a booking/, 'Bruno Tooslow');
  await expect(exception).toContainText('7,500');

  await refusal
    .getByRole('button', { name: /instead/ })
    .first()
    .click();
  await expect(refusal).toBeHidden();
  await expect(b.bar.line).not.toContainText('refused');
  await exception
    .getByRole('button', { name: /guest’s credit|other booking/ })
    .first()
    .click();
  await expect(exception).toBeHidden();
  await b.inbox.showAnswered();
  await expect(b.inbox.entry(/^Refused: /, 'Bruno Tooslow')).toContainText('Answered by Prakash Thapa');
  await expect(b.inbox.entry(/^Exception: /, 'Bruno Tooslow')).toContainText('Settled by Prakash Thapa');
  await b.sync.settled();
  await b.page.context().close();
});

test('work goes on without the line and is settled when it is put back; the other desk then sees it', async ({
  browser,
  context,
}) => {
  const [a, b] = await twoDesks(context, await browser.newContext());
  await a.sync.pullTheLine();
  await a.goTo('Calendar');
  await expect(a.calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await a.calendar.drag(a.calendar.bar('Jan Novák', 'Room 109'), '111');
  await expect(a.calendar.bar('Jan Novák', 'Room 111')).toBeVisible();
  await a.goTo('Housekeeping');
  await a.housekeeping.choose('104', 'Clean');
  await a.goTo('Today');
  await a.page.getByRole('button', { name: 'Check in Hannah Brandt to 206' }).click();
  await expect(a.bar.line).toContainText('3 to send');

  await b.goTo('Calendar');
  await expect(b.calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await a.sync.putTheLineBack();
  await a.sync.settled();
  await expect(b.calendar.bar('Jan Novák', 'Room 111')).toBeVisible();
  await b.goTo('Today');
  await expect(b.today.arrival('Hannah Brandt')).toHaveCount(0);
  await b.goTo('Housekeeping');
  await expect(b.housekeeping.room('104')).toHaveAccessibleName(/^Room 104, clean/);
  await b.page.context().close();
});

test('the same with the server killed: both desks say so, work on, and settle when it is back', async ({
  browser,
  context,
}) => {
  test.slow();
  const [a, b] = await twoDesks(context, await browser.newContext());
  await house.server.kill();
  await expect(a.bar.line).toContainText('Offline since');
  await expect(b.bar.line).toContainText('Offline since');
  await sell(a, 'Carla Offline', 'Family Room');
  await sell(b, 'Dario Offline', 'Family Room');
  await a.sync.open();
  await expect(a.sync.panel).toContainText('Last error');
  await expect(a.sync.panel).toContainText('3 to send');
  await a.sync.close();

  await house.server.again();
  await a.sync.settled();
  await b.sync.settled();
  // Which of the two came first is the server's to say.
  const aWasFirst = !((await a.bar.line.textContent()) ?? '').includes('refused');
  const [first, second] = aWasFirst ? ([a, b] as const) : ([b, a] as const);
  const names = aWasFirst
    ? (['Carla Offline', 'Dario Offline'] as const)
    : (['Dario Offline', 'Carla Offline'] as const);
  const refusal = await expectOneRefused(first, second, names);
  await refusal.getByRole('button', { name: /Put aside/ }).click();
  await expect(refusal).toBeHidden();
  await b.page.context().close();
});

test('cash in hand for a refused sale is given back, with a receipt', async ({ browser, context }) => {
  const [a, b] = await twoDesks(context, await browser.newContext());
  for (const window of [a, b]) {
    await window.goTo('Inbox');
    const exception = window.inbox.entry(/^Exception: Money without a booking/, 'Offline');
    await expect(exception).toBeVisible();
  }
  const exception = a.inbox.entry(/^Exception: Money without a booking/, 'Offline');
  const give = exception.getByRole('button', { name: /Give NPR 16,500 back in cash/ });
  // A digit alone gives no money away: it leads to the button, and Enter does it.
  await exception.getByRole('button', { name: /^Exception: / }).click();
  await a.page.keyboard.press((await give.getAttribute('aria-keyshortcuts')) ?? '');
  await expect(give).toBeFocused();
  await expect(give).toContainText('to do it');
  await a.page.keyboard.press('Enter');
  const toast = a.toast(/given back|Answered/);
  // A hand on the toast keeps it there.
  await toast.hover();
  await expect(exception).toBeHidden();
  await toast.getByRole('button', { name: /^Print/ }).click();
  await expect(a.receipt.paper.locator('body')).toContainText('Credit receipt');
  expect(await a.receipt.text()).toMatch(/Paid out\s+NPR 16,500\.00/);
  // Solved at one desk, it is gone at the other.
  await expect(b.inbox.entry(/^Exception: Money without a booking/, 'Offline')).toBeHidden();
  await b.page.context().close();
});
