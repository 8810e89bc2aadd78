import { type Locator, type Page, expect } from '@playwright/test';

/** The booking drawer, for a booking that is made and for one that is there. */
export class BookingDrawer {
  readonly page: Page;
  readonly sheet: Locator;
  readonly guest: Locator;
  readonly nights: Locator;
  readonly room: Locator;
  readonly rate: Locator;
  readonly tendered: Locator;
  readonly change: Locator;
  readonly stay: Locator;
  readonly price: Locator;
  readonly actions: Locator;
  readonly receipts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sheet = page.getByRole('dialog', { name: /^(Walk-in|New booking|Booking )/ });
    this.guest = this.sheet.getByRole('combobox', { name: 'Guest', exact: true });
    this.nights = this.sheet.getByRole('spinbutton', { name: 'Nights' });
    this.room = this.sheet.getByRole('combobox', { name: 'Room', exact: true });
    this.rate = this.sheet.getByRole('textbox', { name: 'Rate a night' });
    this.tendered = this.sheet.getByRole('textbox', { name: /^Tendered/ });
    this.change = this.sheet.getByRole('status').filter({ hasText: /Give back|Missing/ });
    this.stay = this.sheet.getByRole('region', { name: 'Stay' });
    this.price = this.sheet.getByRole('region', { name: 'Agreed price' });
    this.actions = this.sheet.getByRole('region', { name: 'What now' });
    this.receipts = this.sheet.getByRole('region', { name: 'Receipts' });
  }

  type(name: string): Locator {
    return this.sheet.getByRole('group', { name: 'Room type' }).getByRole('radio', { name: new RegExp(`^${name}`) });
  }

  payment(name: RegExp): Locator {
    return this.sheet.getByRole('group', { name: 'Payment' }).getByRole('radio', { name });
  }

  /** The filled button, by what it says it will do. */
  button(name: string | RegExp): Locator {
    return this.sheet.getByRole('button', { name });
  }

  /** Opens a new sale of seats by its address, as by a link of another screen: a reload would ask for the PIN. */
  async sellSeats(departureId: string): Promise<void> {
    await this.page.evaluate((place) => {
      location.hash = place;
    }, `#/departures/${departureId}?new=seats&departure=${departureId}`);
    await expect(this.guest).toBeFocused();
  }

  /** A form of an act, as `Cancel booking`. */
  form(name: string | RegExp): Locator {
    return this.sheet.getByRole('form', { name });
  }
}
