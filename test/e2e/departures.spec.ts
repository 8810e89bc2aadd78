import { type Locator, type Page, expect, test } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDay } from '#renderer/ui/format.ts';
import { departureIdOf } from '#test/integration/host-departures.ts';
import { type DeskProcess, startDesk } from './house/desk-process.ts';
import { type Tours, toursOnDisk } from './house/tour-rows.ts';
import { DeparturesPage } from './pages/departures.ts';
import { openSignedIn } from './pages/desk-window.ts';
import { expectGoodLooks } from './pages/looks.ts';
import type { Role } from './pages/sign-in.ts';

/* The departures on a desk whose line is cut: a month of tours in its replica, and every act of the screens taken here. */

const NO_SERVER = { server: 'http://127.0.0.1:1', code: 'none' };

let folder: string;
let desk: DeskProcess;
let tours: Tours;
test.slow();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'cairn-tours-'));
  tours = await toursOnDisk(join(folder, 'replica.db'));
  desk = await startDesk(folder, 'A', NO_SERVER);
});
test.afterAll(async () => {
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

const day = (date: string) => formatDay(date);
const busyId = () => departureIdOf(tours.busy);
const grid = (page: Page) => new DeparturesPage(page).grid;
const cell = (page: Page, id: string) => new DeparturesPage(page).cell(id);
const card = (page: Page) => new DeparturesPage(page).card('Ghorepani Poon Hill');
const dialog = (page: Page) => new DeparturesPage(page).dialog;
const capacityOf = (page: Page) => new DeparturesPage(page).capacityWords();
const submit = (page: Page, name: string | RegExp) => new DeparturesPage(page).submit(name);

async function openMonth(context: Parameters<typeof openSignedIn>[0], role: Role = 'manager') {
  const window = await openSignedIn(context, desk, role);
  await window.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Departures' }).click();
  await expect(grid(window.page)).toBeVisible();
  // The departure may lie in the next month.
  if (tours.busy.date.slice(0, 7) !== tours.today.slice(0, 7))
    await window.page.getByRole('button', { name: 'A page forward' }).click();
  await expect(cell(window.page, busyId())).toBeVisible();
  return window;
}

async function openPage(context: Parameters<typeof openSignedIn>[0], role: Role = 'manager') {
  const window = await openMonth(context, role);
  await cell(window.page, busyId()).click();
  await expect(window.page.getByRole('heading', { level: 1, name: 'Ghorepani Poon Hill' })).toBeVisible();
  return window;
}

test('the month, its card, two weeks, the list and the departure’s page look as they should', async ({ context }) => {
  const { page } = await openMonth(context);
  await expectGoodLooks(page, 'departures');
  await cell(page, busyId()).hover();
  await expect(card(page)).toContainText('3 of 4');
  // [S32] What is this desk’s own stands beside what is free.
  await expect(card(page).locator('dl')).toContainText(/Free1.*Ours besides1/);
  await expect(card(page)).toContainText(/4 held, the next expires in 1\d:\d\d/);
  await expect(card(page)).toContainText('Overbooking 0 of 1');
  await expect(card(page)).toContainText('Waitlist 2');
  await expect(card(page)).toContainText('Min. 4 reached');
  await expectGoodLooks(page, 'departures-card');
  await page.getByText('List', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'Departures' })).toBeVisible();
  await expectGoodLooks(page, 'departures-list');
  await page.getByText('2 weeks', { exact: true }).click();
  await expect(grid(page)).toBeVisible();
  await page.getByText('Month', { exact: true }).click();
  await cell(page, busyId()).click();
  await expect(page.getByRole('table', { name: 'Bookings' }).getByRole('row')).toHaveCount(7);
  await expectGoodLooks(page, 'departure');
});

test('by keyboard alone: to a departure, its card, its page, and the booking of its seats', async ({ context }) => {
  const { page } = await openMonth(context, 'frontDesk');
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Home');
  const chosen = grid(page).getByRole('gridcell', { selected: true });
  // From departure to departure along the row of the product.
  const label = new RegExp(`^Ghorepani Poon Hill, .*${formatDay(tours.busy.date, 'spoken')}`);
  for (let press = 0; press < 20 && !label.test((await chosen.textContent()) ?? ''); press++)
    await page.keyboard.press('Control+ArrowRight');
  await expect(chosen).toHaveText(label);
  await expect(chosen).toHaveText(/13 of 14 taken, Few left, 4 held, 2 wait, 2 tentative/);
  await page.keyboard.press('Space');
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`new=seats&departure=${busyId()}`));
  await page.goBack();
  await grid(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ghorepani Poon Hill' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Book seats/ })).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(grid(page)).toBeVisible();
});

test('departures are found by product, guide and status', async ({ context }) => {
  const { page } = await openMonth(context, 'frontDesk');
  const rows = grid(page).getByRole('row');
  await page.keyboard.press('f');
  await page.keyboard.type('poon');
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(10);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('button', { name: 'Open and few left' }).click();
  await page.keyboard.press('Escape');
  await expect(grid(page).locator('em').getByText('Full', { exact: true })).toHaveCount(0);
  await expect(cell(page, busyId())).toBeVisible();
});

test('[I1] seats are blocked and given back; more than are free are refused with what is free', async ({ context }) => {
  const { page } = await openPage(context, 'frontDesk');
  expect(await capacityOf(page)).toBe('Total 16, Blocked 2, Sellable 14, Confirmed 9, Held 4, Free 1');
  await page.keyboard.press('b');
  await dialog(page).getByRole('spinbutton', { name: 'Seats' }).fill('5');
  await dialog(page).getByRole('button', { name: 'Take 5 seats out of sale' }).click();
  await expect(dialog(page).getByRole('alert').filter({ hasText: 'Sold out' })).toContainText('1 seat is free.');
  await dialog(page).getByRole('spinbutton', { name: 'Seats' }).fill('1');
  await submit(page, 'Take 1 seat out of sale');
  await expect.poll(() => capacityOf(page)).toContain('Blocked 3, Sellable 13');
  await page.keyboard.press('b');
  await submit(page, 'Give 1 back');
  await expect.poll(() => capacityOf(page)).toContain('Blocked 2, Sellable 14');
});

test('[I4] a hold counts down, is made longer with what it waits for, and is released with whose booking ends', async ({
  context,
}) => {
  const { page } = await openPage(context, 'frontDesk');
  const hold: Locator = page.getByRole('group', { name: 'Hold: Jonas Weber' });
  const left = await hold.getByRole('timer').textContent();
  await expect(hold.getByRole('timer')).not.toHaveText(left ?? '');
  await hold.getByRole('button', { name: 'Extend' }).click();
  await dialog(page).getByText('4 h', { exact: true }).click();
  await dialog(page).getByRole('textbox', { name: 'What it waits for' }).fill('awaiting documents');
  await submit(page, 'Hold 2 seats for 4 h from now');
  await expect(hold).toContainText('awaiting documents');
  await expect(hold.getByRole('timer')).toHaveText(/^(4 h 00|3 h 59)$/);
  await hold.getByRole('button', { name: 'Release' }).click();
  await submit(page, 'Release 2 seats, end booking DRL-2026-W0402');
  await expect(hold).toHaveCount(0);
});

test('the bookings are filtered, sorted, and saved as they stand', async ({ context }) => {
  const { page } = await openPage(context, 'frontDesk');
  const table = page.getByRole('table', { name: 'Bookings' });
  const guests = () => table.getByRole('row').locator('td:nth-child(2) button').allTextContents();
  await table.getByRole('button', { name: 'Lead guest' }).click();
  await expect
    .poll(guests)
    .toEqual(['Amélie Laurent', 'Céline Moreau', 'Ingrid Holm', 'Marcus Bell', 'Oliver Grant', 'Priya Menon']);
  await page.getByRole('combobox', { name: 'Bookings shown' }).selectOption({ label: 'Still owing' });
  await expect.poll(guests).toEqual(expect.arrayContaining(['Céline Moreau', 'Ingrid Holm', 'Oliver Grant']));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('Booking,Lead guest,Country,Seats');
  expect(text).toContain('DRL-2026-W0401,Céline Moreau,FR,2,2 adults,Website,64000,32000,Confirmed');
  expect(text).not.toContain('Marcus Bell');
});

test('the manifest says on paper and as a file who goes and what they need', async ({ context }) => {
  const { page } = await openPage(context, 'frontDesk');
  await page.getByRole('button', { name: 'Manifest' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe(`manifest-ghorepani-poon-hill-${tours.busy.date}-0700.csv`);
  expect(await readFile(await saved.path(), 'utf8')).toContain(
    '"Ingrid Holm, Lars Holm",Vegetarian; mild altitude sickness before'.split(',Veg')[0],
  );
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('[class*=paper]');
  await expect(paper).toBeVisible();
  const words = await paper.innerText();
  expect(words).toContain('Ghorepani Poon Hill');
  expect(words).toContain(`${formatDay(tours.busy.date, 'full')}, 07:00`);
  expect(words).toContain('Meeting point Lodge terrace · Guide Pemba Sherpa');
  expect(words).toContain('Ingrid Holm, Lars Holm');
  expect(words).toContain('Vegetarian; mild altitude sickness before');
  expect(words).toContain('Tentative');
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
});

test('a manager plans a series, edits a departure and its quotas, and shuts the sale', async ({ context }) => {
  const { page } = await openPage(context);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog(page).getByRole('textbox', { name: 'At most, Website' }).fill('1');
  await dialog(page).getByRole('button', { name: 'Set these quotas' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('The least is');
  await dialog(page).getByRole('textbox', { name: 'At most, Website' }).fill('8');
  await submit(page, 'Set these quotas');
  await expect(page.getByRole('table', { name: 'Quotas' }).getByRole('row', { name: /^Website/ })).toContainText('8');
  await page.keyboard.press('e');
  await dialog(page).getByRole('textbox', { name: 'Guide' }).fill('Dawa Tamang');
  await submit(page, 'Save the departure');
  await expect(page.getByText(/Guide Dawa Tamang · Cutoff/)).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Close the sale' }).click();
  await submit(page, /^Close the sale, \d+ seats stay taken$/);
  await expect(page.getByText('Closed', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Departures' }).click();
  await grid(page).focus();
  await page.keyboard.press('d');
  await dialog(page).getByText('Every so many days', { exact: true }).click();
  // At an hour at which nothing leaves, whatever day it is.
  await dialog(page).getByRole('textbox', { name: 'Leaves at' }).fill('05:15');
  await dialog(page).getByRole('spinbutton', { name: 'Every … days' }).fill('9');
  await submit(page, /^Add \d departures, /);
  await expect(page.locator('.cairn-toast').filter({ hasText: /departures of .* were added/ })).toBeVisible();
});

test('[I8] the operator cancels a departure: its button says who is moved where', async ({ context }) => {
  const { page } = await openPage(context);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Cancel the departure/ }).click();
  await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('snow on the pass');
  await dialog(page)
    .getByRole('radio', { name: new RegExp(`^Move everybody to ${day(tours.roomy.date)}`) })
    .check();
  await dialog(page).getByRole('checkbox', { name: 'Refund whoever does not fit there' }).check();
  await expect(
    dialog(page).getByRole('button', { name: /^Cancel it, move \d bookings to .*, refund \d/ }),
  ).toBeVisible();
  await expectGoodLooks(page, 'departure-cancel');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
});

test('in German nothing is left in English', async ({ context }) => {
  const { page } = await openMonth(context);
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Commands' }).fill('Deutsch');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Abfahrten' })).toBeVisible();
  await expectGoodLooks(page, 'departures-german');
  await cell(page, busyId()).click();
  await expect(page.getByRole('button', { name: 'Teilnehmerliste' })).toBeVisible();
  await expectGoodLooks(page, 'departure-german');
});
