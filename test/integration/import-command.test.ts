import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#shared/kernel/dates.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';

const root = join(import.meta.dirname, '../..');
const header = 'arrival,departure,guest,phone,room_type,room,adults,children,rate,status';

describe('npm run import', () => {
  let postgres: TestPostgres;
  let folder: string;
  let database: string;
  let file: string;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    folder = await mkdtemp(join(tmpdir(), 'cairn-import-'));
    database = await postgres.createDatabase('command');
    file = join(folder, 'stays.csv');
    const rows = Array.from({ length: 9000 }, (_, index) => {
      const arrival = addDays('2020-01-01', Math.floor(index / 8));
      return `${arrival},${addDays(arrival, 1 + (index % 4))},Guest of row ${index},,Twin,,2,0,8280,confirmed`;
    });
    await writeFile(file, `${[header, ...rows].join('\n')}\n`);
  }, 120_000);

  afterAll(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, [join(root, 'sync-server/import/command.ts'), ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: database },
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    return { child, said, ended: endOf(child) };
  }

  async function endOf(child: ChildProcess): Promise<number | null> {
    const [code] = (await once(child, 'close')) as [number | null]; // `close` gives the code first
    return code;
  }

  const line = () => [file, '--map', 'plain', '--property', 'Hill House', '--server-data', folder];

  test('cancelled with Ctrl+C it ends between batches and says so; the same line goes on and comes to an end', async () => {
    const first = start(...line());
    await new Promise<void>((resolve) => {
      first.child.stderr.on('data', () => first.said.err.includes('Writing') && resolve());
    });
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(130);
    expect(first.said.err).toContain('Cancelling');
    expect(first.said.out).toContain('Cancelled. Run the same line again to go on.');
    const written = Number(/([\d,]+) new/.exec(first.said.out)?.[1]?.replace(',', ''));
    expect([written < 9000, written % 1000]).toEqual([true, 0]);

    const second = start(...line(), '--resume');
    expect(await second.ended).toBe(0);
    expect(second.said.out).toContain('9,000 = 9,000 taken + 0 in quarantine');
    const figure = new Intl.NumberFormat('en');
    expect(second.said.out).toContain(`${figure.format(9000 - written)} new, ${figure.format(written)} there already`);
    expect(second.said.out).toContain('npm start -- --property "Hill House"');
    expect(second.said.out).toContain('240011  Sabina Gurung');
  }, 60_000);

  test.each<[string, string[], string]>([
    ['no file', ['--map', 'plain'], 'which file?'],
    ['no map', ['x.csv'], 'which map?'],
    ['an unknown map', ['x.csv', '--map', 'guesthouse'], 'there is no map "guesthouse"; there are hotel-demand, plain'],
    ['an unknown option', ['x.csv', '--map', 'plain', '--force'], '--force'],
    ['a file that is not there', ['absent.csv', '--map', 'plain'], 'absent.csv cannot be read'],
  ])('%s is refused in words', async (_what, args, words) => {
    const run = start(...args);
    expect(await run.ended).toBe(1);
    expect(run.said.err).toContain(words);
    expect(run.said.err).not.toContain('    at ');
  });
});
