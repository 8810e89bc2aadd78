import { expect, test } from '@playwright/test';
import { houseWith } from './house/house.ts';
import { openSignedIn, openWindow } from './pages/desk-window.ts';
import { memberOf } from './pages/sign-in.ts';

const house = houseWith('A');
const sabina = memberOf('frontDesk');
const bikash = memberOf('cashier');
const prakash = memberOf('manager');

test('a wrong PIN changes nothing, the right one shows the lodge [U1]', async ({ context }) => {
  const window = await openWindow(context, house.desk('A'));
  await expect(window.signIn.title).toBeVisible();
  await window.signIn.choose(sabina.name);
  await window.signIn.type('999999');
  await expect(window.signIn.message).toHaveText('This PIN is not right.');
  await window.signIn.type('12');
  await expect(window.signIn.message).toHaveText('A PIN has at least 6 digits.');
  await window.signIn.pinOf(sabina.name).fill('');
  await window.signIn.type(sabina.pin);

  await expect(window.today.heading).toBeVisible();
  const businessDate = new Date(`${house.businessDate}T00:00:00Z`);
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  await expect(window.bar.banner).toContainText(day.format(businessDate));
  await expect(window.bar.banner).toContainText('Dhampus Ridge Lodge');
  await expect(window.bar.banner).toContainText('Desk A');
  await expect(window.bar.person(sabina.name)).toBeVisible();
  await expect(window.bar.line).toContainText('Online');
});

test('the pad takes a PIN by touch', async ({ context }) => {
  const window = await openWindow(context, house.desk('A'));
  await window.signIn.choose(sabina.name);
  for (const digit of sabina.pin) await window.page.getByRole('button', { name: digit, exact: true }).click();
  await window.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(window.today.heading).toBeVisible();
});

test('too many wrong PINs lock one person out and say for how long; the next person is not kept waiting [U1]', async ({
  context,
}) => {
  const window = await openWindow(context, house.desk('A'));
  await window.signIn.choose(bikash.name);
  for (let attempt = 1; attempt < 5; attempt++) {
    await window.signIn.type('999999');
    await expect(window.signIn.message).toHaveText('This PIN is not right.');
    await expect(window.signIn.pinOf(bikash.name)).toHaveValue('');
  }
  await window.signIn.type('999999');
  await expect(window.signIn.message).toHaveText(/^Too many wrong PINs\. Next try in \d+ seconds\.$/);
  await expect(window.signIn.pinOf(bikash.name)).toBeDisabled();
  await window.page.getByRole('button', { name: 'Somebody else' }).click();
  await window.signIn.signIn('manager');
  await expect(window.bar.person(prakash.name)).toBeVisible();

  // Somebody who waits need not: a manager's PIN lets them try again, here and at once.
  const menu = await window.bar.openMenu(prakash.name);
  await menu.getByRole('button', { name: 'Switch person' }).click();
  await window.signIn.tile(bikash.name).click();
  // One more wrong PIN where the wait is over by now: it is longer then.
  await expect(window.signIn.pinOf(bikash.name)).toBeVisible();
  if (await window.signIn.pinOf(bikash.name).isEnabled()) {
    await window.signIn.pinOf(bikash.name).focus();
    await window.signIn.type('999999');
  }
  await window.page.getByRole('button', { name: 'A manager lets me try again' }).click();
  await window.page.getByRole('group', { name: 'Manager' }).getByText(prakash.name, { exact: true }).click();
  await window.signIn.pinOf(prakash.name).fill('111111');
  await window.page.keyboard.press('Enter');
  await expect(window.page.getByText('This PIN is not right.')).toBeVisible();
  await window.signIn.pinOf(prakash.name).fill(prakash.pin);
  await window.page.getByRole('button', { name: `Let ${bikash.name} try again` }).click();
  await expect(window.signIn.pinOf(bikash.name)).toBeFocused();
  await window.signIn.type(bikash.pin);
  await expect(window.bar.person(bikash.name)).toBeVisible();
});

test('another person takes over at once, and the work of the first is not in sight', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  await window.goTo('Calendar');
  const menu = await window.bar.openMenu(sabina.name);
  await menu.getByRole('button', { name: 'Switch person' }).click();
  await expect(window.signIn.title).toBeVisible();
  await expect(window.calendar.grid).toBeHidden();
  await window.signIn.signIn('manager');
  await expect(window.bar.person(prakash.name)).toBeVisible();
});

test('Ctrl+L locks; the same person finds the work as it was left', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  await window.goTo('Housekeeping');
  await window.page.keyboard.press('Control+l');
  await expect(window.signIn.locked).toBeVisible();
  await expect(window.page.getByRole('heading', { level: 1, name: 'Housekeeping' })).toBeHidden();
  await window.signIn.type(sabina.pin);
  await expect(window.page.getByRole('heading', { level: 1, name: 'Housekeeping' })).toBeVisible();
});

test('a desk that nobody touches locks itself after five minutes [U1]', async ({ context }) => {
  const window = await openWindow(context, house.desk('A'));
  await window.page.clock.install();
  await window.page.reload();
  await window.signIn.signIn('frontDesk');
  await window.page.clock.fastForward('04:30');
  await expect(window.today.heading).toBeVisible();
  await window.page.clock.fastForward('00:45');
  await expect(window.signIn.locked).toBeVisible();
});

test('Today shows the day of the lodge, and German says it in German', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  await expect(window.today.figures).toContainText('Arrivals');
  await expect(window.today.figures).toContainText('107, Felix Haas');
  await expect(window.today.arrival('Dr Amara Okafor')).toContainText('14:30');
  await expect(window.today.arrival('Anton Petrov')).toContainText('No room');
  await expect(window.today.departure('Felix Haas')).toContainText('Overdue');
  await expect(window.today.departures).toContainText('Kari Olsen');

  const menu = await window.bar.openMenu(sabina.name);
  await menu.getByText('Deutsch', { exact: true }).click();
  await expect(window.page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(window.page.getByRole('heading', { level: 1, name: 'Heute' })).toBeVisible();
  await expect(window.page.getByRole('navigation')).toContainText('Kalender');
});
