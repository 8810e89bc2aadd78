import { expect, test } from '@playwright/test';
import { houseWith } from './house/house.ts';
import { openSlowLine } from './house/slow-line.ts';
import { openSignedIn, openWindow } from './pages/desk-window.ts';
import { memberOf } from './pages/sign-in.ts';

const house = houseWith('A');

test('services that are gone are said in a banner; when they are back the same window goes on', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  await window.goTo('Calendar');
  await expect(window.calendar.bar('Miguel Costa')).toBeVisible();
  await house.desk('A').kill();
  await expect(window.bar.services).toBeVisible();
  // What was known stays in sight.
  await expect(window.calendar.bar('Miguel Costa')).toBeVisible();
  await house.desk('A').again();
  // A window is a session of the services: whoever sat there says their PIN again, and finds the screen as it was.
  const { name, pin } = memberOf('frontDesk');
  await expect(window.bar.services).toBeHidden();
  await expect(window.signIn.title.or(window.signIn.pinOf(name))).toBeVisible();
  if (await window.signIn.title.isVisible()) await window.signIn.choose(name);
  await window.signIn.type(pin);
  await expect(window.calendar.bar('Miguel Costa')).toBeVisible();
});

test('a window that opens while the services are away says so, and tries again by itself', async ({ context }) => {
  const window = await openWindow(context, house.desk('A'));
  await expect(window.signIn.title).toBeVisible();
  await house.desk('A').kill();
  await expect(window.page.getByRole('alert')).toContainText('services do not answer');
  await house.desk('A').again();
  await expect(window.page.getByRole('alert').filter({ hasText: 'services' })).toBeHidden();
  await window.signIn.signIn('frontDesk');
  await expect(window.today.heading).toBeVisible();
});

test('while the first sync is on its way the window says so, and goes on by itself when the lodge is here [S8]', async ({
  context,
}) => {
  const line = await openSlowLine(house.server.file.url);
  const desk = await house.addDesk('F', 'demo', line.url);
  const window = await openWindow(context, desk);
  await expect(window.page.getByText('Nobody can sign in yet')).toBeVisible();
  await expect(window.page.getByText('The people of this lodge come with the first sync.').first()).toBeVisible();
  line.release();
  await window.signIn.signIn('frontDesk');
  await expect(window.today.arrival('Dr Amara Okafor')).toBeVisible();
  await expect(window.bar.line).toContainText('Online');
  await line.close();
});

test('a house without a room: every screen says what is missing, and nothing breaks', async ({ context }) => {
  const desk = await house.addDesk('E', 'empty');
  const window = await openSignedIn(context, desk);
  await expect(window.bar.banner).toContainText('Empty House');
  await expect(window.page.getByText('Nobody is still to come')).toBeVisible();
  await window.goTo('Calendar');
  await expect(window.page.getByText('No rooms yet')).toBeVisible();
  await window.goTo('Housekeeping');
  await expect(window.page.getByText('No room matches')).toBeVisible();
  await window.goTo('Inbox');
  await expect(window.page.getByText('Nothing waits for an answer')).toBeVisible();
  await window.page.keyboard.press('n');
  await expect(window.drawer.guest).toBeFocused();
  await window.page.keyboard.press('Control+Enter');
  await expect(window.drawer.sheet.getByText('Choose a room type.')).toBeVisible();
});
