import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PushAnswer } from '#shared/sync/envelope.ts';
import { type ServerProcess, openSwitch, startServerProcess } from '#test/sync/server-process.ts';
import { openSalesLodge } from '#test/bench/sales-lodge.ts';
import { type SellingDesk, sellingDesk } from '#test/bench/selling-desk.ts';
import { type ServerGround, serverGround } from './server-harness.ts';

let ground: ServerGround;
let servers: readonly ServerProcess[] = [];
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => {
  for (const server of servers) await server.kill();
  await ground.end();
});

const deskCount = 12;
const salesEach = 12;

test('[S20] [S28] two servers take together what waits, one is killed amid it: nothing that was answered is lost, nothing is doubled', async () => {
  const { server } = await ground.lodge();
  const sales = await openSalesLodge(server.pool, 2);
  const [one, other] = await Promise.all([
    startServerProcess(server.databaseUrl),
    startServerProcess(server.databaseUrl),
  ]);
  servers = [one, other];
  const lines = [await openSwitch(server.url), await openSwitch(server.url)] as const;
  const desks: SellingDesk[] = [];
  for (let n = 0; n < deskCount; n++) {
    const url = lines[n % 2 === 0 ? 0 : 1].url;
    desks.push(await sellingDesk({ ...server, url, pid: null }, sales.place, `Desk ${n}`));
  }
  lines[0].to(one.url);
  lines[1].to(other.url);

  const answered: string[] = [];
  let isBack = false;
  const sell = async (desk: SellingDesk, of: number): Promise<void> => {
    for (let n = 0; n < salesEach; n++) {
      const sale = desk.sale({ ...sales, night: sales.nights[(of + n) % 2] ?? '' });
      let answer: PushAnswer | undefined;
      while (answer === undefined) {
        answer = await desk.send(sale).catch(() => undefined);
        if (answer === undefined) await vi.waitFor(() => expect(isBack).toBe(true), { timeout: 60_000 });
      }
      expect(answer.verdicts).toMatchObject([{ outcome: 'applied' }]);
      answered.push(sale.bookingId);
    }
  };
  const all = Promise.all(desks.map(sell));
  await vi.waitFor(() => expect(answered.length).toBeGreaterThan(40), { timeout: 60_000, interval: 2 });
  await one.kill();
  const before = [...answered];
  lines[0].to(other.url);
  const { rows: kept } = await server.pool.query<{ id: string }>('SELECT id FROM booking');
  const ids = new Set(kept.map(({ id }) => id));
  expect(before.filter((id) => !ids.has(id))).toEqual([]);
  isBack = true;
  await all;

  const count = async (sql: string) => (await server.pool.query<{ n: number }>(sql)).rows[0]?.n;
  const total = deskCount * salesEach;
  expect(new Set(answered).size).toBe(total);
  expect(await count('SELECT count(*) AS n FROM booking')).toBe(total);
  expect(await count('SELECT count(*) AS n FROM envelope')).toBe(total);
  expect(await count("SELECT count(*) AS n FROM event WHERE type = 'StayBooked'")).toBe(total);
  expect(await count('SELECT sum(confirmed)::bigint AS n FROM slot')).toBe(total);
  expect(await count("SELECT count(*) AS n FROM verdict WHERE outcome = 'applied'")).toBe(total);
  // They were taken together, or this would have shown nothing of it.
  expect(await count('SELECT count(DISTINCT xmin::text) AS n FROM envelope')).toBeLessThan(total);
  for (const desk of desks) desk.close();
  for (const line of lines) await line.close();
});
