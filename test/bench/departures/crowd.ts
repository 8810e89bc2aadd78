import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { seeded } from '../lodge-plan.ts';
import type { SellingDesk } from '../selling-desk.ts';
import { serveBuyers } from './desk-buyers.ts';
import { type SeatCount, insistOnSeats } from './seat-count.ts';
import { type WantedSeats, holdOnTheWeb } from './seat-sale.ts';
import { type Tally, disagreements, emptyTally } from './tally.ts';
import type { ToursLodge } from './tours-lodge.ts';
import { serveWebBuyers } from './web-buyers.ts';
import { website } from './website.ts';

/** Buyers in a hurry: how many, where, and until when the last hold has run out. */
export interface CrowdSize {
  readonly buyers: number;
  /** Of them, those who come by the website, and how many of them at once. */
  readonly online: number;
  readonly onlineAtOnce: number;
  /** Desks that keep a seat of every departure [S30]; half of them lose theirs while everybody buys. */
  readonly leasing: number;
  readonly settlesWithinMs: number;
}

export interface Crowded {
  readonly tally: Tally;
  readonly seconds: number;
  /** Looks at all slots while they bought. */
  readonly looks: number;
  /** Seats that were sold last, one departure after another, until none was left. */
  readonly swept: number;
  readonly counts: readonly SeatCount[];
}

const LOOK_EVERY = 100;

/**
 * Everybody buys at once, at desks and on the website, while holds run out and allotments are taken away. At every look, and at the
 * end, each seat is sold, held or free, none twice; and each that is free can be sold. Throws where it is not so.
 */
export async function crowd(
  side: ServerSide,
  lodge: ToursLodge,
  desks: readonly SellingDesk[],
  size: CrowdSize,
): Promise<Crowded> {
  const tally = emptyTally();
  await leaseSeats(side, lodge, desks.slice(0, size.leasing));
  let looks = 0;
  let served = 0;
  const look = async () => {
    served += 1;
    if (served === Math.floor((size.buyers - size.online) / 2)) await revokeHalf(side, lodge, desks, size);
    if (served % LOOK_EVERY !== 0) return;
    looks += 1;
    await insistOnSeats(side.pool, lodge);
  };
  const began = performance.now();
  await Promise.all([
    ...desks.map((desk, at) => {
      const chance = seeded(1_000 + at);
      const buyers = wishes(lodge, chance, shareOf(size.buyers - size.online, desks.length, at));
      return serveBuyers(lodge, desk, tally, chance, buyers, look);
    }),
    ...Array.from({ length: size.onlineAtOnce }, (_, at) => {
      const chance = seeded(at);
      return serveWebBuyers(
        side,
        lodge,
        tally,
        chance,
        wishes(lodge, chance, shareOf(size.online, size.onlineAtOnce, at)),
      );
    }),
  ]);
  const seconds = (performance.now() - began) / 1000;
  await untilSettled(side.pool, lodge, size.settlesWithinMs);
  const settled = await insistOnSeats(side.pool, lodge);
  const wrong = disagreements(tally, settled);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  const swept = await sweep(side, lodge, settled);
  return { tally, seconds, looks, swept, counts: await insistOnSeats(side.pool, lodge) };
}

/** One to three seats, every other time of the first departure of four. */
function* wishes({ departures }: ToursLodge, chance: () => number, count: number): Generator<WantedSeats> {
  for (let n = 0; n < count; n++) {
    const among = chance() < 0.5 ? Math.ceil(departures.length / 4) : departures.length;
    const departure = departures[Math.floor(chance() * among)];
    if (departure !== undefined) yield { departure, seats: 1 + Math.floor(chance() * 3) };
  }
}

function shareOf(all: number, among: number, at: number): number {
  return Math.floor(all / among) + (at < all % among ? 1 : 0);
}

async function leaseSeats(side: ServerSide, lodge: ToursLodge, desks: readonly SellingDesk[]): Promise<void> {
  for (const { desk: deskCode } of desks) {
    const kept = { seatUnits: 1, seatDays: 366, roomUnits: 0, roomDays: 0, keepLast: 0, active: true };
    await mustRun(side, lodge, 'setAllotmentPolicy', { deskCode, ...kept, expectedVersion: 0 });
    const departureIds = lodge.departures.map(({ id }) => id);
    await mustRun(side, lodge, 'topUpLeases', { deskCode, epoch: 1, departureIds, nights: [] });
  }
}

async function revokeHalf(side: ServerSide, lodge: ToursLodge, desks: readonly SellingDesk[], { leasing }: CrowdSize) {
  for (const { desk: deskCode } of desks.slice(0, Math.floor(leasing / 2)))
    await mustRun(side, lodge, 'revokeLeases', { deskCode, slotIds: [] });
}

async function mustRun(side: ServerSide, lodge: ToursLodge, name: string, draft: unknown): Promise<void> {
  const outcome = await executeAsServer(side, lodge.place, { name, draft, actor: systemActor });
  if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
}

/** Until every hold is paid, given up or has run out, and its booking with it. */
async function untilSettled(pool: pg.Pool, { place }: ToursLodge, withinMs: number): Promise<void> {
  const waiting = async () => {
    const { rows } = await pool.query<{ open: number }>(
      `SELECT (SELECT count(*) FROM booking WHERE tenant_id = $1 AND property_id = $2 AND status NOT IN ('CONFIRMED', 'CANCELLED', 'EXPIRED'))::int
        + (SELECT count(*) FROM held_units WHERE tenant_id = $1 AND property_id = $2 AND status = 'active')::int AS open`,
      [place.tenantId, place.propertyId],
    );
    return rows[0]?.open ?? 0;
  };
  const until = performance.now() + withinMs;
  for (let open = await waiting(); open > 0; open = await waiting()) {
    if (performance.now() > until) throw new Error(`${open} bookings and holds did not come to their end`);
    await pause(100);
  }
}

/** Buys all that is free, departure by departure: what is counted as free is there, and not one more. */
async function sweep(side: ServerSide, lodge: ToursLodge, counts: readonly SeatCount[]): Promise<number> {
  let swept = 0;
  for (const departure of lodge.departures) {
    const count = counts.find(({ slotId }) => slotId === departure.slotId);
    if (count === undefined) throw new Error('a departure has no seats');
    const free = count.sellable - count.held - count.confirmed;
    for (let left = free; left > 0; left -= MOST_SEATS)
      swept += await bought(side, lodge, { departure, seats: Math.min(left, MOST_SEATS) });
    if ((await bought(side, lodge, { departure, seats: 1 })) > 0) throw new Error('a seat was sold that is not there');
  }
  const free = counts.reduce((sum, { sellable, held, confirmed }) => sum + sellable - held - confirmed, 0);
  if (swept !== free) throw new Error(`${free} seats are free, and only ${swept} could be sold`);
  return swept;
}

/** Travellers of one category in one item. */
const MOST_SEATS = 99;

async function bought(side: ServerSide, lodge: ToursLodge, wanted: WantedSeats): Promise<number> {
  // Of the holds that live long: none runs out before the last has been bought.
  const draft = holdOnTheWeb(lodge, wanted, { holdType: 'APPROVAL_PENDING' });
  const command = { name: 'holdItems', draft, actor: website };
  return (await executeAsServer(side, lodge.place, command)).ok ? wanted.seats : 0;
}
