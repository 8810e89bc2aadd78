import type { Locator, Page } from '@playwright/test';

/** The inbox: what waits for a person, each with its ways out. */
export class InboxPage {
  readonly page: Page;
  readonly entries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.entries = page.getByRole('article');
  }

  /** An entry by its title and whom it concerns. */
  entry(title: RegExp, guest: string): Locator {
    return this.entries.filter({ has: this.page.getByRole('heading', { name: title }) }).filter({ hasText: guest });
  }

  async showAnswered(): Promise<void> {
    await this.page.getByRole('button', { name: 'Answered', exact: true }).click();
  }
}
