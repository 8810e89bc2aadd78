import type pg from 'pg';
import { type ServerSide, executeAsServer } from '#sync-server/engine/execute-as-server.ts';
import { openTogether } from '#sync-server/engine/together.ts';
import { openPool } from '#sync-server/store/pool.ts';
import type { BareWrites } from '../bare-writes.ts';
import { type Figure, percentile } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { type SellingDesk, sellingDesk } from '../selling-desk.ts';
import { type Timed, timedLoad } from '../timed-load.ts';
import { bareHolds } from './bare-holds.ts';
import { holdAtDesk, holdOnTheWeb } from './seat-sale.ts';
import { type OnSale, type ToursLodge, openToursLodge } from './tours-lodge.ts';
import { website } from './website.ts';

/** How much is held, and by how many at once. */
export interface HotLoad {
  readonly buyers: number;
  readonly warmUp: number;
  readonly each: number;
  readonly departures: number;
}

export const usualLoad: HotLoad = { buyers: 64, warmUp: 3, each: 15, departures: 200 };

/** As many as the server's own pool. */
const connections = 16;

/** Seats held a second, all of one departure and of many, by buyers who each ask again when they are answered. */
export async function hotDeparture(ground: Ground, load: HotLoad = usualLoad): Promise<Figure[]> {
  const server = await ground.server();
  const pool = openPool(server.databaseUrl, connections);
  const desks: SellingDesk[] = [];
  try {
    const side = { pool, now: () => new Date().toISOString(), together: openTogether({ pool, onRetry: () => {} }) };
    const size = { departures: load.departures, seats: 10_000, holdMinutes: 600 };
    const lodge = await openToursLodge(side, size);
    for (let n = 0; n < load.buyers; n++) desks.push(await sellingDesk(server, lodge.place, `Tours ${n + 1}`));
    const bare = await boundOf(pool, lodge, desks);
    const figures: Figure[] = [];
    for (const many of [1, load.departures]) {
      const from = lodge.departures.slice(0, many);
      await hold(pool, lodge, desks, from, load.warmUp);
      const held = await hold(pool, lodge, desks, from, load.each);
      await holdBarely(pool, bare, desks, from, load.warmUp);
      const barely = await holdBarely(pool, bare, desks, from, load.each);
      await holdOnline(side, lodge, from, load.buyers, load.warmUp);
      const web = await holdOnline(side, lodge, from, load.buyers, load.each);
      figures.push(...figuresOf(many, load, held, barely, web));
    }
    return figures;
  } finally {
    for (const desk of desks) desk.close();
    await pool.end();
  }
}

/** What a hold writes, read off one that was made. */
async function boundOf(pool: pg.Pool, lodge: ToursLodge, [desk]: readonly SellingDesk[]): Promise<BareWrites> {
  const departure = lodge.departures.at(-1);
  if (desk === undefined || departure === undefined) throw new Error('nothing is sold');
  const answer = await desk.send(desk.ready(holdAtDesk(lodge, desk, { departure, seats: 1 })));
  const [verdict] = answer.verdicts;
  if (verdict?.outcome !== 'applied') throw new Error(`the first hold was not applied: ${JSON.stringify(answer)}`);
  return bareHolds(pool, lodge, `${desk.desk}/1/${verdict.seq}`);
}

function hold(
  pool: pg.Pool,
  lodge: ToursLodge,
  desks: readonly SellingDesk[],
  from: readonly OnSale[],
  each: number,
): Promise<Timed> {
  const ready = desks.map((desk, of) =>
    Array.from({ length: each }, (_, n) =>
      desk.ready(holdAtDesk(lodge, desk, { departure: departureOf(from, of, n), seats: 1 })),
    ),
  );
  return timedLoad(pool, ready, async (push, of) => {
    const answer = await desks[of]?.send(push);
    if (answer?.verdicts[0]?.outcome !== 'applied') throw new Error(`seats were not held: ${JSON.stringify(answer)}`);
  });
}

function holdBarely(
  pool: pg.Pool,
  bare: BareWrites,
  desks: readonly SellingDesk[],
  from: readonly OnSale[],
  each: number,
): Promise<Timed> {
  const ready = desks.map(({ desk }, of) =>
    bare.prepare(
      desk,
      Array.from({ length: each }, (_, n) => {
        const departure = departureOf(from, of, n);
        return { slot: departure.slotId, departure: departure.id };
      }),
    ),
  );
  return timedLoad(pool, ready, (sale) => bare.call(sale));
}

/** Buyers without a desk: what a website or a reseller asks for at the server itself. */
function holdOnline(
  side: ServerSide,
  lodge: ToursLodge,
  from: readonly OnSale[],
  buyers: number,
  each: number,
): Promise<Timed> {
  const ready = Array.from({ length: buyers }, (_, of) =>
    Array.from({ length: each }, (__, n) => ({ departure: departureOf(from, of, n), seats: 1 })),
  );
  return timedLoad(side.pool, ready, async (wanted) => {
    const command = { name: 'holdItems', draft: holdOnTheWeb(lodge, wanted), actor: website };
    const outcome = await executeAsServer(side, lodge.place, command);
    if (!outcome.ok) throw new Error(`seats were not held online: ${outcome.reason}`);
  });
}

/** They go round, so that at one moment no two want the same where there are enough of them. */
function departureOf(from: readonly OnSale[], of: number, n: number): OnSale {
  const found = from[(of * 3 + n) % from.length];
  if (found === undefined) throw new Error('no departure');
  return found;
}

function figuresOf(of: number, { buyers }: HotLoad, held: Timed, bare: Timed, web: Timed): Figure[] {
  const part = 'departures';
  const where = of === 1 ? 'of 1 departure' : `of ${of} departures`;
  const what = 'one PL/pgSQL call a hold, which locks the slot’s row and writes the same rows, through a pool as large';
  const target = { atLeastOfBound: of === 1 ? 1 : 0.5 };
  const bound = { value: bare.perSecond, what };
  const latency = (name: string, { ms }: Timed, percent: number): Figure => ({
    part,
    name: `${name}, p${percent}`,
    value: percentile(ms, percent),
    unit: 'ms',
    bound: { value: percentile(bare.ms, percent), what },
  });
  const atDesks = `seats held ${where}`;
  const online = `the same without a desk, ${where}`;
  return [
    {
      part,
      name: atDesks,
      value: held.perSecond,
      unit: '/s',
      bound,
      target,
      note: `${buyers} buyers at ${buyers} desks over HTTP, each envelope signed and answered after its commit; the desks run in this process, on the same machine`,
    },
    latency(atDesks, held, 50),
    latency(atDesks, held, 99),
    {
      part,
      name: online,
      value: web.perSecond,
      unit: '/s',
      bound,
      target,
      note: `${buyers} buyers as a website or a reseller brings them, by executeAsServer in this process, beside the server`,
    },
    latency(online, web, 50),
    latency(online, web, 99),
  ];
}
