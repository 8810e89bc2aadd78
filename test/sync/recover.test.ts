import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk } from '#main/store/open-desk.ts';
import { imageOf } from '#test/support/power-cut.ts';
import { type AProperty, type LiveDesk, aProperty, done, until, walkIn } from './a-property.ts';
import { boxedDesk, startedAgain } from './boxed-desk.ts';
import { expectReplicasEqual } from './replicas.ts';

const script = resolve(import.meta.dirname, '../../main/recover/recover.ts');
let property: AProperty;
let root: string;
let data: string;
let box: string;
let code: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cairn-recover-'));
  [data, box] = [join(root, 'lost'), join(root, 'other-disk')];
  property = await aProperty();
  const desk = await boxedDesk(property, 'Front', { dataFolder: data, blackBox: box });
  sale(desk, 1000);
  await desk.settled();
  desk.sync.setLine(false);
  sale(desk, 2050);
  desk.store.meta.set('lineOff', false);
  code = desk.store.blackBox.recoveryCode() ?? '';
  desk.stop();
});
afterAll(async () => {
  await property.stop();
  rmSync(root, { recursive: true, force: true });
});

function sale(desk: LiveDesk, amount: number): void {
  const { bookingId } = walkIn(desk, property.roomTypeId, null, 'Hannah Brandt', '2026-11-20');
  done(desk.run('takeCash', { bookingId, amount, tendered: amount }));
}

function recover(...args: string[]): Promise<{ code: number; said: string; errors: string }> {
  return new Promise((settle) => {
    execFile(process.execPath, [script, ...args], (error, said, errors) =>
      settle({ code: typeof error?.code === 'number' ? error.code : 0, said, errors }),
    );
  });
}

test('[S7] [S16] the black box of a lost machine says with its recovery code what is in it, and nobody’s name', async () => {
  const before = imageOf(box);
  const { said, errors } = await recover('--from', box, '--code', code.toLowerCase(), '--list');
  expect(errors).toBe('');
  expect(said).toContain('desk A (Front), epoch 1');
  expect(said).toContain('last envelope made: 6');
  expect(said).toContain('receipt 2026 A26: 2 drawn');
  expect(said).toMatch(/takeCash \(fact\) {2}receipt \S*A26\S*2 {2}20\.50 NPR/);
  expect(said).not.toContain('Hannah');
  expect(imageOf(box)).toEqual(before);
});

test('[S16] a machine is lost: its black box makes a desk’s data anew elsewhere, and everything reaches the server once', async () => {
  const folder = join(root, 'new-machine');
  const { said, errors } = await recover('--from', box, '--code', code, '--data', folder);
  expect(errors).toBe('');
  expect(said).toContain(`Recovered into ${folder}`);
  const desk = startedAgain({ dataFolder: folder, blackBox: box }, property.receptionist);
  expect(desk.store.meta.get('rebuild')?.why).toBe('recovered');
  await until(() => desk.sync.status().firstSync.complete);
  sale(desk, 3000);
  await desk.settled();
  await expectReplicasEqual(property, desk);
  expect(desk.sync.status()).toMatchObject({ desk: 'A', epoch: 1 });
  const receipts = desk.all('receipt').toSorted((a, b) => a.number - b.number);
  expect(receipts.map(({ number, content }) => [number, content.amount])).toEqual([
    [1, 1000],
    [2, 2050],
    [3, 3000],
  ]);
  receipts.forEach((receipt, index) => expect(receipt.previousHash).toBe(receipts[index - 1]?.hash ?? ''));
  expect(desk.all('exception')).toEqual([]);
  desk.stop();

  // The key is in its place: from now on the folder holds a desk, and is left alone.
  const again = await recover('--from', box, '--data', folder);
  expect(again).toMatchObject({
    code: 1,
    errors: expect.stringContaining('good order (desk A, epoch 1). Nothing was changed'),
  });
});

test('[S16] each thing that stands in the way is said in its own words', async () => {
  const away = join(root, 'away');
  mkdirSync(away);
  const held = openDesk({ dataFolder: join(root, 'held') });
  const wrongKey = join(root, 'wrong.key');
  writeFileSync(wrongKey, `${'0'.repeat(64)}\n`);
  const notAKey = join(root, 'not-a.key');
  writeFileSync(notAKey, 'hello');
  const damaged = join(root, 'damaged');
  cpSync(box, damaged, { recursive: true });
  for (const name of readdirSync(damaged, { recursive: true, encoding: 'utf8' })) {
    const path = join(damaged, name);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  }
  const slip = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
  const cases: [string[], string][] = [
    [[], '--from says where the black box is'],
    [['--from', box], 'Give --data FOLDER'],
    [['--from', away, '--list'], `There is no black box in ${away}.`],
    [['--from', box, '--list'], 'The black box is encrypted. Give its key'],
    [['--from', box, '--list', '--code', slip], 'it was mistyped'],
    [['--from', box, '--list', '--key', notAKey], 'holds no key of a black box'],
    [['--from', box, '--list', '--key', wrongKey], 'it is of another desk'],
    [['--from', damaged, '--list', '--code', code], 'its first record is damaged'],
    [['--from', box, '--code', code, '--data', join(root, 'held')], 'Another Cairn is already working'],
    [['--from', box, '--key', wrongKey, '--code', code, '--list'], 'not both'],
  ];
  const answers = await Promise.all(cases.map(([args]) => recover(...args)));
  held.close();
  answers.forEach((answer, index) => {
    expect(answer.errors).toContain(cases[index]?.[1]);
    expect(answer.errors).not.toContain('    at ');
    expect(answer.code).toBe(1);
  });
});
