import type pg from 'pg';
import { idLiteral } from '#sync-server/store/sql-literal.ts';
import { type Place, withRetries } from '#sync-server/store/transaction.ts';
import type { BulkStatement } from './bulk-insert.ts';

/**
 * Runs bulk statements in one transaction, as the server's role and for one tenant [S27], and checks every deferred rule before
 * it commits [S20]. Parameters are sent apart from the text: escaping thousands of rows into it costs more than writing them.
 */
export async function inBulkTransaction(
  pool: pg.Pool,
  place: Place,
  statements: readonly BulkStatement[],
): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await withRetries(() => runAll(client, place, statements));
    broken = false;
  } finally {
    client.release(broken);
  }
}

async function runAll(client: pg.PoolClient, place: Place, statements: readonly BulkStatement[]): Promise<void> {
  // Thousands of rows may take longer than a desk's command is given.
  await client.query(
    `BEGIN; SET LOCAL statement_timeout = '5min'; SET LOCAL lock_timeout = '1min'; SET LOCAL ROLE cairn_server; SET LOCAL cairn.tenant = ${idLiteral(place.tenantId)}`,
  );
  try {
    for (const { text, values } of statements) await client.query(text, [...values]);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE; COMMIT');
  } catch (problem) {
    await client.query('ROLLBACK');
    throw problem;
  }
}
