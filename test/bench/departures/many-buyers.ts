import { openTogether } from '#sync-server/engine/together.ts';
import { openPool } from '#sync-server/store/pool.ts';
import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { type SellingDesk, sellingDesk } from '../selling-desk.ts';
import { type CrowdSize, crowd } from './crowd.ts';
import { hurriedClock } from './hurried-clock.ts';
import { openToursLodge } from './tours-lodge.ts';

/** A minute of the server's clock is a second. */
export const TIMES = 60;
const desksAtOnce = 64;
const usualSize: CrowdSize = { buyers: 10_000, online: 2_000, onlineAtOnce: 32, leasing: 4, settlesWithinMs: 120_000 };

/** Ten thousand buyers on twenty departures: how many are answered a second, and that no seat is sold twice or lost. */
export async function manyBuyers(ground: Ground, size: CrowdSize = usualSize): Promise<Figure[]> {
  const began = Date.now();
  const server = await ground.hurriedServer(began, TIMES);
  const pool = openPool(server.databaseUrl, 8);
  const desks: SellingDesk[] = [];
  try {
    const side = { pool, now: hurriedClock(began, TIMES), together: openTogether({ pool, onRetry: () => {} }) };
    const lodge = await openToursLodge(side, { departures: 20, seats: 100, holdMinutes: 5 });
    for (let n = 0; n < desksAtOnce; n++) desks.push(await sellingDesk(server, lodge.place, `Crowd ${n + 1}`));
    const { tally, seconds, looks, swept, counts } = await crowd(side, lodge, desks, size);
    const sum = (of: 'sellable' | 'confirmed' | 'leased' | 'forced') =>
      counts.reduce((all, count) => all + count[of], 0);
    const oversold = counts.reduce(
      (all, { sellable, held, confirmed }) => all + Math.max(0, held + confirmed - sellable),
      0,
    );
    const part = 'buyers';
    const who = `${size.buyers.toLocaleString('en')} buyers on ${lodge.departures.length} departures`;
    return [
      {
        part,
        name: `${who}, a second`,
        value: tally.buyers / seconds,
        unit: '/s',
        note: `at ${desksAtOnce} desks over HTTP, ${size.online} by executeAsServer; ${tally.held} got seats, ${tally.refused} came too late, ${tally.paid} paid, ${tally.cancelled} cancelled, ${tally.paidInVain} paid for seats that were gone by then; a minute of a hold is a second`,
      },
      {
        part,
        name: `${who}, seats sold twice`,
        value: oversold + sum('forced'),
        unit: 'elements',
        target: { atMost: 0 },
      },
      {
        part,
        name: `${who}, seats lost`,
        value: sum('sellable') - sum('confirmed') - sum('leased') - swept,
        unit: 'elements',
        target: { atMost: 0 },
        note: `of ${sum('sellable')} seats ${sum('confirmed')} are sold, ${sum('leased')} stand in allotments, and the other ${swept} were sold at the end, to the last; slots, lines, allotments and bookings were held against each other ${looks + 2} times while they bought and after`,
      },
    ];
  } finally {
    for (const desk of desks) desk.close();
    await pool.end();
  }
}
