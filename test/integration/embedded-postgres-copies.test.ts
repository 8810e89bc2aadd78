import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '#sync-server/postgres/embedded.ts';
import { findPostmaster } from '#sync-server/postgres/postmaster.ts';

const run = promisify(execFile);

async function dataDirectory(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  await client.end();
  return rows[0]?.data_directory ?? '';
}

test('two copies of one data folder, started at the same moment, have a Postgres each and never one for both', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-copies-'));
  // Postgres does not run as root, and must be able to pass through.
  await chmod(folder, 0o755);
  try {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    await (await startEmbeddedPostgres(first)).stop();
    await run('cp', ['-a', first, second]);
    for (let round = 0; round < 3; round += 1) {
      const both = await Promise.all([startEmbeddedPostgres(first), startEmbeddedPostgres(second)]);
      try {
        expect(await Promise.all(both.map(({ databaseUrl }) => dataDirectory(databaseUrl)))).toEqual([
          join(first, 'postgres'),
          join(second, 'postgres'),
        ]);
      } finally {
        await Promise.all(both.map((one) => one.stop()));
      }
      // Both remember the same port again, as copies do.
      await run('cp', ['-a', join(first, 'postgres.json'), join(second, 'postgres.json')]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

test('a copy of a folder that is being served does not take the Postgres of the other for its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-copies-'));
  await chmod(folder, 0o755);
  try {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    const served = await startEmbeddedPostgres(first);
    try {
      await run('cp', ['-a', first, second]);
      expect(await findPostmaster(join(first, 'postgres'))).toMatchObject({ ready: true });
      expect(await findPostmaster(join(second, 'postgres'))).toBeUndefined();
    } finally {
      await served.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
