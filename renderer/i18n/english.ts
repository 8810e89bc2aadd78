import { allotments } from './en/allotments.ts';
import { booking } from './en/booking.ts';
import { calendar } from './en/calendar.ts';
import { cards } from './en/cards.ts';
import { commands } from './en/commands.ts';
import { departures } from './en/departures.ts';
import { housekeeping } from './en/housekeeping.ts';
import { inbox } from './en/inbox.ts';
import { refusals } from './en/refusals.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { sync } from './en/sync.ts';
import { today } from './en/today.ts';

/** All words, by the feature that says them. */
export const english = {
  allotments,
  booking,
  calendar,
  cards,
  commands,
  departures,
  housekeeping,
  inbox,
  refusals,
  session,
  settings,
  shell,
  sync,
  today,
};
