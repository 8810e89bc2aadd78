import { type Locator, type Page, expect } from '@playwright/test';

/** The terms of sale, for those who set them. */
export class TermsPanel {
  readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('dialog', { name: 'Terms of sale' });
  }

  /** Opens it out of the person's menu, at one of its tabs. */
  async open(person: string, tab: 'Channels' | 'Agents' | 'Codes' | 'Taxes' | 'House'): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: person }).click();
    await this.page.getByRole('button', { name: 'Terms of sale' }).click();
    await this.panel.getByText(tab, { exact: true }).click();
    await expect(this.panel.getByRole('region', { name: tab })).toBeVisible();
  }

  field(name: string): Locator {
    return this.panel.getByRole('textbox', { name });
  }

  async save(say: string | RegExp): Promise<void> {
    await this.panel.getByRole('button', { name: say }).click();
    await expect(this.page.locator('.cairn-toast').filter({ hasText: 'The terms are set' }).first()).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
  }
}
