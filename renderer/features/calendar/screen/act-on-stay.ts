import i18next from 'i18next';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import { announce } from '#renderer/state/announce.ts';
import { openDrawer, placeToSettle } from '#renderer/state/drawer.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';

/** Checks a guest in; a refusal is said in words. */
export async function checkIn(bar: BarView): Promise<void> {
  const answer = await runCommand('checkIn', { stayId: bar.stayId });
  if (answer.ok) say(i18next.t('calendar:checkedIn', { name: bar.name }));
}

/** Checks a guest out; what is still owed opens the booking at its till. */
export async function checkOut(bar: BarView): Promise<void> {
  const answer = await runCommand('checkOut', { stayId: bar.stayId });
  if (answer.ok) return say(i18next.t('calendar:checkedOut', { name: bar.name }));
  if (answer.reason === 'balance-due') openDrawer(placeToSettle(bar.bookingId, answer));
}

/** Due in, or late to come. A guest in house who is overdue should have left before today. */
export function mayCheckIn(bar: BarView, businessDate: string): boolean {
  return bar.state === 'dueIn' || (bar.state === 'overdue' && bar.to >= businessDate);
}

export function mayCheckOut(bar: BarView, businessDate: string): boolean {
  return bar.state === 'dueOut' || (bar.state === 'overdue' && bar.to < businessDate);
}

function say(text: string): void {
  showToast({ tone: 'done', text });
  announce(text);
}
