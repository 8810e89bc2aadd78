import { expect, test } from '@playwright/test';
import { addDays } from '#shared/kernel/dates.ts';
import { houseWith } from './house/house.ts';
import { openSignedIn } from './pages/desk-window.ts';

const house = houseWith('A', 'B');

test('the calendar shows types, rooms and who is in them; 7, 14, 31 and 62 days', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Miguel Costa', 'Room 106')).toBeVisible();
  await expect(calendar.bar('Anton Petrov', 'Unassigned')).toBeVisible();
  await expect(calendar.row('108').getByRole('gridcell', { description: /Shower leak/ })).toBeVisible();
  for (const days of ['7', '14', '31', '62 days'] as const) {
    await calendar.show(days);
    const columns = Number(days.split(' ')[0]) + 1;
    await expect(calendar.grid).toHaveAttribute('aria-colcount', String(columns));
    await expect(calendar.bar('Miguel Costa', 'Room 106')).toBeVisible();
  }
  // Only what is visible is in the page.
  expect(await window.page.locator('*').count()).toBeLessThan(1_500);
});

test('goes to a date, and back to today by T', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Miguel Costa')).toBeVisible();
  await page.getByTitle('Jump to a date').click();
  const month = page.getByRole('dialog', { name: 'Jump to a date' });
  const today = house.businessDate;
  const target = addDays(today, 40);
  const monthsAway =
    (Number(target.slice(0, 4)) - Number(addDays(today, -2).slice(0, 4))) * 12 +
    Number(target.slice(5, 7)) -
    Number(addDays(today, -2).slice(5, 7));
  for (let step = 0; step < monthsAway; step++) await month.locator('button[data-direction="next"]').click();
  const spoken = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const day = spoken.format(new Date(`${target}T00:00:00Z`));
  await month.getByRole('button', { name: day, exact: true }).click();
  await expect(calendar.bar('Miguel Costa')).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(calendar.bar('Miguel Costa')).toBeVisible();
});

test('the cell goes by arrows and says what is there; Enter opens it', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page, drawer } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Jan Novák')).toBeVisible();
  await calendar.moveCellTo('109', 'Jan Novák');
  const active = await calendar.grid.getAttribute('aria-activedescendant');
  await expect(calendar.cell).toHaveAttribute('id', active ?? '');
  await page.keyboard.press('Enter');
  await expect(drawer.stay).toContainText('Jan Novák');
});

test('a bar is dragged to another room, the other desk sees it, and undo puts it back', async ({
  browser,
  context,
}) => {
  const a = await openSignedIn(context, house.desk('A'));
  const b = await openSignedIn(await browser.newContext(), house.desk('B'), 'manager');
  await a.goTo('Calendar');
  await b.goTo('Calendar');
  await expect(b.calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await expect(a.bar.line).toContainText('Online');
  await a.calendar.drag(a.calendar.bar('Jan Novák', 'Room 109'), '111');
  await expect(a.calendar.bar('Jan Novák', 'Room 111')).toBeVisible();
  const undo = a.toast(/Jan Novák: Room 111/);
  // A hand on the toast keeps it there.
  await undo.hover();
  await expect(b.calendar.bar('Jan Novák', 'Room 111')).toBeVisible();
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(a.calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await expect(b.calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await b.page.context().close();
});

test('a bar is picked up, carried and dropped by keys; Escape returns it; Ctrl+Z takes a move back', async ({
  context,
}) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await calendar.moveCellTo('109', 'Jan Novák');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Back where it was')).toBeAttached();
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();

  await calendar.moveCellTo('109', 'Jan Novák');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(calendar.bar('Jan Novák', 'Room 111')).toBeVisible();
  // The bar stands there at once; it can be taken back when the desk has said that it is done.
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
});

test('Ctrl+Z pressed at once, before the desk has answered, takes the move back when it has', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await calendar.moveCellTo('109', 'Jan Novák');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+z');
  await expect(window.toast('Undone')).toBeVisible();
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
});

test('who goes to the calendar has the grid under the keys at once', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await expect(calendar.grid).toBeFocused();
  const first = (await calendar.cell.getAttribute('aria-label')) ?? '';
  await page.keyboard.press('ArrowDown');
  await expect(calendar.cell).not.toHaveAttribute('aria-label', first);
  await expect(calendar.cell).toBeVisible();
});

test('a stay without a room is given one by drag, and by key it loses it again', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  await expect(calendar.bar('Flávia Mendes', 'Unassigned')).toBeVisible();
  await calendar.drag(calendar.bar('Flávia Mendes', 'Unassigned'), '111');
  await expect(calendar.bar('Flávia Mendes', 'Room 111')).toBeVisible();
  await calendar.moveCellTo('111', 'Flávia Mendes');
  await page.keyboard.press('u');
  await expect(calendar.bar('Flávia Mendes', 'Unassigned')).toBeVisible();
});

test('an occupied room answers with what is in the way and what fits; a number takes a way out', async ({
  context,
}) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  await calendar.drag(calendar.bar('Jan Novák', 'Room 109'), '110');
  await expect(calendar.conflict).toBeVisible();
  await expect(calendar.conflict).toContainText('Room 110 is taken');
  await expect(calendar.conflict).toContainText('Beth Hughes');
  await expect(calendar.conflict).toContainText('Room 111, all 3 nights');
  // Nothing was changed by the refusal.
  await expect(calendar.bar('Jan Novák', 'Room 109')).toBeVisible();
  await page.keyboard.press('1');
  await expect(calendar.conflict).toBeHidden();
  await expect(calendar.bar('Jan Novák', 'Room 111')).toBeVisible();
});

test('an edge is dragged to stay longer, and the price is asked for', async ({ context }) => {
  const window = await openSignedIn(context, house.desk('A'));
  const { calendar, page } = window;
  await window.goTo('Calendar');
  const bar = calendar.bar('Yuki Sato', 'Room 111');
  await calendar.atRest(bar);
  const box = await bar.boundingBox();
  if (box === null) throw new Error('the bar is not shown');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 10, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * 2 - 10, y, { steps: 6 });
  await page.mouse.up();
  const question = page.getByRole('dialog', { name: 'This changes the price' });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: /^Keep/ }).click();
  await expect(calendar.bar('Yuki Sato', 'Room 111')).toHaveAttribute(
    'aria-description',
    new RegExp(`→ ${Number(addDays(house.businessDate, 2).slice(8))} `),
  );
});
