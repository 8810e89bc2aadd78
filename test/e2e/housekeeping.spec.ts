import { expect, test } from '@playwright/test';
import { houseWith } from './house/house.ts';
import { openSignedIn } from './pages/desk-window.ts';

const house = houseWith('A');

test('a room is set clean, inspected and dirty, and the day shows it', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'), 'housekeeping');
  const { housekeeping } = window;
  await window.goTo('Housekeeping');
  await expect(housekeeping.column('To clean').getByRole('button', { name: /^Room 104, dirty/ })).toBeVisible();
  await housekeeping.choose('104', 'Clean');
  await expect(window.toast('104 is clean')).toBeVisible();
  await expect(housekeeping.column('To inspect').getByRole('button', { name: /^Room 104, clean/ })).toBeVisible();
  await housekeeping.choose('104', 'Inspected');
  await expect(housekeeping.column('Ready').getByRole('button', { name: /^Room 104, inspected/ })).toBeVisible();
  await housekeeping.choose('104', 'Dirty');
  await expect(housekeeping.column('To clean').getByRole('button', { name: /^Room 104, dirty/ })).toBeVisible();
});

test('a room is cleaned by key, and undo takes it back', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'), 'housekeeping');
  const { housekeeping, page } = window;
  await window.goTo('Housekeeping');
  await housekeeping.room('111').focus();
  await page.keyboard.press('c');
  await expect(housekeeping.column('To inspect').getByRole('button', { name: /^Room 111, clean/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(housekeeping.column('To clean').getByRole('button', { name: /^Room 111, dirty/ })).toBeVisible();
});

test('a room is taken out of order with a reason, stands on the calendar, and comes back', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'), 'manager');
  const { housekeeping, calendar } = window;
  await window.goTo('Housekeeping');
  await housekeeping.choose('104', 'Out of order …');
  const dialog = housekeeping.outDialog;
  await dialog.getByRole('button', { name: /^Take 104 out until/ }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Window broken');
  await dialog.getByRole('button', { name: /^Take 104 out until/ }).click();
  await expect(dialog).toBeHidden();
  await expect(
    housekeeping.column('Out').getByRole('button', { name: /^Room 104, out of order.*Window broken/ }),
  ).toBeVisible();
  await window.goTo('Calendar');
  await expect(calendar.row('104').getByRole('gridcell', { description: /Window broken/ })).toBeVisible();
  await window.goTo('Housekeeping');
  await housekeeping.choose('104', 'Back in service, dirty');
  await expect(housekeeping.column('To clean').getByRole('button', { name: /^Room 104, dirty/ })).toBeVisible();
});
