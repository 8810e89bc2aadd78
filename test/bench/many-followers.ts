import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { openPool } from '#sync-server/store/pool.ts';
import { type Figure, percentile } from './figure.ts';
import type { Ground } from './ground.ts';
import { openSalesLodge } from './sales-lodge.ts';
import { sellingDesk } from './selling-desk.ts';

const followers = 200;
const sales = 60;
const salesASecond = 5;

/** Two hundred desks follow one lodge while another sells: from the answer to the sale, that is its commit, until each was told. */
export async function manyFollowers(ground: Ground): Promise<Figure[]> {
  const server = await ground.server();
  const pool = openPool(server.databaseUrl, 2);
  const before = memoryMb(server.pid);
  let child: ChildProcess | undefined;
  try {
    const lodge = await openSalesLodge(pool, 200);
    const identities = [];
    for (let n = 0; n < followers; n++) {
      const desk = await sellingDesk(server, lodge.place, `Follower ${n + 1}`);
      identities.push(desk.identity);
      desk.close();
    }
    const seller = await sellingDesk(server, lodge.place, 'Seller');
    const file = join(ground.folder, 'followers.json');
    writeFileSync(file, JSON.stringify(identities), { mode: 0o600 });
    child = spawn(process.execPath, [join(import.meta.dirname, 'followers-child.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const heard = listening(child);
    await heard.ready;
    const following = memoryMb(server.pid);
    const committed = new Map<string, number>();
    for (let n = 0; n < sales; n++) {
      const sale = seller.sale({ ...lodge, night: lodge.nights[n % lodge.nights.length] ?? '' });
      const sent = performance.now();
      await seller.send(sale);
      committed.set(sale.bookingId, performance.timeOrigin + performance.now());
      await pause(Math.max(0, 1000 / salesASecond - (performance.now() - sent)));
    }
    const lags = await heard.lags(committed);
    seller.close();
    return figuresOf(lags, before, following, memoryMb(server.pid));
  } finally {
    child?.kill();
    await pool.end();
  }
}

/** What the followers print; each sale is told of `followers` times. */
function listening(child: ChildProcess): {
  readonly ready: Promise<void>;
  /** When each booking was committed, by its id; gives how much later each follower was told. */
  lags(committed: ReadonlyMap<string, number>): Promise<number[]>;
} {
  const told = new Map<string, number[]>();
  let isReady: () => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  let total = 0;
  let wake: () => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve;
    failed = reject;
  });
  child.once('exit', (code) => failed(new Error(`the followers ended with ${code}`)));
  if (child.stdout === null) throw new Error('nothing is heard of the followers');
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') return isReady();
    const [id = '', at = ''] = line.split(' ');
    const known = told.get(id) ?? [];
    known.push(Number(at));
    told.set(id, known);
    total++;
    wake();
  });
  return {
    ready,
    async lags(committed) {
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${total} of ${committed.size * followers} were told`)), 60_000);
        wake = () => {
          if (total < committed.size * followers) return;
          clearTimeout(late);
          resolve();
        };
        wake();
      });
      return [...committed].flatMap(([id, at]) => (told.get(id) ?? []).map((heardAt) => Math.max(0, heardAt - at)));
    },
  };
}

/** What a process holds in memory, in MB; NaN where the system does not say. */
function memoryMb(pid: number | null): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

function figuresOf(lags: readonly number[], before: number, following: number, after: number): Figure[] {
  return [
    {
      part: 'followers',
      name: '200 desks following, lag p99',
      value: percentile(lags, 99),
      unit: 'ms',
      target: { below: 500 },
      note: `${sales} sales at ${salesASecond} a second, each told to all; from the sale's answer, p50 ${percentile(lags, 50).toFixed(0)} ms; the followers are published clients without replicas, all in one process beside the server`,
    },
    {
      part: 'followers',
      name: '200 desks following, memory of the server',
      value: Math.max(following, after),
      unit: 'MB',
      bound: { value: before, what: 'the same server before they came' },
    },
  ];
}
