import { type BrowserContext, type Locator, type Page, expect } from '@playwright/test';
import type { DeskProcess } from '../house/desk-process.ts';
import { BookingDrawer } from './booking-drawer.ts';
import { CalendarPage } from './calendar.ts';
import { DeparturesPage } from './departures.ts';
import { HousekeepingPage } from './housekeeping.ts';
import { InboxPage } from './inbox.ts';
import { ReceiptPage } from './receipt.ts';
import { type Role, SignInPage } from './sign-in.ts';
import { SyncPanel } from './sync-panel.ts';
import { TodayPage } from './today.ts';
import { TopBar } from './top-bar.ts';

/** One browser window at a desk, with its screens. */
export class DeskWindow {
  readonly page: Page;
  readonly signIn: SignInPage;
  readonly bar: TopBar;
  readonly today: TodayPage;
  readonly calendar: CalendarPage;
  readonly departures: DeparturesPage;
  readonly drawer: BookingDrawer;
  readonly receipt: ReceiptPage;
  readonly inbox: InboxPage;
  readonly housekeeping: HousekeepingPage;
  readonly sync: SyncPanel;

  constructor(page: Page) {
    this.page = page;
    this.signIn = new SignInPage(page);
    this.bar = new TopBar(page);
    this.today = new TodayPage(page);
    this.calendar = new CalendarPage(page);
    this.departures = new DeparturesPage(page);
    this.drawer = new BookingDrawer(page);
    this.receipt = new ReceiptPage(page);
    this.inbox = new InboxPage(page);
    this.housekeeping = new HousekeepingPage(page);
    this.sync = new SyncPanel(page);
  }

  async goTo(screen: 'Today' | 'Calendar' | 'Departures' | 'Inbox' | 'Housekeeping'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }

  /** A line that stands on every screen because something is wrong with this desk. */
  notice(text: RegExp): Locator {
    return this.page.getByRole('main').getByRole('status').filter({ hasText: text });
  }

  /** What the corner says, newest included. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.cairn-toast').filter({ hasText: text });
  }
}

/** Opens a window by a fresh link, at the sign-in. */
export async function openWindow(context: BrowserContext, desk: DeskProcess): Promise<DeskWindow> {
  const page = await context.newPage();
  await page.goto(await desk.link());
  return new DeskWindow(page);
}

/** Opens a window and signs somebody in. */
export async function openSignedIn(
  context: BrowserContext,
  desk: DeskProcess,
  role: Role = 'frontDesk',
): Promise<DeskWindow> {
  const window = await openWindow(context, desk);
  await window.signIn.signIn(role);
  return window;
}
