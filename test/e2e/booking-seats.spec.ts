import { type Page, expect, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPolicy, policyIdOf } from '#shared/bookings/policy.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { openStore } from '#main/store/open-store.ts';
import { departureIdOf } from '#test/integration/host-departures.ts';
import { PROPERTY, aRow, idFor } from '#test/integration/host-rows.ts';
import { type DeskProcess, startDesk } from './house/desk-process.ts';
import { type Tours, toursOnDisk } from './house/tour-rows.ts';
import { openSignedIn } from './pages/desk-window.ts';
import { expectGoodLooks } from './pages/looks.ts';

/* Seats and rooms sold together from the drawer, on a desk whose line is cut. */

const NO_SERVER = { server: 'http://127.0.0.1:1', code: 'none' };

let folder: string;
let desk: DeskProcess;
let tours: Tours;
test.slow();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'cairn-seats-'));
  const file = join(folder, 'replica.db');
  tours = await toursOnDisk(file);
  const store = openStore({ file });
  store.transaction(() =>
    store.place([
      // The busy departure leaves before a balance could be due, the roomy one does not.
      aRow('bookingPolicy', policyIdOf(PROPERTY), { ...defaultPolicy, balanceDays: 5 }),
      aRow('promotion', idFor('promotion EARLY10'), {
        code: 'EARLY10',
        name: 'Early bird',
        basisPoints: 1_000,
        amount: 0,
        fromDate: '2026-01-01',
        toDate: '2199-12-31',
        productIds: [],
        mostUses: null,
        uses: 0,
        active: true,
      }),
    ]),
  );
  store.close();
  desk = await startDesk(folder, 'A', NO_SERVER);
});
test.afterAll(async () => {
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

const sheet = (page: Page) => page.getByRole('dialog', { name: /^(New booking|Booking )/ });

async function openSeats(context: Parameters<typeof openSignedIn>[0], departure = departureIdOf(tours.roomy)) {
  const window = await openSignedIn(context, desk, 'manager');
  // A reload would ask for the PIN again: the address alone changes, as by a link of another screen.
  await window.page.evaluate((place) => {
    location.hash = place;
  }, `#/departures?new=seats&departure=${departure}`);
  await expect(window.drawer.guest).toBeFocused();
  return window;
}

test('two seats by keyboard: code, deposit in cash with change, booked; then one click gives them back', async ({
  context,
}) => {
  const { page, drawer } = await openSeats(context);
  const price = drawer.sheet.getByRole('region', { name: 'Price' });
  await expect(price).toContainText('64,000.00');
  await expect(drawer.sheet).toContainText('7 of 14 free');
  await page.keyboard.type('Hannah Seatwright');
  await price.getByRole('textbox', { name: 'Promotion code' }).fill('NEVER');
  await price.getByRole('button', { name: 'Apply' }).click();
  await expect(price).toContainText('This code is not known.');
  await price.getByRole('textbox', { name: 'Promotion code' }).fill('early10');
  await page.keyboard.press('Enter');
  await expect(price).toContainText('−6,400.00');
  await expect(price).toContainText('57,600.00');
  await drawer.tendered.fill('20000');
  await expect(drawer.change).toContainText('2,720');
  await expect(drawer.button('Book 2 seats, take NPR 17,280 cash')).toBeVisible();
  await expectGoodLooks(page, 'booking-seats');
  await page.keyboard.press('Control+Enter');
  await expect(sheet(page)).toContainText('Confirmed');
  await expect(page.locator('.cairn-toast').filter({ hasText: 'Booked tentatively' })).toBeVisible();
  const money = sheet(page).getByRole('region', { name: 'Agreed price' });
  await expect(money).toContainText('17,280.00');
  await expect(money).toContainText('NPR 40,320.00');
  await expect(sheet(page).getByRole('region', { name: 'Items' })).toContainText('Hannah Seatwright');
  await expectGoodLooks(page, 'booking-seats-sold');
  await page.getByRole('button', { name: 'Cancel the booking' }).click();
  await drawer.form('Cancel the booking').getByRole('textbox', { name: 'Reason' }).fill('ill');
  await drawer
    .form('Cancel the booking')
    .getByRole('button', { name: /NPR 57,600/ })
    .click();
  await expect(sheet(page)).toContainText('Cancelled');
});

test('seats and a room together are held by Ctrl+H; the hold runs, is made longer and is released', async ({
  context,
}) => {
  const { page, drawer } = await openSeats(context);
  await page.keyboard.type('Rosa Together');
  await drawer.button('Room').first().click();
  // Beside seats a room is for the night before they leave.
  await expect(drawer.sheet.getByRole('textbox', { name: 'Arrival' })).toHaveValue(
    formatDay(addDays(tours.roomy.date, -1), 'full'),
  );
  await expect(drawer.button(/^Hold 2 seats and 1 room for 30/)).toBeVisible();
  await expect(drawer.button(/^Book 2 seats and 1 room, take NPR/)).toBeVisible();
  await expectGoodLooks(page, 'booking-seats-room');
  await page.keyboard.press('Control+h');
  await expect(sheet(page).getByRole('timer')).toHaveText(/^(29:\d\d|30:00)$/);
  const items = sheet(page).getByRole('region', { name: 'Items' });
  await expect(items).toContainText('Ghorepani Poon Hill, 2 seats');
  await expect(items).toContainText('1 night');
  await expectGoodLooks(page, 'booking-held');
  await drawer.button(/^Hold 30.* from now/).click();
  await expect(page.locator('.cairn-toast').filter({ hasText: 'The hold lives longer' })).toBeVisible();
  await drawer.button('Release all, end the booking').click();
  await expect(sheet(page).getByRole('timer')).toHaveCount(0);
});

test('more than are free: another departure, fewer, or the waitlist by one click', async ({ context }) => {
  const { page, drawer } = await openSeats(context, departureIdOf(tours.busy));
  const ways = drawer.sheet.getByRole('group', { name: 'What can be done instead' });
  await expect(ways).toBeVisible();
  await expect(ways.getByRole('button', { name: /free$/ }).first()).toBeVisible();
  await page.keyboard.type('Walter Waiting');
  await ways.getByRole('button', { name: 'Join the waitlist' }).click();
  await expect(page.locator('.cairn-toast').filter({ hasText: 'Walter Waiting is on the waitlist' })).toBeVisible();
});

test('[B9] what leaves before its balance could be due is paid whole: no deposit is offered, nor a day behind it', async ({
  context,
}) => {
  const { page, drawer } = await openSeats(context, departureIdOf(tours.busy));
  await expect(drawer.payment(/^Full/)).toBeChecked();
  await expect(drawer.payment(/^Deposit/)).toHaveCount(0);
  await expect(drawer.sheet).toContainText('all of it is due now');
  await page.keyboard.type('Nadja Near');
  await drawer.sheet.getByRole('spinbutton', { name: /^Adults/ }).fill('1');
  await expect(drawer.button('Book 1 seat, take NPR 32,000 cash')).toBeVisible();
  await page.keyboard.press('Control+h');
  await expect(drawer.button('Take NPR 32,000 cash')).toBeVisible();
  await expect(drawer.button(`Balance by ${formatDay(tours.busy.date)} instead`)).toBeVisible();
  await drawer.button('Release all, end the booking').click();
});

test('[B5] who booked before is warned of while they book again: both side by side, and one booking of them', async ({
  context,
}) => {
  const { page, drawer } = await openSeats(context);
  await page.keyboard.type('Mia Merged');
  await drawer.button(/^Book 2 seats, take NPR/).click();
  const title = drawer.sheet.getByRole('heading', { level: 2 }).first();
  await expect(title).toHaveText(/^Booking DRL-/);
  const first = ((await title.textContent()) ?? '').replace('Booking ', '');
  await page.keyboard.press('Escape');
  await drawer.sellSeats(departureIdOf(tours.roomy));
  await page.keyboard.type('Mia Merged');
  await page.getByRole('listbox', { name: 'Guests found' }).getByRole('option').first().click();
  await drawer.button('Compare').click();
  const compared = drawer.sheet.getByRole('table', { name: 'Compare' });
  await expect(compared).toContainText(first);
  await expect(compared).toContainText('2 seats');
  const tick = drawer.sheet.getByRole('checkbox', { name: new RegExp(`one booking of it and ${first}`) });
  await tick.check();
  // With another guest the warning goes, and the choice with it.
  await drawer.button('Somebody else').click();
  await expect(tick).toHaveCount(0);
  await page.keyboard.type('Mia Merged');
  await page.getByRole('listbox', { name: 'Guests found' }).getByRole('option').first().click();
  await expect(tick).not.toBeChecked();
  // Nor is it offered where one came over a channel and the other did not: such two never become one.
  const source = drawer.sheet.getByRole('combobox', { name: 'Source' });
  const house = await source.inputValue();
  await source.selectOption({ label: 'Viator' });
  await expect(compared).toBeVisible();
  await expect(tick).toHaveCount(0);
  await source.selectOption(house);
  await tick.check();
  await drawer.button(/^Book 2 seats, take NPR/).click();
  const form = drawer.form('Make one booking of two');
  await expect(form.getByRole('table', { name: 'Compare' })).toContainText(first);
  await form.getByRole('radio', { name: first }).check();
  await expectGoodLooks(page, 'booking-merge');
  await form.getByRole('button', { name: new RegExp(`^Put DRL-.* into ${first}: NPR 128,000`) }).click();
  await expect(title).toHaveText(`Booking ${first}`);
  await expect(
    drawer.sheet.getByRole('region', { name: 'Items' }).getByText('Ghorepani Poon Hill, 2 seats'),
  ).toHaveCount(2);
  // An address that names a booking which is not here says so, and leads back.
  await page.evaluate(() => {
    location.hash += '&at=merge&other=nowhere';
  });
  await expect(form).toContainText('This booking is not at this desk');
  await expect(form.getByRole('button', { name: 'Make one booking of two' })).toBeDisabled();
  await form.getByRole('button', { name: 'Back' }).click();
  await expect(drawer.actions).toBeVisible();
});

test('Esc on a half-filled sale asks first, a second Esc goes on', async ({ context }) => {
  const { page, drawer } = await openSeats(context);
  await page.keyboard.type('Half');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(drawer.sheet).toBeVisible();
});
