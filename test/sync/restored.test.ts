import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginAgain } from '#main/services/sync/begin-again.ts';
import { type AProperty, type LiveDesk, aProperty, done, until, walkIn } from './a-property.ts';
import { boxedDesk, codeFor, isUp, startedAgain } from './boxed-desk.ts';
import { expectReplicasEqual } from './replicas.ts';

let property: AProperty;
let other: LiveDesk;
let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cairn-restored-'));
  property = await aProperty();
  other = await property.desk('Other');
});
afterAll(async () => {
  await property.stop();
  rmSync(root, { recursive: true, force: true });
});

function sale(desk: LiveDesk, amount: number): void {
  const { bookingId } = walkIn(desk, property.roomTypeId, null, 'Hannah Brandt', '2026-11-20');
  done(desk.run('takeCash', { bookingId, amount, tendered: amount }));
}

function pulled(desk: LiveDesk): void {
  desk.sync.setLine(false);
}

/** Stops a desk so that its line is in at the next start. */
function stop(desk: LiveDesk): void {
  desk.store.meta.set('lineOff', false);
  desk.stop();
}

const seriesOf = (desk: LiveDesk, series: string) =>
  desk
    .all('receipt')
    .filter((receipt) => receipt.series === series)
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, content }) => [number, content.amount]);

test('[S16] [S22] a backup of replica and black box restored together is told by the server: its cash is taken, the manager begins the next epoch, what was pending is deposited under the old one, and numbers begin anew', async () => {
  const folder = join(root, 'backup');
  const desk = await boxedDesk(property, 'Backup', { dataFolder: folder });
  const code = desk.sync.status().desk;
  sale(desk, 1000);
  await desk.settled();
  pulled(desk);
  stop(desk);
  const backup = join(root, 'backup-of-backup');
  cpSync(folder, backup, { recursive: true });

  // The desk goes on, and then its disk is lost with everything on it.
  const later = startedAgain({ dataFolder: folder }, property.receptionist);
  sale(later, 2000);
  await later.settled();
  stop(later);
  rmSync(folder, { recursive: true });
  cpSync(backup, folder, { recursive: true });

  const restored = startedAgain({ dataFolder: folder }, property.receptionist);
  expect(restored.store.meta.get('rebuild')).toBeUndefined();
  pulled(restored);
  sale(restored, 3000);
  restored.sync.setLine(true);
  await until(() => restored.sync.line().state === 'forked');
  await restored.settled();
  expect(
    restored
      .all('refusal')
      .filter(({ deskCode }) => deskCode === code)
      .map(({ command }) => command),
  ).toEqual(['addGuest', 'bookStay']);
  expect(restored.all('exception').map(({ kind }) => kind)).toContain('desk-forked');
  // Taken while the line was away again: pending when the next epoch begins.
  pulled(restored);
  sale(restored, 4000);
  const waiting = restored.store.journal.count();
  const began = await beginAgain(restored.store, await codeFor(property, code));
  expect(began).toMatchObject({ ok: true, value: { desk: code } });
  expect(restored.store.journal.count()).toBe(waiting);
  const epoch = restored.store.identity()?.epoch ?? 0;
  expect(epoch).toBeGreaterThan(1);
  sale(restored, 5000);
  stop(restored);

  const anew = startedAgain({ dataFolder: folder }, property.receptionist);
  sale(anew, 6000);
  await anew.settled();
  await isUp(anew);
  await expectReplicasEqual(property, other, anew);
  expect(
    anew
      .all('payment')
      .filter((payment) => payment.deskCode === code)
      .map(({ amount }) => amount)
      .toSorted((a, b) => a - b),
  ).toEqual([1000, 2000, 3000, 4000, 5000, 6000]);
  // The old series is closed as it was, the branch bears its mark, and the new one begins at 1.
  expect(seriesOf(anew, `${code}26`)).toEqual([
    [1, 1000],
    [2, 2000],
  ]);
  expect(seriesOf(anew, `${code}26.${epoch}`)).toEqual([
    [1, 5000],
    [2, 6000],
  ]);
  anew.stop();
  // Nothing is left to deposit for the epochs that ended.
  const last = startedAgain({ dataFolder: folder }, property.receptionist);
  expect(last.store.meta.get('pastEpochs')).toBeUndefined();
  last.stop();
});

test('[S16] a code that was given for a new desk does not make another one of this, and leaves it as it is', async () => {
  const desk = await boxedDesk(property, 'Kept', { dataFolder: join(root, 'kept') });
  const before = desk.store.identity();
  expect(await beginAgain(desk.store, await codeFor(property))).toMatchObject({ ok: false, why: 'other-desk' });
  expect(desk.store.identity()).toEqual(before);
  expect(desk.store.meta.get('pastEpochs')).toBeUndefined();
  desk.stop();
});

test('[S7] [S16] a black box that is gone is begun anew beside a whole replica, in the same epoch, with all that is pending', async () => {
  const folder = join(root, 'boxless');
  const desk = await boxedDesk(property, 'Boxless', { dataFolder: folder });
  pulled(desk);
  sale(desk, 700);
  stop(desk);
  rmSync(join(folder, 'black-box'), { recursive: true });
  const again = startedAgain({ dataFolder: folder }, property.receptionist);
  expect(again.store.blackBox.status()).toMatchObject({ missing: 0, lastFailure: null });
  expect(again.store.blackBox.status().records).toBeGreaterThanOrEqual(3);
  await again.settled();
  expect(again.sync.status().epoch).toBe(1);
  await isUp(again);
  await expectReplicasEqual(property, other, again);
  again.stop();
});
