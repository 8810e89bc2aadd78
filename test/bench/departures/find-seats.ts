import { addDays } from '#shared/kernel/dates.ts';
import { guestNamesOf } from '#main/services/views/guest-names.ts';
import { prepareProperty } from '#main/services/views/lodge.ts';
import { standpointOf } from '#main/services/views/standpoint.ts';
import { prepareFindDepartures } from '#main/services/views/departures/find-departures.ts';
import type { Store } from '#main/store/open-store.ts';
import { type Figure, percentile } from '../figure.ts';
import { monthsFrom, usualMonth } from './tours-month.ts';

const warmUp = 50;
const searches = 400;

/** A search for seats over the month after this one, as a desk answers it from its replica. */
export function findSeats(store: Store, day: string): Figure[] {
  const { db } = store;
  const find = prepareFindDepartures(db);
  const standpoint = {
    ...standpointOf(store.meta, prepareProperty(db), guestNamesOf(store.seals)),
    now: `${day}T06:00:00.000Z`,
    here: { desk: 'A', epoch: 1, mayPromise: true },
  };
  const [, from = '', after = ''] = monthsFrom(day, usualMonth.months);
  const to = addDays(after, -1);
  const bare = db.prepare<[string, string]>(
    `SELECT d.*, s.* FROM departure AS d JOIN slot AS s ON s.id = d.slot_id WHERE d.date >= ? AND d.date <= ?`,
  );
  const departures = bare.all(from, to).length;
  if (departures !== usualMonth.perMonth) throw new Error(`the month has ${departures} departures`);
  const took: number[] = [];
  const bound: number[] = [];
  for (let turn = 0; turn < warmUp + searches; turn++) {
    const ms = timed(() => find({ from, to, seats: 1 + (turn % 4) }, standpoint));
    const bareMs = timed(() => bare.all(from, to));
    if (turn < warmUp) continue;
    took.push(ms);
    bound.push(bareMs);
  }
  const found = find({ from, to, seats: 4 }, standpoint).length;
  if (found === 0) throw new Error('no seats were found');
  const what = 'the same departures with their slots read as bare rows, all columns';
  const line = (percent: number): Figure => ({
    part: 'tours',
    name: `search for seats, p${percent}`,
    value: percentile(took, percent),
    unit: 'ms',
    bound: { value: percentile(bound, percent), what },
  });
  return [
    line(50),
    {
      ...line(99),
      target: { below: 10 },
      note: `${departures} departures of a month, by the desk's own view: their lapsed holds, lines and allotments; ${found} have room for four`,
    },
  ];
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
