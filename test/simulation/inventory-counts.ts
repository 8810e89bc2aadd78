import type { Served, TakenEnvelope } from './served.ts';
import type { Tally } from './tally.ts';

/** What came of seats, holds and allotments in a run, by the server's rows: so that a run that tried nothing is seen. */
export function countInventory(tally: Tally, served: Served, taken: readonly TakenEnvelope[]): void {
  const count = (what: string, rows: readonly unknown[]) => tally.add(what, rows.length);
  const returned = taken.filter(({ command, outcome }) => command === 'returnLeases' && outcome !== 'refused');
  count('times that desks gave units back', returned);
  const notices = served.of('notice');
  count(
    'seats held for who waited',
    notices.filter(({ kind }) => kind === 'waitlistOffer'),
  );
  const bookings = served.of('booking').filter(({ holdId }) => holdId !== null);
  count(
    'bookings confirmed by money',
    bookings.filter(({ confirmedAt, paid }) => confirmedAt !== null && paid > 0),
  );
  for (const { status } of bookings) tally.add(`bookings of items: ${status}`);
  count(
    'departures that left',
    served.of('departure').filter(({ state }) => state === 'departed'),
  );
  for (const { kind, forced } of served.of('slot')) if (forced > 0) tally.add(`units forced: ${kind}`, forced);
  for (const { status } of served.of('waitlistEntry')) tally.add(`who waited: ${status}`);
}
