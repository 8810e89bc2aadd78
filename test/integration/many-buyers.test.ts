import { afterAll, beforeAll, expect, it } from 'vitest';
import { crowd } from '#test/bench/departures/crowd.ts';
import { countSeats, faultsOf } from '#test/bench/departures/seat-count.ts';
import { hurriedClock } from '#test/bench/departures/hurried-clock.ts';
import { disagreements } from '#test/bench/departures/tally.ts';
import { openToursLodge } from '#test/bench/departures/tours-lodge.ts';
import { type SellingDesk, sellingDesk } from '#test/bench/selling-desk.ts';
import { patience } from '#test/support/patience.ts';
import { type ServerGround, serverGround } from './server-harness.ts';

/** A minute of a hold is a fifth of a second. */
const TIMES = 300;

let ground: ServerGround;
const desks: SellingDesk[] = [];
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => {
  for (const desk of desks) desk.close();
  await ground.end();
});

it('[I2] [I3] [I5] [I6] [S30] 300 buyers on 3 departures, at desks and on the website: no seat is sold twice, none is lost', async () => {
  const now = hurriedClock(Date.now(), TIMES);
  const { server } = await ground.lodge({ now, jobs: true });
  const side = { pool: server.pool, now };
  const lodge = await openToursLodge(side, { departures: 3, seats: 24, holdMinutes: 5 });
  for (let n = 0; n < 12; n++) desks.push(await sellingDesk({ ...server, pid: null }, lodge.place, `Desk ${n + 1}`));
  const crowded = await crowd(side, lodge, desks, {
    buyers: 300,
    online: 60,
    onlineAtOnce: 3,
    leasing: 4,
    settlesWithinMs: 3 * patience.timeout,
  });
  const { tally, counts } = crowded;
  expect(tally.buyers).toBe(300);
  // They came for more than there was, and something of each kind happened.
  expect(tally).toMatchObject({ held: tally.buyers - tally.refused });
  for (const happened of ['held', 'refused', 'paid', 'cancelled'] as const) expect(tally[happened]).toBeGreaterThan(0);
  expect(counts.map(({ sellable, held, confirmed, forced }) => [sellable - held - confirmed, forced])).toEqual(
    lodge.departures.map(() => [0, 0]),
  );

  // The checks that every look made can fail: a seat that is lost, sold twice or forced is told.
  const [count] = await countSeats(server.pool, lodge);
  if (count === undefined) throw new Error('no departure was counted');
  for (const wrong of [
    { held: count.held - 1 },
    { confirmed: count.confirmed + 1 },
    { forced: 1 },
    { lines: count.lines + 1 },
    { sellable: count.sellable - 1 },
    { groups: count.groups + 1 },
  ])
    expect(faultsOf([{ ...count, ...wrong }])).not.toEqual([]);
  expect(disagreements(tally, [{ ...count, confirmed: count.confirmed + 1 }])).toHaveLength(1);
});
