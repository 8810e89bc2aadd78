import { type FrameLocator, type Locator, type Page, expect } from '@playwright/test';

/** The receipt as it will come out of the printer. */
export class ReceiptPage {
  readonly page: Page;
  readonly sheet: Locator;
  readonly paper: FrameLocator;
  readonly print: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sheet = page.getByRole('dialog', { name: /^[A-Z]+\d*-\d{6}$/ });
    this.paper = this.sheet.frameLocator('iframe');
    this.print = this.sheet.getByRole('button', { name: 'Print', exact: true });
  }

  async choose(paper: '80 mm' | 'A4'): Promise<void> {
    await this.sheet.getByRole('group', { name: 'Paper' }).getByText(paper, { exact: true }).click();
  }

  /** Of the paper as shown, in pixels. */
  async width(): Promise<number> {
    return (await this.sheet.locator('iframe').boundingBox())?.width ?? 0;
  }

  /** All that is printed, as one reads it. */
  async text(): Promise<string> {
    await expect(this.paper.locator('body')).not.toBeEmpty();
    return (await this.paper.locator('body').innerText()).replaceAll(/[ \u00a0]+/g, ' ');
  }
}
