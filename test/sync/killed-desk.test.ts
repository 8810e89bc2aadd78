import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '#main/store/open-store.ts';
import { hashOf } from '#shared/sync/envelope.ts';
import { type AProperty, aProperty, liveDesk } from './a-property.ts';
import { expectReplicasEqual } from './replicas.ts';

const script = fileURLToPath(new URL('desk-process.ts', import.meta.url));
let property: AProperty;
beforeAll(async () => {
  property = await aProperty();
});
afterAll(() => property.stop());

/** Runs the desk's process; where `killAfter` is given it is killed as soon as it has said so many commands. */
function work(file: string, count: number, killAfter?: number): Promise<{ seqs: number[]; errors: string }> {
  return new Promise((resolve) => {
    const args = [script, file, JSON.stringify(property.receptionist), property.roomTypeId, String(count)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (killAfter !== undefined && said.split('\n').length > killAfter) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('close', () => resolve({ seqs: said.split('\n').slice(0, -1).map(Number), errors }));
  });
}

test(
  '[S1] [S2] [S5] [S19] services killed in the middle of 200 commands, three times: nothing that was said is lost, no number is missing or used twice, all of it reaches the server',
  { timeout: 240_000 },
  async () => {
    const enrolled = await property.desk('Killed');
    const { file } = enrolled.store;
    enrolled.stop();

    let said = 0;
    for (const killAfter of [40, 70, 55]) {
      const { seqs, errors } = await work(file, 201, killAfter);
      expect(errors).toBe('');
      expect(seqs.length).toBeGreaterThanOrEqual(killAfter);
      expect(seqs.length).toBeLessThan(201);
      said = seqs.at(-1) ?? 0;
      const store = openStore({ file });
      const envelopes = store.journal.envelopesAfter(1, 0, 10_000);
      // What was said is there; at most the command under way when it was killed came on top.
      expect(envelopes.length).toBeGreaterThanOrEqual(said);
      expect(envelopes.length).toBeLessThanOrEqual(said + 1 + 2);
      expect(envelopes.map((envelope) => envelope.seq)).toEqual(envelopes.map((_, index) => index + 1));
      let previous = '';
      for (const { hash, ...unsigned } of envelopes) {
        expect(unsigned.prevHash).toBe(previous);
        expect(hashOf(unsigned)).toBe(hash);
        previous = hash;
      }
      store.close();
    }
    const { errors } = await work(file, 201);
    expect(errors).toBe('');

    const desk = liveDesk(openStore({ file }), property.receptionist);
    await desk.settled();
    const receipts = desk.all('receipt').toSorted((a, b) => a.number - b.number);
    expect(receipts.length).toBeGreaterThan(67);
    expect(receipts.map((receipt) => receipt.number)).toEqual(receipts.map((_, index) => index + 1));
    receipts.forEach((receipt, index) => expect(receipt.previousHash).toBe(receipts[index - 1]?.hash ?? ''));
    expect(desk.all('exception')).toEqual([]);
    expect(desk.all('refusal')).toEqual([]);
    await expectReplicasEqual(property, desk);
    desk.stop();
  },
);

test('[S19] a second process on the same replica is refused with words that a person understands', async () => {
  const desk = await property.desk('Held');
  const { seqs, errors } = await work(desk.store.file, 3);
  expect(seqs).toEqual([]);
  expect(errors).toContain('Another Cairn is already working with this desk');
});
