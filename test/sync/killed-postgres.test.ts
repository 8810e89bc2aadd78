import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AProperty, type LiveDesk, aProperty, walkIn } from './a-property.ts';
import { type Named, answeredAt, busyUntil, expectSoundBooks, takenIn } from './answered.ts';
import { expectReplicasEqual } from './replicas.ts';

let property: AProperty;
let desks: readonly LiveDesk[];
beforeAll(async () => {
  // As it runs in earnest: what is committed is on the disk.
  property = await aProperty({ fsync: 'on', synchronous_commit: 'on' });
  desks = [await property.desk('A'), await property.desk('B')];
});
afterAll(async () => property.stop());

test('[S20] [S28] Postgres is killed under load and starts again, twice: nothing that was answered is lost, nothing is doubled', async () => {
  const counters = desks.map((desk, index) => {
    const typeId = index === 0 ? property.roomTypeId : property.otherTypeId;
    return { desk, bookingId: walkIn(desk, typeId, null, `Guest ${index}`, '2026-11-21').bookingId };
  });
  for (const desk of desks) await desk.settled();
  const made: Named[] = [];
  for (const round of [1, 2]) {
    const before = made.length;
    await busyUntil(counters, made, () => answeredAt(desks, made).length > before + 25 * round);
    // It is busy until the end, so that something is under way then.
    let isDead = false;
    const killed = property.postgres.kill().then(() => (isDead = true));
    await busyUntil(counters, made, () => isDead);
    await killed;
    // Whatever was under way has failed or been answered; from here on nobody sends anything again until it was looked.
    for (const desk of desks) desk.sync.setLine(false);
    const told = answeredAt(desks, made);
    expect(told.length).toBeLessThan(made.length);
    await property.postgres.restart();
    const taken = new Set((await onceItAnswers(() => takenIn(property))).map(String));
    expect(told.filter((envelope) => !taken.has(String(envelope)))).toEqual([]);
    for (const desk of desks) desk.sync.setLine(true);
    for (const desk of desks) await desk.settled();
  }
  await expectSoundBooks(property, made.length);
  await expectReplicasEqual(property, ...desks);
}, 300_000);

/** The pool's connections died with the server: each is found out once. */
function onceItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: 60_000, interval: 20 });
}
