import type { Locator, Page } from '@playwright/test';

/** The rooms by what is to be done with them. */
export class HousekeepingPage {
  readonly page: Page;
  readonly outDialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.outDialog = page.getByRole('dialog', { name: /^Room \S+ out$/ });
  }

  column(name: 'To clean' | 'To inspect' | 'Ready' | 'Occupied' | 'Out'): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  room(number: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Room ${number}, `) });
  }

  async choose(number: string, action: string): Promise<void> {
    await this.room(number).click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }
}
