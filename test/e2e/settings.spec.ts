import { type Page, expect, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#main/store/open-store.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { departureIdOf } from '#test/integration/host-departures.ts';
import { type DeskProcess, startDesk } from './house/desk-process.ts';
import { type Tours, toursOnDisk } from './house/tour-rows.ts';
import { openSignedIn } from './pages/desk-window.ts';
import { expectGoodLooks } from './pages/looks.ts';
import { SettingsPage } from './pages/settings.ts';
import type { Role } from './pages/sign-in.ts';

/* On what terms is sold, set at a desk whose line is cut, and what comes of it in the drawer; and a card at its terminal. */

const NO_SERVER = { server: 'http://127.0.0.1:1', code: 'none' };

let folder: string;
let desk: DeskProcess;
let tours: Tours;
test.slow();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'cairn-settings-'));
  const file = join(folder, 'replica.db');
  tours = await toursOnDisk(file);
  // Nothing of this desk is settled yet: what is set here waits for the server.
  const store = openStore({ file });
  store.transaction(() => store.meta.set('settled', 0));
  store.close();
  desk = await startDesk(folder, 'A', NO_SERVER);
});
test.afterAll(async () => {
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

type Context = Parameters<typeof openSignedIn>[0];

async function openSettings(context: Context, role: Role = 'manager') {
  const window = await openSignedIn(context, desk, role);
  return { ...window, page: window.page, toast: window.toast.bind(window), settings: new SettingsPage(window.page) };
}

/** Two seats of the roomy departure, for a guest who is new. */
async function holdSeats(page: Page, guest: string): Promise<void> {
  await page.evaluate(
    (place) => {
      location.hash = place;
    },
    `#/departures?new=seats&departure=${departureIdOf(tours.roomy)}`,
  );
  await expect(sheet(page).getByRole('combobox', { name: 'Guest', exact: true })).toBeFocused();
  await page.keyboard.type(guest);
  await expect(sheet(page).getByRole('button', { name: /^Hold 2 seats/ })).toBeEnabled();
}
const sheet = (page: Page) => page.getByRole('dialog', { name: /^(New booking|Booking )/ });

test('[I4] a manager changes how long a hold lives: half typed it is kept, saved it waits for the server and counts here', async ({
  context,
}) => {
  const { page, settings, toast, signIn } = await openSettings(context);
  await settings.open('Booking terms');
  await expect(settings.form).toContainText('these are the defaults');
  await settings.field('Cart, minutes').fill('0');
  await expect(settings.form).toContainText('A whole number from 1 to');
  await settings.field('Cart, minutes').fill('20');
  await settings.field('Waiting for payment, minutes').fill('45');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Today' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await settings.open('Booking terms');
  await expect(settings.field('Cart, minutes')).toHaveValue('20');
  await expect(settings.part('Booking terms')).toContainText('not saved');
  // The window loaded anew asks for the PIN, and has kept what was typed.
  await page.reload();
  await signIn.signIn('manager');
  await settings.open('Booking terms');
  await expect(settings.field('Waiting for payment, minutes')).toHaveValue('45');
  await expect(settings.save).toHaveText(/^Save 2 changes/);
  await settings.field('Cart, minutes').press('Control+Enter');
  await expect(toast('Saved here: Booking terms')).toBeVisible();
  await expect(settings.form).toContainText('waits for the server');
  await expect(settings.save).toBeDisabled();
  await expectGoodLooks(page, 'settings-terms');
  await holdSeats(page, 'Hilda Holder');
  await expect(sheet(page).getByRole('button', { name: /^Hold 2 seats for 45/ })).toBeVisible();
});

test('[S3] [I4] by a machine’s clock that is two hours wrong what is held still runs out when the server says', async ({
  context,
}) => {
  const { page } = await openSettings(context);
  await page.clock.setSystemTime(Date.now() + 2 * 3_600_000);
  await holdSeats(page, 'Tara Timely');
  await page.keyboard.press('Control+h');
  await expect(sheet(page).getByRole('timer')).toHaveText(/^(44:\d\d|45:00)$/);
});

test('[I12] [S4] a channel is set up; changed at another window meanwhile, what was typed here is kept or given up by choice', async ({
  context,
}) => {
  const { page, settings, toast } = await openSettings(context);
  await settings.open('Channels');
  await page.getByRole('button', { name: 'Add a channel' }).click();
  await expect(settings.form).toHaveAccessibleName('New channel');
  await expect(settings.field('Name')).toBeFocused();
  await settings.field('Name').fill('GetYourGuide');
  await settings.field('Code').fill('two words');
  await settings.save.click();
  await expect(settings.form).toContainText('Up to 20 letters');
  await settings.field('Code').fill('gyg');
  await settings.choice('Who takes the guest’s money').selectOption({ label: 'The house' });
  await settings.save.click();
  await expect(toast('Saved here: GetYourGuide')).toBeVisible();
  await expect(settings.row('GetYourGuide')).toContainText(/GYG.*waits for the server/);
  await expect(settings.form).toHaveAccessibleName('GetYourGuide');
  await settings.field('Holds for, minutes').fill('90');
  await expect(settings.row('GetYourGuide')).toContainText('not saved');

  const other = await openSettings(context);
  await other.settings.open('Channels');
  await other.settings.row('GetYourGuide').click();
  await expect(other.settings.form).toHaveAccessibleName('GetYourGuide');
  await other.settings.field('Holds for, minutes').fill('30');
  await other.settings.field('Commission, %').fill('12,5');
  await other.settings.save.click();
  await expect(other.toast('Saved here: GetYourGuide')).toBeVisible();

  const conflict = settings.form.getByRole('alert').filter({ hasText: 'Changed elsewhere while you typed' });
  await expect(conflict).toContainText('Holds for, minutes: 60 became 30; yours is 90');
  await expect(conflict).toContainText('Commission, %: 0 became 12.5');
  await expect(settings.save).toBeDisabled();
  await expectGoodLooks(page, 'settings-conflict');
  await conflict.getByRole('button', { name: 'Keep my changes over theirs' }).click();
  await settings.save.click();
  await expect(settings.row('GetYourGuide')).toContainText(/1 h 30.*12.5 %/);
});

test('[P1] a promotion code that was made is used in the drawer', async ({ context }) => {
  const { page, settings, toast } = await openSettings(context);
  await settings.open('Promotion codes');
  await page.getByRole('button', { name: 'Add a code' }).click();
  await expect(settings.form).toHaveAccessibleName('New promotion code');
  await expect(settings.field('Name')).toBeFocused();
  await settings.field('Name').fill('Early bird');
  await settings.field('Code').fill('early10');
  await settings.field('First day').fill(formatDay(tours.today, 'full'));
  await settings.field('Last day').fill(formatDay(tours.today, 'full'));
  await settings.field('Last day').press('Tab');
  await settings.save.click();
  await expect(toast('Saved here: Early bird')).toBeVisible();
  // What was only said goes by itself, or with the next press.
  await settings.form.click({ position: { x: 4, y: 4 } });
  await expect(toast('Saved here: Early bird')).toHaveCount(0);
  await expect(settings.row('Early bird')).toContainText('10 %');
  await expect(settings.row('Early bird')).toContainText(tours.today.slice(0, 4));
  await holdSeats(page, 'Paula Promoted');
  const price = sheet(page).getByRole('region', { name: 'Price' });
  await price.getByRole('textbox', { name: 'Promotion code' }).fill('EARLY10');
  await page.keyboard.press('Enter');
  await expect(price).toContainText('−6,400.00');
});

test('[U1] the front desk sees what holds, and a word why it cannot change it', async ({ context }) => {
  const { settings } = await openSettings(context, 'frontDesk');
  await settings.open('Booking terms');
  await expect(settings.readOnly).toBeVisible();
  await expect(settings.field('Cart, minutes')).toHaveValue(/^\d+$/);
  await expect(settings.field('Cart, minutes')).toBeDisabled();
  await expect(settings.save).toHaveCount(0);
});

test('[I6] [M6] a card is declined, tried again, without an answer seen on Today, and paid', async ({ context }) => {
  const { page, toast, today } = await openSettings(context, 'frontDesk');
  await holdSeats(page, 'Carla Cardholder');
  await page.keyboard.press('Control+h');
  const terminal = sheet(page).getByRole('form', { name: 'Card terminal' });
  await sheet(page)
    .getByRole('button', { name: /^Card at the terminal: NPR/ })
    .click();
  await sheet(page)
    .getByRole('button', { name: /^Start NPR/ })
    .click();
  await expect(terminal).toContainText('try 1 of 3');
  await expect(sheet(page)).toContainText('Card under way');
  await expectGoodLooks(page, 'card-under-way');
  await terminal.getByRole('button', { name: /^Declined, 1 of 3/ }).click();
  await expect(toast('Declined. It is held again')).toBeVisible();
  await sheet(page)
    .getByRole('button', { name: /^Card at the terminal again/ })
    .click();
  await sheet(page)
    .getByRole('button', { name: /^Start NPR/ })
    .click();
  await expect(terminal).toContainText('try 2 of 3');
  await terminal.getByRole('button', { name: /^No answer/ }).click();
  await expect(terminal).toContainText('Card: no answer');
  await page.keyboard.press('Escape');

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Today' }).click();
  await expect(today.page.getByRole('region', { name: /^Cards that wait/ })).toContainText('no answer');
  await page.getByRole('button', { name: 'Answer for Carla Cardholder' }).click();
  await terminal.getByRole('button', { name: /^Paid/ }).click();
  await expect(terminal).toContainText('The number on the terminal’s slip.');
  await terminal.getByRole('textbox', { name: 'Reference of the terminal' }).fill('T-4711');
  await terminal.getByRole('button', { name: /^Paid/ }).click();
  await expect(toast(/taken by card/)).toBeVisible();
  await expect(sheet(page)).toContainText('All paid');
  await expect(sheet(page).getByRole('region', { name: 'Receipts' })).toContainText(/A\d*-000001/);
});
