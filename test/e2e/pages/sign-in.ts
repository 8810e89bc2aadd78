import { type Locator, type Page, expect } from '@playwright/test';
import { staff } from '#sync-server/demo/staff.ts';

/** Whom to sign in as, by role. */
export type Role = (typeof staff)[number]['role'];

export function memberOf(role: Role): { readonly name: string; readonly pin: string } {
  const member = staff.find((each) => each.role === role);
  if (member === undefined) throw new Error(`nobody is ${role}`);
  return member;
}

/** The sign-in: who is at the desk, and their PIN. */
export class SignInPage {
  readonly page: Page;
  readonly title: Locator;
  readonly message: Locator;
  readonly locked: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole('heading', { name: 'Who is at the desk?' });
    this.message = page.getByRole('alert');
    this.locked = page.getByText('Locked. The work waits as it was left.');
  }

  tile(name: string): Locator {
    return this.page.getByRole('list').getByRole('button', { name });
  }

  pinOf(name: string): Locator {
    return this.page.getByRole('textbox', { name: `PIN of ${name}` });
  }

  async choose(name: string): Promise<void> {
    await this.tile(name).click();
    await expect(this.pinOf(name)).toBeFocused();
  }

  /** Types into the field that has the focus, as a person does. */
  async type(pin: string): Promise<void> {
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
  }

  async signIn(role: Role): Promise<void> {
    const { name, pin } = memberOf(role);
    await expect(this.title).toBeVisible();
    await this.choose(name);
    await this.type(pin);
    await expect(this.page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  }
}
