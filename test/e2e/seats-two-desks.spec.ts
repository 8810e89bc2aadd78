import { type BrowserContext, type Page, expect, test } from '@playwright/test';
import { addDays } from '#shared/kernel/dates.ts';
import { houseWith } from './house/house.ts';
import { type DeskWindow, openSignedIn } from './pages/desk-window.ts';
import { expectGoodLooks } from './pages/looks.ts';
import { SettingsPage } from './pages/settings.ts';
import { type Role, memberOf } from './pages/sign-in.ts';

/* Seats sold at two desks of one house: what one asks and the other gives, what was booked before, and what is promised without the line. */

const house = houseWith('A', 'B');
test.slow();

/** The departure of a product so many days ahead, by what the month says. */
async function departureOf({ page, departures }: DeskWindow, product: string, daysAhead: number): Promise<string> {
  const day = addDays(house.businessDate, daysAhead);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Departures' }).click();
  await expect(departures.grid).toBeVisible();
  const cell = page.locator(`[data-departure][data-date="${day}"]`).filter({ hasText: product });
  if (day.slice(0, 7) !== house.businessDate.slice(0, 7))
    await page.getByRole('button', { name: 'A page forward' }).click();
  await expect(cell).toBeVisible();
  return (await cell.getAttribute('data-departure')) ?? '';
}

async function twoDesks(a: BrowserContext, b: BrowserContext, roles: readonly [Role, Role]) {
  return Promise.all([openSignedIn(a, house.desk('A'), roles[0]), openSignedIn(b, house.desk('B'), roles[1])]);
}

/** Sells two seats for cash. */
async function sellSeats(
  { page, drawer }: DeskWindow,
  departureId: string,
  guest: string,
  mark: RegExp,
): Promise<void> {
  await drawer.sellSeats(departureId);
  await page.keyboard.type(guest);
  await expect(drawer.sheet).toContainText(mark);
  await expect(drawer.button(/^Book 2 seats, take NPR [\d,]+ cash/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(drawer.receipts).toContainText(/A\d\d-/);
}

/** Sells one night of a type to somebody at the counter, no room yet. */
async function sellNight({ page, drawer }: DeskWindow, type: string, guest: string, say: RegExp): Promise<void> {
  await page.keyboard.press('w');
  await expect(drawer.guest).toBeFocused();
  await page.keyboard.type(guest);
  await drawer.type(type).check({ force: true });
  await drawer.sheet.getByRole('checkbox', { name: 'Check in now' }).uncheck();
  await drawer.room.selectOption({ label: 'No room yet' });
  await drawer.button(say).click();
  await expect(drawer.price).toContainText('All paid');
  await page.keyboard.press('Escape');
  await expect(drawer.sheet).toBeHidden();
}

/** From which price on a sale waits for a manager; none where it is empty. */
async function approveAbove(settings: SettingsPage, amount: string): Promise<void> {
  await settings.open('Booking terms');
  await settings.field('A manager approves above, NPR').fill(amount);
  await settings.save.click();
  await expect(settings.save).toBeDisabled();
}

const toast = (page: Page, text: string | RegExp) => page.locator('.cairn-toast').filter({ hasText: text });

test('[B3, U3] a sale above the limit is asked for at one desk and approved by a manager at the other', async ({
  browser,
  context,
}) => {
  const [a, b] = await twoDesks(context, await browser.newContext(), ['frontDesk', 'manager']);
  const settings = new SettingsPage(b.page);
  await approveAbove(settings, '50000');
  const trek = await departureOf(a, 'Ghorepani Poon Hill', 7);
  await a.drawer.sellSeats(trek);
  await a.page.keyboard.type('Paula Asks');
  await expect(a.drawer.sheet).toContainText('Above the limit of this property');
  await a.drawer.button(/^Hold 2 seats for .*, a manager approves/).click();
  await expect(a.drawer.sheet).toContainText('Waits for approval');
  await expect(a.drawer.actions).toContainText('A manager approves it.');
  // Nobody has said yes yet: by when the rest is paid is no question before.
  await expect(a.drawer.actions.getByRole('button', { name: /^Balance by/ })).toHaveCount(0);
  await expect(a.drawer.actions.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

  await b.goTo('Inbox');
  const asked = b.inbox.entry(/^To approve: Paula Asks/, 'Paula Asks');
  await expect(asked).toContainText(`${memberOf('frontDesk').name} asks for a booking of NPR 72,320.00`);
  await b.page.getByText('Approvals 1', { exact: true }).click();
  await expectGoodLooks(b.page, 'inbox-approval');
  // A digit alone confirms nothing: it leads to the button, and Enter does it.
  await asked.getByRole('button', { name: /^To approve: / }).click();
  await b.page.keyboard.press('1');
  await expect(asked.getByRole('button', { name: /Approve, confirm it at NPR 72,320/ })).toBeFocused();
  await b.page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
  await expect(a.drawer.sheet).toContainText('Confirmed');
  await expect(a.drawer.actions.getByRole('button', { name: /^Take NPR [\d,]+ cash/ })).toBeVisible();

  // The next one is not approved, and says why.
  await a.page.keyboard.press('Escape');
  await a.drawer.sellSeats(trek);
  await a.page.keyboard.type('Petra Rejected');
  await a.drawer.button(/^Hold 2 seats for .*, a manager approves/).click();
  await expect(a.drawer.sheet).toContainText('Waits for approval');
  const second = b.inbox.entry(/^To approve: Petra Rejected/, 'Petra Rejected');
  await second.getByRole('button', { name: /Reject …/ }).click();
  await b.drawer.form('Reject it').getByRole('textbox', { name: 'Reason' }).fill('too large a group');
  await b.drawer.form('Reject it').getByRole('button', { name: 'Reject, release what it holds' }).click();
  await expect(a.drawer.sheet).toContainText('too large a group');

  // Money that was taken on it before it came above the limit: the button says whose it stays.
  await a.page.keyboard.press('Escape');
  await b.page.keyboard.press('Escape');
  await a.drawer.sellSeats(trek);
  await a.page.keyboard.type('Pia Partly');
  await a.drawer.sheet.getByRole('spinbutton', { name: /^Adults/ }).fill('1');
  await expect(a.drawer.button(/^Book 1 seat, take NPR/)).toBeVisible();
  await a.drawer.button(/^Hold 1 seat for/).click();
  await a.drawer.button(/^Take NPR [\d,]+ cash/).click();
  const till = a.drawer.sheet.getByRole('form');
  await till.getByRole('textbox', { name: /^Amount/ }).fill('1000');
  await till.getByRole('button', { name: /^Take NPR 1,000/ }).click();
  await a.drawer.button('Change travellers').click();
  await a.drawer.sheet.getByRole('spinbutton', { name: /^Adults/ }).fill('2');
  await a.drawer.button(/^Change to 2 seats, NPR/).click();
  await expect(a.drawer.sheet).toContainText('Waits for approval');
  const third = b.inbox.entry(/^To approve: Pia Partly/, 'Pia Partly');
  await third.getByRole('button', { name: /Reject …/ }).click();
  const rejects = b.drawer.form('Reject it');
  await expect(rejects).toContainText('NPR 1,000 was paid. It stands on the draft');
  await expectGoodLooks(b.page, 'booking-reject-paid');
  await rejects.getByRole('textbox', { name: 'Reason' }).fill('no guide for two');
  await rejects.getByRole('button', { name: 'Reject, release what it holds; NPR 1,000 stays the guest’s' }).click();
  await expect(a.drawer.sheet).toContainText('no guide for two');

  await b.page.keyboard.press('Escape');
  await approveAbove(settings, '');
  await b.page.context().close();
});

test('[B5] a channel that collects is booked with its reference; the same reference again is the first booking', async ({
  browser,
  context,
}) => {
  const [a, b] = await twoDesks(context, await browser.newContext(), ['frontDesk', 'frontDesk']);
  const sunrise = await departureOf(a, 'Sarangkot sunrise', 2);
  const fill = async ({ page, drawer }: DeskWindow, guest: string) => {
    await drawer.sellSeats(sunrise);
    await page.keyboard.type(guest);
    await drawer.sheet.getByRole('combobox', { name: 'Source' }).selectOption({ label: 'Viator' });
    await drawer.sheet.getByRole('textbox', { name: 'Reference', exact: true }).fill('VI-4711');
    await drawer.button(/^Book 2 seats, Viator collects NPR [\d,.]+/).click();
  };
  await fill(a, 'Victor Viator');
  await expect(a.drawer.sheet).toContainText('Confirmed');
  await expect(a.drawer.sheet).toContainText('Online agency VI-4711');
  await expect(a.drawer.sheet.getByRole('region', { name: 'Items' })).toContainText('Viator');
  await expect(a.drawer.price).toContainText('Viator collects');
  await expect(a.drawer.price).not.toContainText('To pay');
  await expect(a.drawer.actions.getByRole('button', { name: /^Take NPR/ })).toHaveCount(0);
  const title = (await a.drawer.sheet.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
  await a.page.keyboard.press('Escape');
  await expect(a.departures.booking('Victor Viator')).toContainText('OTA collects');

  await b.departures.open(sunrise);
  await expect(b.departures.booking('Victor Viator')).toBeVisible();
  const taken = await b.departures.figure('Confirmed').textContent();
  await fill(b, 'Victor Again');
  await expect(toast(b.page, /^.*This reference was booked before: /)).toBeVisible();
  await expect(b.drawer.sheet.getByRole('heading', { level: 2 }).first()).toHaveText(title);
  await expect(b.drawer.sheet).toContainText('Victor Viator');
  await b.page.keyboard.press('Escape');
  await expect(b.departures.figure('Confirmed')).toHaveText(taken ?? '');
  await b.page.context().close();
});

test('[S32] without the line: inside the allotment guaranteed, beyond it tentative, in drawer, list, month, bars and print', async ({
  context,
}) => {
  const a = await openSignedIn(context, house.desk('A'), 'manager');
  const { page, departures, calendar, drawer } = a;
  await page
    .getByRole('banner')
    .getByRole('button', { name: memberOf('manager').name })
    .click();
  await page.getByRole('button', { name: 'Allotments' }).click();
  const panel = page.getByRole('dialog', { name: 'Allotments' });
  await panel.getByRole('region', { name: 'Every desk' }).getByRole('button', { name: 'Keep it so' }).click();
  await expect(
    panel.getByRole('region', { name: 'Every desk' }).getByRole('button', { name: 'No changes to keep' }),
  ).toBeDisabled();
  await expect(panel.getByRole('region', { name: 'Desk A' }).getByRole('table', { name: 'Holds now' })).toBeVisible();
  await expectGoodLooks(page, 'allotments');
  await page.keyboard.press('Escape');
  const hike = await departureOf(a, 'Dhampus day hike', 2);
  await departures.open(hike);
  await expect(page.getByText('Besides, 2 of this desk’s own')).toBeVisible();
  await a.sync.pullTheLine();

  await sellSeats(a, hike, 'Gerta Guaranteed', /Guaranteed: all from this desk’s allotment/);
  await expect(drawer.sheet).toContainText('Guaranteed, not yet at the server');
  await page.keyboard.press('Escape');
  await sellSeats(a, hike, 'Tilda Tentative', /Tentative until the server has taken it in/);
  await expect(drawer.sheet).toContainText('Tentative, not yet at the server');
  await expect(drawer.sheet.getByText('Confirmed', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(departures.booking('Gerta Guaranteed')).toContainText('Guaranteed');
  await expect(departures.booking('Tilda Tentative')).toContainText('Tentative');
  await expectGoodLooks(page, 'departure-promised');
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('[class*=paper]');
  const line = (guest: string) => paper.locator('tr').filter({ hasText: guest });
  await expect(line('Gerta Guaranteed')).toContainText('Guaranteed');
  await expect(line('Gerta Guaranteed').getByText('Tentative', { exact: true })).toHaveCount(0);
  await expect(line('Tilda Tentative').getByText('Tentative', { exact: true })).toBeVisible();
  await page.emulateMedia({ media: null });

  await a.goTo('Calendar');
  await sellNight(a, 'Garden Twin', 'Gustav Gewiss', /^Book 1 night, guaranteed/);
  await sellNight(a, 'Garden Twin', 'Torben Tentativ', /^Book 1 night, tentatively/);
  await expect(calendar.bar('Gustav Gewiss')).toHaveAccessibleDescription(/[Gg]uaranteed/);
  await expect(calendar.bar('Torben Tentativ')).toHaveAccessibleDescription(/[Tt]entative/);

  await a.sync.putTheLineBack();
  await a.sync.settled();
  await departures.open(hike);
  await expect(departures.booking('Gerta Guaranteed')).toBeVisible();
  await expect(departures.booking('Gerta Guaranteed').getByText('Guaranteed', { exact: true })).toHaveCount(0);
  await expect(departures.booking('Tilda Tentative').getByText('Tentative', { exact: true })).toHaveCount(0);
});
