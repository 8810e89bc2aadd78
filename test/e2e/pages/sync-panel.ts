import { type Locator, type Page, expect } from '@playwright/test';

/** The Sync panel under the line's pill. */
export class SyncPanel {
  readonly page: Page;
  readonly panel: Locator;
  readonly pill: Locator;
  readonly switch: Locator;
  readonly pending: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('dialog', { name: 'Sync' });
    this.pill = page.getByRole('banner').getByRole('button', { name: /Opens Sync/ });
    this.switch = this.panel.getByRole('switch', { name: /^Line: / });
    this.pending = this.panel.getByRole('listitem');
  }

  async open(): Promise<void> {
    if (!(await this.panel.isVisible())) await this.pill.click();
    await expect(this.switch).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
  }

  /** A figure by its name, as `Picture of the lodge`. */
  fact(name: string): Locator {
    return this.panel
      .locator('dl > div')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .getByRole('definition');
  }

  async pullTheLine(): Promise<void> {
    await this.open();
    await this.switch.click();
    await expect(this.switch).not.toBeChecked();
    await this.close();
    await expect(this.pill).toContainText('Switched off since');
  }

  async putTheLineBack(): Promise<void> {
    await this.open();
    await this.switch.click();
    await expect(this.switch).toBeChecked();
    await this.close();
  }

  /** Online, and nothing left to send. */
  async settled(): Promise<void> {
    await expect(this.pill).toContainText('Online');
    await expect(this.pill).not.toContainText('to send');
  }
}
