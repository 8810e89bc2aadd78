import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AProperty, type LiveDesk, aProperty, until, walkIn } from './a-property.ts';
import { type Named, answeredAt, busyUntil, expectSoundBooks, takenIn } from './answered.ts';
import { expectReplicasEqual } from './replicas.ts';
import { type ServerProcess, type Switch, openSwitch, startServerProcess } from './server-process.ts';

let property: AProperty;
let servers: readonly [ServerProcess, ServerProcess];
let line: Switch;
let desks: readonly [LiveDesk, LiveDesk];
beforeAll(async () => {
  property = await aProperty();
  const { databaseUrl } = property.server;
  servers = await Promise.all([startServerProcess(databaseUrl), startServerProcess(databaseUrl)]);
  line = await openSwitch(servers[0].url);
  desks = [await property.desk('A', line.url), await property.desk('B', line.url)];
});
afterAll(async () => {
  for (const desk of desks) desk.stop();
  await line.close();
  for (const server of servers) await server.kill();
  await property.stop();
});

test('[S28] one of two servers is killed while pushes are under way: desks led to the other go on, nothing answered is lost, nothing doubled', async () => {
  const keys = desks.map((desk) => desk.store.identity()?.serverKey);
  expect(keys[0]).toBeDefined();
  const counters = desks.map((desk, index) => {
    const typeId = index === 0 ? property.roomTypeId : property.otherTypeId;
    return { desk, bookingId: walkIn(desk, typeId, null, `Guest ${index}`, '2026-11-21').bookingId };
  });
  for (const desk of desks) await desk.settled();

  const made: Named[] = [];
  await busyUntil(counters, made, () => answeredAt(desks, made).length > 60);
  const killed = servers[0].kill();
  await busyUntil(counters, made, () => made.length > 160);
  await killed;
  const answered = answeredAt(desks, made);
  const taken = new Set((await takenIn(property)).map(String));
  expect(answered.filter((envelope) => !taken.has(String(envelope)))).toEqual([]);
  expect(answered.length).toBeLessThan(made.length);

  // Away for a moment: both desks work on.
  await until(() => desks.every((desk) => desk.sync.line().state !== 'online'));
  await busyUntil(counters, made, () => made.length > 200);
  line.to(servers[1].url);
  for (const desk of desks) desk.sync.tryNow();
  for (const desk of desks) await desk.settled();

  await expectSoundBooks(property, made.length);
  expect(new Set((await takenIn(property)).map(String)).size).toBe((await takenIn(property)).length);
  await expectReplicasEqual(property, ...desks);
  // The dead server's place in the log is kept for its return, within the limit of the database; nobody holds it.
  await vi.waitFor(
    async () => {
      const { rows } = await property.server.pool.query<{ active: boolean }>(
        'SELECT active FROM pg_replication_slots WHERE active',
      );
      expect(rows.filter(({ active }) => active)).toHaveLength(2);
    },
    { timeout: 60_000 },
  );
});
