import type { Locator, Page } from '@playwright/test';

/** What is always in sight: business date, house, search, line, person, desk. */
export class TopBar {
  readonly page: Page;
  readonly banner: Locator;
  readonly line: Locator;
  readonly search: Locator;
  readonly services: Locator;

  constructor(page: Page) {
    this.page = page;
    this.banner = page.getByRole('banner');
    this.line = this.banner.getByRole('button', { name: /Opens Sync/ });
    this.search = this.banner.getByRole('combobox', { name: 'Find' });
    this.services = page.getByRole('alert').filter({ hasText: 'services do not answer' });
  }

  person(name: string): Locator {
    return this.banner.getByRole('button', { name });
  }

  /** Opens the menu of the one who is signed in. */
  async openMenu(name: string): Promise<Locator> {
    await this.person(name).click();
    return this.page.getByRole('dialog', { name: `Person: ${name}` });
  }
}
