import type pg from 'pg';
import { openPool } from '#sync-server/store/pool.ts';
import { bareSales, slotsByNight } from './bare-sales.ts';
import type { BareWrites } from './bare-writes.ts';
import { type Figure, percentile } from './figure.ts';
import type { Ground } from './ground.ts';
import { type SalesLodge, openSalesLodge } from './sales-lodge.ts';
import { type SellingDesk, sellingDesk } from './selling-desk.ts';
import { type Timed, timedLoad } from './timed-load.ts';

const connections = 16;
const warmUp = 15;
const salesEach = 75;
const slots = 200;

/** Sales a second as the server answers them, from 16 desks at once, each sending its next sale when the last is answered. */
export async function serverSales(ground: Ground): Promise<Figure[]> {
  const server = await ground.server();
  const pool = openPool(server.databaseUrl, connections);
  const desks: SellingDesk[] = [];
  try {
    const lodge = await openSalesLodge(pool, slots);
    for (let n = 0; n < connections; n++) desks.push(await sellingDesk(server, lodge.place, `Bench ${n + 1}`));
    const bare = await sampleOf(pool, lodge, desks);
    const figures: Figure[] = [];
    for (const many of [1, slots]) {
      const nights = lodge.nights.slice(0, many);
      await sell(pool, lodge, desks, nights, warmUp);
      const sold = await sell(pool, lodge, desks, nights, salesEach);
      await sellBarely(pool, bare, desks, nights, warmUp);
      figures.push(...figuresOf(many, sold, await sellBarely(pool, bare, desks, nights, salesEach)));
    }
    return figures;
  } finally {
    for (const desk of desks) desk.close();
    await pool.end();
  }
}

/** What a sale writes, read off one that was made. */
async function sampleOf(pool: pg.Pool, lodge: SalesLodge, [desk]: readonly SellingDesk[]) {
  if (desk === undefined) throw new Error('no desk sells');
  const answer = await desk.send(desk.sale({ ...lodge, night: lodge.nights.at(-1) ?? '' }));
  const [verdict] = answer.verdicts;
  if (verdict?.outcome !== 'applied') throw new Error(`the first sale was not applied: ${JSON.stringify(answer)}`);
  return {
    bare: await bareSales(pool, lodge, `${desk.desk}/1/${verdict.seq}`),
    slotOf: await slotsByNight(pool, lodge),
  };
}

async function sell(
  pool: pg.Pool,
  lodge: SalesLodge,
  desks: readonly SellingDesk[],
  nights: readonly string[],
  each: number,
): Promise<Timed> {
  const ready = desks.map((desk, of) =>
    Array.from({ length: each }, (_, n) => desk.sale({ ...lodge, night: nightOf(nights, of, n) })),
  );
  return timedLoad(pool, ready, async (body, of) => {
    const answer = await desks[of]?.send(body);
    if (answer?.verdicts[0]?.outcome !== 'applied')
      throw new Error(`a sale was not applied: ${JSON.stringify(answer)}`);
  });
}

function sellBarely(
  pool: pg.Pool,
  { bare, slotOf }: { readonly bare: BareWrites; readonly slotOf: ReadonlyMap<string, string> },
  desks: readonly SellingDesk[],
  nights: readonly string[],
  each: number,
): Promise<Timed> {
  const ready = desks.map(({ desk }, of) =>
    bare.prepare(
      desk,
      Array.from({ length: each }, (_, n) => ({ slot: slotOf.get(nightOf(nights, of, n)) ?? '' })),
    ),
  );
  return timedLoad(pool, ready, (sale) => bare.call(sale));
}

/** The nights go round, so that at one moment no two desks want the same where there are enough of them. */
function nightOf(nights: readonly string[], of: number, n: number): string {
  return nights[(of * 13 + n) % nights.length] ?? '';
}

function figuresOf(of: number, sold: Timed, bare: Timed): Figure[] {
  const where = of === 1 ? 'on 1 slot' : `on ${of} slots`;
  const what = 'one PL/pgSQL call a sale, writing the same rows with feed and events, through a pool as large';
  const p = (percent: number) => `${percentile(sold.ms, percent).toFixed(0)} ms`;
  return [
    {
      part: 'server',
      name: `sales ${where}`,
      value: sold.perSecond,
      unit: '/s',
      bound: { value: bare.perSecond, what },
      target: { atLeastOfBound: 0.5 },
      note: `${connections} desks at once over HTTP, signed and each answered after its commit; answered after ${p(50)} (p50), ${p(99)} (p99); the desks run in this process, on the same machine`,
    },
    {
      part: 'server',
      name: `WAL of a sale ${where}`,
      value: sold.walBytes,
      unit: 'bytes',
      bound: { value: bare.walBytes, what },
    },
  ];
}
