import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk } from '#main/store/open-desk.ts';
import { expectAgreement, lastInBox } from '#test/support/agreement.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { randomFrom } from '#test/support/power-cut.ts';
import { type AProperty, aProperty } from './a-property.ts';
import { boxedDesk, isUp, startedAgain } from './boxed-desk.ts';
import { expectReplicasEqual } from './replicas.ts';

const script = fileURLToPath(new URL('desk-process.ts', import.meta.url));
/** The commands of a whole run, and how often it is killed in the middle. */
const COMMANDS = 1000;
const KILLS = 8;

let property: AProperty;
let root: string;
beforeAll(async () => {
  root = memoryFolder('cairn-killed-');
  property = await aProperty();
});
afterAll(async () => {
  await property.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Runs the desk's process; where `kill` is given it is killed so long after it has said so many commands. */
function work(
  folder: string,
  count: number,
  kill?: { after: number; ms: number },
): Promise<{ seqs: number[]; errors: string }> {
  return new Promise((resolve) => {
    const args = [script, folder, JSON.stringify(property.receptionist), property.roomTypeId, String(count)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    let isDying = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (kill === undefined || isDying || said.split('\n').length <= kill.after) return;
      isDying = true;
      setTimeout(() => child.kill('SIGKILL'), kill.ms);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('close', () => resolve({ seqs: said.split('\n').slice(0, -1).map(Number), errors }));
  });
}

test(
  '[S1] [S2] [S5] [S7] [S15] services killed at random points of 1,000 commands: nothing that was said is lost, no number is missing or used twice, replica and black box agree at every start, all of it reaches the server',
  { timeout: 300_000 },
  async () => {
    const folder = join(root, 'killed');
    const enrolled = await boxedDesk(property, 'Killed', { dataFolder: folder });
    enrolled.stop();

    const seed = Math.trunc(Math.random() * 2 ** 31);
    const random = randomFrom(seed);
    let made = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const after = 1 + Math.floor((random() * 2 * COMMANDS) / (KILLS + 1));
      const { seqs, errors } = await work(folder, COMMANDS, { after, ms: random() * 12 });
      expect(errors, `seed ${seed}`).toBe('');
      const said = seqs.at(-1) ?? made;
      expect(said).toBeGreaterThanOrEqual(made + after);
      // Said only once it was in both.
      expect(lastInBox(folder)).toBeGreaterThanOrEqual(said);
      const store = openDesk({ dataFolder: folder });
      expect(store.meta.get('rebuild')).toBeUndefined();
      const before = made;
      made = expectAgreement(store, folder);
      // What was said is there; at most what its pipe still held, and the command under way, came on top.
      expect(made).toBeGreaterThanOrEqual(said);
      expect(made).toBeLessThanOrEqual(before + COMMANDS + 2);
      store.close();
    }
    const { errors } = await work(folder, Math.max(3, COMMANDS - made));
    expect(errors).toBe('');

    const desk = startedAgain({ dataFolder: folder }, property.receptionist);
    const total = desk.store.journal.count();
    expect(total).toBeGreaterThanOrEqual(COMMANDS);
    await desk.settled();
    const receipts = desk.all('receipt').toSorted((a, b) => a.number - b.number);
    expect(receipts.length).toBeGreaterThan(Math.floor(COMMANDS / 3) - KILLS);
    expect(receipts.map((receipt) => receipt.number)).toEqual(receipts.map((_, index) => index + 1));
    receipts.forEach((receipt, index) => expect(receipt.previousHash).toBe(receipts[index - 1]?.hash ?? ''));
    expect(desk.all('exception')).toEqual([]);
    expect(desk.all('refusal')).toEqual([]);
    await isUp(desk);
    await expectReplicasEqual(property, desk);
    // What the server signed for has gone from the black box.
    expect(desk.store.blackBox.status().records).toBe(0);
    desk.stop();
  },
);

test('[S19] a second process on the same replica is refused with words that a person understands', async () => {
  const folder = join(root, 'held');
  const held = openDesk({ dataFolder: folder });
  const { seqs, errors } = await work(folder, 3);
  held.close();
  expect(seqs).toEqual([]);
  expect(errors).toContain('Another Cairn is already working with this desk');
});
