import { type Locator, type Page, expect } from '@playwright/test';

/** The month of departures, a departure's page, and the forms over them. */
export class DeparturesPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly dialog: Locator;
  readonly bookings: Locator;
  readonly holds: Locator;
  readonly waitlist: Locator;
  readonly latest: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: /^Departures/ });
    this.dialog = page.getByRole('dialog');
    this.bookings = page.getByRole('table', { name: 'Bookings' });
    this.holds = page.getByRole('region', { name: 'Holds' });
    this.waitlist = page.getByRole('region', { name: 'Waitlist' });
    this.latest = page.getByRole('region', { name: 'Latest' });
  }

  cell(departureId: string): Locator {
    return this.page.locator(`[data-departure="${departureId}"]`);
  }

  /** Goes to a departure's page by its address, as by a link of another screen: a reload would ask for the PIN. */
  async open(departureId: string): Promise<void> {
    await this.page.evaluate((place) => {
      location.hash = place;
    }, `#/departures/${departureId}`);
    await expect(this.capacity).toBeVisible();
  }

  get capacity(): Locator {
    return this.page.locator('dl[aria-label="Capacity"]');
  }

  /** What the capacity says, as it is read aloud. */
  async capacityWords(): Promise<string> {
    const terms = this.capacity.locator('> div');
    const all = await terms.evaluateAll((each) =>
      each.map((one) => `${one.querySelector('dt')?.textContent} ${one.querySelector('dd')?.textContent}`),
    );
    return all.join(', ');
  }

  /** The card over the month, by its product. */
  card(product: string): Locator {
    return this.page.getByRole('group', { name: product });
  }

  /** The figure of the capacity by its name, as `Free`. */
  figure(name: string): Locator {
    return this.capacity
      .locator('div')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .locator('dd');
  }

  /** A booking's row by its guest. */
  booking(guest: string): Locator {
    return this.bookings.getByRole('row').filter({ hasText: guest });
  }

  /** Who waits, by name. */
  waiting(guest: string): Locator {
    return this.waitlist.getByRole('group', { name: guest });
  }

  async show(filter: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Bookings shown' }).selectOption({ label: filter });
  }

  /** Chooses what stands under the three dots. */
  async choose(item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Presses the form's one button; the form then closes. */
  async submit(say: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name: say }).click();
    await expect(this.dialog).toHaveCount(0);
  }
}
