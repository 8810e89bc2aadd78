import { type Locator, type Page, expect } from '@playwright/test';

/** The settings: a part of them, its list where it has one, and the form of what is looked at. */
export class SettingsPage {
  readonly page: Page;
  readonly form: Locator;
  readonly save: Locator;
  readonly readOnly: Locator;

  constructor(page: Page) {
    this.page = page;
    const main = page.getByRole('main');
    this.form = main.getByRole('form');
    this.save = this.form.getByRole('button', { name: /^(Save|Set up)/ });
    this.readOnly = main.getByRole('status').filter({ hasText: 'Managers and administrators change it' });
  }

  /** A part by its name, as one comes to it from any screen. */
  async open(part: 'Booking terms' | 'Channels' | 'Agents' | 'Promotion codes' | 'Taxes and fees'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
    await this.part(part).click();
    await expect(this.part(part)).toHaveAttribute('aria-current', 'page');
  }

  /** The way to a part; it says when something in it is not saved. */
  part(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name });
  }

  field(name: string | RegExp): Locator {
    return this.form.getByRole('textbox', { name });
  }

  choice(name: string): Locator {
    return this.form.getByRole('combobox', { name });
  }

  /** A line of the list. */
  row(name: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('button', { name, exact: true }) });
  }
}
