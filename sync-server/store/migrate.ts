import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { sealPlainGuests } from './seal-plain-guests.ts';

const folder = join(import.meta.dirname, '../../shared/schema/migrations/postgres');

/** What a migration does that SQL cannot, in its transaction, behind its text. */
const steps: Readonly<Record<string, (client: pg.Client) => Promise<unknown>>> = {
  '0006_sealed_guests.sql': sealPlainGuests,
};

/** Brings a database up to the newest migration, each in one transaction; several servers may try at once. Refuses a database whose past is another. */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'cairn-migrate' });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('cairn-migrate'))");
    await client.query(
      'CREATE TABLE IF NOT EXISTS cairn_migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ name: string; hash: string }>('SELECT name, hash FROM cairn_migration');
    const applied = new Map(rows.map((row) => [row.name, row.hash]));
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
    const made: string[] = [];
    for (const name of names) {
      const sql = await readFile(join(folder, name), 'utf8');
      const hash = sha256Hex(sql);
      const before = applied.get(name);
      if (before !== undefined && before !== hash) throw new Error(`migration ${name} was applied with another text`);
      if (before !== undefined) continue;
      await apply(client, name, sql, hash);
      made.push(name);
    }
    return made;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string, sql: string, hash: string): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await steps[name]?.(client);
    await client.query('INSERT INTO cairn_migration (name, hash) VALUES ($1, $2)', [name, hash]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
