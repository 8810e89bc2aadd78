import { allotments } from './en/allotments.ts';
import { booking } from './en/booking.ts';
import { calendar } from './en/calendar.ts';
import { commands } from './en/commands.ts';
import { departures } from './en/departures.ts';
import { housekeeping } from './en/housekeeping.ts';
import { inbox } from './en/inbox.ts';
import { refusals } from './en/refusals.ts';
import { session } from './en/session.ts';
import { shell } from './en/shell.ts';
import { sync } from './en/sync.ts';
import { terms } from './en/terms.ts';
import { today } from './en/today.ts';

/** All words, by the feature that says them. */
export const english = {
  allotments,
  booking,
  calendar,
  commands,
  departures,
  housekeeping,
  inbox,
  refusals,
  session,
  shell,
  sync,
  terms,
  today,
};
