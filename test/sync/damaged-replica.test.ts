import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pendingIn, contentsOf, recordsIn } from '#main/store/box-records.ts';
import { DeskDataLost, openDesk } from '#main/store/open-desk.ts';
import { boxIn } from '#test/support/agreement.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { randomFrom } from '#test/support/power-cut.ts';
import { type AProperty, type LiveDesk, aProperty, done, until, walkIn } from './a-property.ts';
import { boxedDesk, startedAgain } from './boxed-desk.ts';
import { expectReplicasEqual } from './replicas.ts';

let property: AProperty;
let other: LiveDesk;
let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cairn-damaged-'));
  property = await aProperty();
  other = await property.desk('Other');
});
afterAll(async () => {
  await property.stop();
  rmSync(root, { recursive: true, force: true });
});

const replicaIn = (folder: string) => join(folder, 'replica.db');

/** A sale with its cash, whose amount tells it from every other. */
let amounts = 0;
function sale(desk: LiveDesk): number {
  const { bookingId } = walkIn(desk, property.roomTypeId, null, `Guest ${amounts}`, '2026-11-20');
  const amount = 1000 + amounts++;
  done(desk.run('takeCash', { bookingId, amount, tendered: amount }));
  return amount;
}

/** Work that the server has, and work that it has not. */
async function worked(name: string, segmentBytes?: number): Promise<{ folder: string; amounts: number[] }> {
  const folder = join(root, name);
  const desk = await boxedDesk(property, name, { dataFolder: folder, segmentBytes });
  const taken = [sale(desk), sale(desk)];
  await desk.settled();
  // The server's signature comes behind its verdicts; a small box lets go of what it covers [S7].
  if (segmentBytes !== undefined) await until(() => pendingInBox(folder).length === 0);
  desk.sync.setLine(false);
  taken.push(sale(desk), sale(desk));
  desk.store.meta.set('lineOff', false);
  desk.stop();
  return { folder, amounts: taken };
}

/** Starts the desk on what is left, works on, and holds everything against the server. */
async function expectAllThere(folder: string, taken: readonly number[], why: string | undefined): Promise<void> {
  const desk = startedAgain({ dataFolder: folder }, property.receptionist);
  try {
    expect(desk.store.meta.get('rebuild')?.why).toBe(why);
    await until(() => desk.sync.status().firstSync.complete);
    const more = sale(desk);
    await desk.settled();
    expect(desk.store.meta.get('rebuild')).toBeUndefined();
    await expectReplicasEqual(property, other, desk);
    const { desk: code, epoch } = desk.sync.status();
    expect(epoch).toBe(1);
    const own = desk.all('payment').filter((payment) => payment.deskCode === code);
    expect(own.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([...taken, more]);
    const receipts = desk
      .all('receipt')
      .filter(({ series }) => series.startsWith(`${code}26`))
      .toSorted((a, b) => a.number - b.number);
    expect(receipts.map(({ series, number }) => `${series}/${number}`)).toEqual(
      own.map((_, index) => `${code}26/${index + 1}`),
    );
    receipts.forEach((receipt, index) => expect(receipt.previousHash).toBe(receipts[index - 1]?.hash ?? ''));
    expect(desk.all('refusal').filter(({ deskCode }) => deskCode === code)).toEqual([]);
    expect(desk.all('exception').filter(({ deskCode }) => deskCode === code)).toEqual([]);
  } finally {
    desk.stop();
  }
}

/** What is pending in a black box, read as a stranger would. */
function pendingInBox(folder: string): number[] {
  const read = boxIn(folder);
  const contents = read.state === 'read' ? contentsOf(recordsIn(read)) : undefined;
  return contents === undefined ? [] : pendingIn(contents).map(({ envelope }) => envelope.seq);
}

test('[S16] a deleted replica: what was pending, the numbers and the identity come back from the black box, the base from the server', async () => {
  const { folder, amounts: taken } = await worked('Deleted', 16 * 1024);
  // What the server signed for is not kept twice for ever [S7].
  expect(pendingInBox(folder)).toEqual([7, 8, 9, 10, 11, 12]);
  for (const name of readdirSync(folder)) if (name.startsWith('replica.db')) rmSync(join(folder, name));
  await expectAllThere(folder, taken, 'missing');
});

test('[S16] a replica overwritten at random places is moved aside and made anew: no envelope lost, none twice', async () => {
  const { folder, amounts: taken } = await worked('Overwritten');
  const random = randomFrom(7);
  const file = openSync(replicaIn(folder), 'r+');
  const { size } = statSync(replicaIn(folder));
  for (let patch = 0; patch < 5; patch++)
    writeSync(file, Buffer.from([random() * 256]), 0, 1, Math.floor(random() * size));
  closeSync(file);
  await expectAllThere(folder, taken, 'damaged');
  const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('damaged-'));
  expect(existsSync(join(folder, aside, 'replica.db'))).toBe(true);
});

test('[S16] damage to a replica that was not closed in order is found by SQLite’s own check', async () => {
  const { folder, amounts: taken } = await worked('Unclean');
  expect(pendingInBox(folder)).toContain(12);
  rmSync(`${replicaIn(folder)}.seal`);
  const random = randomFrom(11);
  const file = openSync(replicaIn(folder), 'r+');
  const { size } = statSync(replicaIn(folder));
  // Whole pages, as a disk loses them; the first ones hold the schema.
  for (let patch = 0; patch < 12; patch++) {
    const page = Buffer.from(Array.from({ length: 4096 }, () => Math.floor(random() * 256)));
    writeSync(file, page, 0, page.length, patch === 0 ? 0 : 4096 * Math.floor((random() * size) / 4096));
  }
  closeSync(file);
  await expectAllThere(folder, taken, 'damaged');
});

test('[S16] a replica restored from an old copy beside the whole black box is brought up in the same epoch: nothing forks', async () => {
  const { folder, amounts: taken } = await worked('Restored');
  expect(pendingInBox(folder)).toContain(12);
  const copy = join(root, 'restored.db');
  copyFileSync(replicaIn(folder), copy);
  const desk = startedAgain({ dataFolder: folder }, property.receptionist);
  taken.push(sale(desk));
  await desk.settled();
  desk.sync.setLine(false);
  taken.push(sale(desk));
  desk.store.meta.set('lineOff', false);
  desk.stop();
  rmSync(`${replicaIn(folder)}.seal`);
  copyFileSync(copy, replicaIn(folder));
  await expectAllThere(folder, taken, 'older');
});

test('[S7] [S16] envelopes that the server has, and had acknowledged, but had not signed for, settle without a verdict row', async () => {
  const folder = join(root, 'Unsigned');
  const desk = await boxedDesk(property, 'Unsigned', { dataFolder: folder });
  // A desk that was enrolled before servers signed: nothing of its black box may go.
  const { serverKey: _key, ...identity } = desk.store.identity() ?? (undefined as never); // it was just enrolled
  desk.store.meta.set('identity', identity);
  desk.stop();
  const unsigned = startedAgain({ dataFolder: folder }, property.receptionist);
  const taken = [sale(unsigned), sale(unsigned)];
  await unsigned.settled();
  await expectReplicasEqual(property, other, unsigned);
  await until(() => unsigned.all('verdict').every(({ deskCode }) => deskCode !== identity.desk));
  unsigned.sync.setLine(false);
  taken.push(sale(unsigned));
  unsigned.store.meta.set('lineOff', false);
  unsigned.stop();
  expect(pendingInBox(folder)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  rmSync(replicaIn(folder));
  await expectAllThere(folder, taken, 'missing');
});

test('[S16] a damaged replica without a black box is left as it lies, and the words say what to do', async () => {
  const folder = memoryFolder('cairn-lost-');
  const first = openDesk({ dataFolder: folder });
  first.close();
  rmSync(join(folder, 'black-box'), { recursive: true, force: true });
  const file = openSync(replicaIn(folder), 'r+');
  writeSync(file, 'x', 5000);
  closeSync(file);
  expect(() => openDesk({ dataFolder: folder })).toThrow(DeskDataLost);
  expect(() => openDesk({ dataFolder: folder })).toThrow('start with --black-box FOLDER');
  expect(existsSync(replicaIn(folder))).toBe(true);
  const anew = openDesk({ dataFolder: folder, mayBeginAnew: true });
  expect(anew.identity()).toBeUndefined();
  anew.close();
  rmSync(folder, { recursive: true, force: true });
});
