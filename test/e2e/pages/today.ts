import type { Locator, Page } from '@playwright/test';

/** Today: the day as a list of work. */
export class TodayPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly figures: Locator;
  readonly arrivals: Locator;
  readonly departures: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'Today' });
    this.figures = page.locator('dl[aria-label="Key figures"]');
    this.arrivals = page.getByRole('table', { name: 'Arrivals' });
    this.departures = page.getByRole('table', { name: 'Departures' });
  }

  arrival(guest: string): Locator {
    return this.arrivals.getByRole('row').filter({ hasText: guest });
  }

  departure(guest: string): Locator {
    return this.departures.getByRole('row').filter({ hasText: guest });
  }

  async open(guest: string): Promise<void> {
    await this.page.getByRole('table').getByRole('button', { name: guest }).first().click();
  }
}
