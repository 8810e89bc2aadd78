import { allotments } from './de/allotments.ts';
import { booking } from './de/booking.ts';
import { calendar } from './de/calendar.ts';
import { commands } from './de/commands.ts';
import { departures } from './de/departures.ts';
import { housekeeping } from './de/housekeeping.ts';
import { inbox } from './de/inbox.ts';
import { refusals } from './de/refusals.ts';
import { session } from './de/session.ts';
import { shell } from './de/shell.ts';
import { sync } from './de/sync.ts';
import { terms } from './de/terms.ts';
import { today } from './de/today.ts';

/** All words, by the feature that says them. */
export const german = {
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
