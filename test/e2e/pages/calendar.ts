import { type Locator, type Page, expect } from '@playwright/test';

/** The tape chart. Bars and cells are found by what is read out of them. */
export class CalendarPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly cell: Locator;
  readonly conflict: Locator;
  readonly said: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: /^Tape chart/ });
    this.cell = this.grid.getByRole('gridcell', { selected: true });
    this.conflict = page.getByRole('dialog', { name: /^Room \S+ is / });
    this.said = page.getByRole('log');
  }

  days(count: '7' | '14' | '31' | '62 days'): Locator {
    return this.page.getByRole('group', { name: 'Days shown' }).getByRole('radio', { name: count, exact: true });
  }

  async show(count: '7' | '14' | '31' | '62 days'): Promise<void> {
    // The radio itself is not seen; its words are.
    await this.page.getByRole('group', { name: 'Days shown' }).getByText(count, { exact: true }).click();
    await expect(this.days(count)).toBeChecked();
  }

  /** The bar of a guest; `where` as `Room 109` or `Unassigned`. */
  bar(guest: string, where = '(?:Room [^,]+|Unassigned|Overbooked)'): Locator {
    return this.grid.getByRole('gridcell', { description: new RegExp(`^${where}, ${escaped(guest)}, `) });
  }

  row(room: string): Locator {
    const label = this.page.getByRole('rowheader', { name: new RegExp(`^${escaped(room)}(,|$)`) });
    return this.grid.getByRole('row').filter({ has: label });
  }

  /** Drags a bar by its middle onto the row of a room, as a hand does. */
  async drag(bar: Locator, room: string): Promise<void> {
    // Bringing one into view may move the other: both are measured once both are in view, and nothing moves any more.
    await boxOf(this.row(room));
    await boxOf(bar);
    await this.atRest(bar);
    const from = await boxOf(bar);
    const to = await boxOf(this.row(room));
    const x = from.x + from.width / 2;
    await this.page.mouse.move(x, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + 6, from.y + from.height / 2, { steps: 3 });
    await this.page.mouse.move(x, to.y + to.height / 2, { steps: 8 });
    await this.page.mouse.up();
  }

  /** Waits until the chart stands where it will stand: a notice that comes above it, or its first scroll, moves every row. */
  async atRest(bar: Locator): Promise<void> {
    await bar.hover({ trial: true });
  }

  /** Brings the keyboard's cell onto a bar: by arrows alone. */
  async moveCellTo(room: string, guest: string): Promise<void> {
    await this.grid.focus();
    await expect(this.cell).toBeAttached();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Home');
    await this.stepUntil('ArrowDown', new RegExp(`^Room ${escaped(room)}, `), 60);
    await this.stepUntil('ArrowRight', new RegExp(`^Room ${escaped(room)}, .*, ${escaped(guest)}, `), 70);
  }

  async stepUntil(key: string, name: RegExp, most: number): Promise<void> {
    for (let step = 0; step < most; step++) {
      const label = (await this.cell.getAttribute('aria-label')) ?? '';
      if (name.test(label)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`the cell never came to ${name}; it is at ${await this.cell.getAttribute('aria-label')}`);
  }
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not shown`);
  return box;
}

export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
