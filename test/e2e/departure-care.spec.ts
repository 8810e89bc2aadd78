import { type Page, expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDay } from '#renderer/ui/format.ts';
import { departureIdOf } from '#test/integration/host-departures.ts';
import { type DeskProcess, startDesk } from './house/desk-process.ts';
import { type Tours, toursOnDisk } from './house/tour-rows.ts';
import { openSignedIn } from './pages/desk-window.ts';
import { expectGoodLooks } from './pages/looks.ts';
import type { Role } from './pages/sign-in.ts';
import { tabTo } from './pages/tab-to.ts';

/* What a departure with bookings asks for until it leaves, or is cancelled; on a desk whose line is cut. */

const NO_SERVER = { server: 'http://127.0.0.1:1', code: 'none' };

let folder: string;
let desk: DeskProcess;
let tours: Tours;
test.slow();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'cairn-care-'));
  tours = await toursOnDisk(join(folder, 'replica.db'));
  desk = await startDesk(folder, 'A', NO_SERVER);
});
test.afterAll(async () => {
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function openBusy(context: Parameters<typeof openSignedIn>[0], role: Role = 'manager') {
  const window = await openSignedIn(context, desk, role);
  await window.departures.open(departureIdOf(tours.busy));
  return window;
}

/** How many messages of a kind wait in the outbox of this desk. */
function queued(kind: string): number {
  const db = new Database(join(folder, 'replica.db'), { readonly: true });
  try {
    return (
      db
        .prepare<[string], { n: number }>(`SELECT count(*) AS n FROM notice WHERE kind = ? AND status = 'queued'`)
        .get(kind)?.n ?? 0
    );
  } finally {
    db.close();
  }
}

const toast = (page: Page, text: string | RegExp) => page.locator('.cairn-toast').filter({ hasText: text });

test('a walk-in for two seats with cash, by keyboard alone, in well under a minute', async ({ context }) => {
  const { page, departures, drawer } = await openSignedIn(context, desk, 'frontDesk');
  const began = Date.now();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Commands' }).waitFor();
  await page.keyboard.type('Departures');
  await page.keyboard.press('Enter');
  await expect(departures.grid).toBeFocused();
  // What leaves next of the day hike has room; N books it.
  const chosen = departures.grid.getByRole('gridcell', { selected: true });
  await page.keyboard.press('ArrowDown');
  for (let press = 0; press < 40 && !/Open|Few left/.test((await chosen.textContent()) ?? ''); press++)
    await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('n');
  await expect(drawer.guest).toBeFocused();
  await page.keyboard.type('Wanda Walkin');
  await expect(drawer.button(/^Book 2 seats, take NPR [\d,]+ cash/)).toBeVisible();
  await tabTo(drawer.tendered, 'Tab', 40);
  await page.keyboard.type('99000');
  await expect(drawer.change).toContainText('Give back');
  await page.keyboard.press('Control+Enter');
  await expect(drawer.sheet).toContainText('Confirmed');
  await expect(drawer.receipts).toContainText('A26');
  expect(Date.now() - began).toBeLessThan(60_000);
});

test('[P1] a way to join is added with its price difference, sold in the drawer, and changed', async ({ context }) => {
  const { page, departures, drawer } = await openBusy(context);
  await departures.open(departureIdOf(tours.roomy));
  await departures.choose('Ways to join');
  await departures.dialog.getByRole('textbox', { name: 'Joins at' }).fill('Pokhara, Lakeside');
  await departures.dialog.getByRole('textbox', { name: 'At', exact: true }).fill('9:30');
  await departures.dialog.getByRole('textbox', { name: /^Price difference/ }).fill('-1500');
  await expectGoodLooks(page, 'departure-ways');
  await departures.submit('Add 1 way to join');
  const ways = page.getByRole('list', { name: 'Ways to join' });
  await expect(ways).toContainText('Pokhara, Lakeside09:30−1,500.00');
  await page.keyboard.press('n');
  await expect(drawer.guest).toBeFocused();
  const price = drawer.sheet.getByRole('region', { name: 'Price' });
  await expect(price).toContainText('64,000.00');
  await drawer.sheet
    .getByRole('combobox', { name: 'Variant' })
    .selectOption({ label: 'Pokhara, Lakeside · 09:30 · −1,500' });
  await expect(price).toContainText('61,000.00');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Ways to join' }).getByRole('button', { name: 'Edit' }).click();
  await departures.dialog.getByRole('textbox', { name: /^Price difference/ }).fill('2000');
  await departures.submit('Change 1 way to join');
  await expect(ways).toContainText('+2,000.00');
  await departures.choose('Change the product');
  await expectGoodLooks(page, 'product-form');
  await page.keyboard.press('Escape');
});

test('[B6] one traveller more costs today’s price, said before it is confirmed; one less gives it back', async ({
  context,
}) => {
  const { page, departures, drawer } = await openBusy(context, 'frontDesk');
  await departures.booking('Ingrid Holm').getByRole('button', { name: 'Ingrid Holm' }).click();
  await expect(drawer.price).toContainText('NPR 44,800.00');
  await drawer.button('Change travellers').click();
  const form = drawer.form('Change travellers, Ghorepani Poon Hill');
  const adults = form.getByRole('spinbutton', { name: /^Adults/ });
  await adults.fill('3');
  await expect(form.getByRole('status')).toContainText('+32,000.00');
  await expect(form.getByRole('status')).toContainText('Then open: NPR 76,800');
  await expectGoodLooks(page, 'booking-travellers');
  await form.getByRole('button', { name: 'Change to 3 seats, NPR 32,000 more' }).click();
  await expect(drawer.sheet).toContainText('Ghorepani Poon Hill, 3 seats');
  await expect(drawer.price).toContainText('NPR 76,800.00');
  // No seat is left: two more are refused before anybody presses anything.
  await drawer.button('Change travellers').click();
  await adults.fill('5');
  await expect(form.getByRole('alert')).toContainText('Sold out');
  await expect(form.getByRole('button', { name: 'Choose how many travel' })).toBeDisabled();
  await adults.fill('2');
  await form.getByRole('button', { name: 'Change to 2 seats, NPR 32,000 less' }).click();
  await expect(drawer.price).toContainText('NPR 44,800.00');
});

test('writing to all and a reminder wait in the outbox, one for each booking', async ({ context }) => {
  const { page, departures } = await openBusy(context, 'frontDesk');
  await page.getByRole('button', { name: /^Write to all 6/ }).click();
  await departures.dialog.getByRole('textbox', { name: 'Message' }).fill('We meet half an hour earlier.');
  await departures.submit('Write to 6 bookings');
  await expect(toast(page, '6 messages wait in the outbox')).toBeVisible();
  expect(queued('toAll')).toBe(6);
  await departures.choose('Send a reminder');
  await expect(departures.dialog.getByRole('textbox', { name: 'Message' })).toHaveValue(/Meeting point: Lodge terrace/);
  await departures.submit('Remind 6 bookings');
  await expect.poll(() => queued('reminder')).toBe(6);
  await expect(departures.latest).toContainText('6 messages queued');
});

test('[I9] a hold that is released goes to the first who fits; the offer is taken and paid', async ({ context }) => {
  const { page, departures, drawer } = await openBusy(context, 'frontDesk');
  await expect(departures.waiting('Tom Aldridge')).toContainText('needs 2, 1 free');
  await departures.holds.getByRole('button', { name: 'Release, Sita Adhikari' }).click();
  await departures.submit(/^Release 1 seat/);
  await expect(departures.waiting('Tom Aldridge')).toContainText('offered for');
  await departures.waiting('Tom Aldridge').scrollIntoViewIfNeeded();
  await expectGoodLooks(page, 'waitlist-offer');
  await departures.waitlist.getByRole('button', { name: 'Add' }).click();
  await departures.dialog.getByRole('textbox', { name: 'Guest' }).fill('O');
  await expect(departures.dialog.getByRole('radio').first()).toBeVisible();
  await expectGoodLooks(page, 'waitlist-join');
  await page.keyboard.press('Escape');
  // Emma came first and needs three: nobody overtakes her where she fits, and she does not.
  await expect(departures.waiting('Emma Lindholm')).toContainText('needs 3');
  await departures.waiting('Tom Aldridge').getByRole('button', { name: 'Book 2 seats' }).click();
  const till = drawer.sheet.getByRole('form');
  await expect(till).toBeVisible();
  await till.getByRole('button', { name: /^Take NPR/ }).click();
  await expect(drawer.sheet).toContainText('All paid');
  await expect(departures.waiting('Tom Aldridge')).toHaveCount(0);
});

test('[I8] the operator cancels: who fits is moved, the rest is refunded; the button said so, and each hears of it', async ({
  context,
}) => {
  const { page, departures } = await openBusy(context);
  const before = queued('departureMoved') + queued('departureCancelled');
  await departures.choose(/^Cancel the departure/);
  await departures.dialog.getByRole('textbox', { name: 'Reason' }).fill('snow on the pass');
  await expect(
    departures.dialog.getByRole('button', { name: /^Cancel it, refund \d bookings, NPR [\d,.]+ paid$/ }),
  ).toBeVisible();
  const target = new RegExp(`^Move everybody to ${formatDay(tours.roomy.date)}, 07:00 \\d free, \\d+ needed$`);
  await departures.dialog.getByRole('radio', { name: target }).check();
  await expect(departures.dialog.getByRole('button', { name: /\d bookings? do(es)? not fit there/ })).toBeDisabled();
  await departures.dialog.getByRole('checkbox', { name: 'Refund whoever does not fit there' }).check();
  const say = departures.dialog.getByRole('button', {
    name: /^Cancel it, move \d bookings to .*, refund \d, NPR [\d,.]+ paid$/,
  });
  await expect(say).toBeEnabled();
  await expectGoodLooks(page, 'departure-cancel-both');
  const [, moved = '', refunded = ''] = /move (\d) .* refund (\d)/.exec((await say.textContent()) ?? '') ?? [];
  await say.click();
  await expect(departures.dialog).toHaveCount(0);
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/snow on the pass/)).toBeVisible();
  // Those who only waited hear of it too.
  expect(queued('departureMoved') + queued('departureCancelled')).toBeGreaterThanOrEqual(
    before + Number(moved) + Number(refunded),
  );
  expect(queued('departureMoved')).toBe(Number(moved));
  await departures.show('Ended');
  await expect(departures.bookings.getByRole('row')).not.toHaveCount(1);
  await departures.open(departureIdOf(tours.roomy));
  await departures.show('Confirmed and held');
  await expect(departures.bookings.getByRole('row')).toHaveCount(1 + Number(moved));
});

test('[B6] seats go to another departure at its price, said before it is confirmed', async ({ context }) => {
  const { page, departures, drawer } = await openSignedIn(context, desk, 'frontDesk');
  await departures.open(departureIdOf(tours.roomy));
  await departures.show('Confirmed and held');
  await departures.booking('Ingrid Holm').getByRole('button', { name: 'Ingrid Holm' }).click();
  await drawer.button('Other departure').click();
  const form = drawer.form(/^\d seats? of .* to another departure$/);
  await expect(form.getByRole('button', { name: 'Choose a departure' })).toBeDisabled();
  const wide = form
    .locator('label')
    .filter({ hasText: /1\d free$/ })
    .first();
  const day = (await wide.innerText()).split(',')[0] ?? 'no day';
  await wide.getByRole('radio').check();
  await expect(form.getByRole('status')).toContainText('Then');
  await expectGoodLooks(page, 'booking-other-departure');
  await form.getByRole('button', { name: new RegExp(`^Move to ${day}`) }).click();
  await expect(toast(page, `Moved to ${day}`)).toBeVisible();
  await expect(drawer.sheet).toContainText(day);
  await page.keyboard.press('Escape');
  await expect(departures.booking('Ingrid Holm')).toHaveCount(0);
});
