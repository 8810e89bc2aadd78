import pg from 'pg';
import { quoteIdentifier } from './sql-text.ts';
import { replicationSql, type Table } from './table.ts';

/** Makes sure that the publication is there. Tables join it when they are first asked for. */
export async function ensurePublication(pool: pg.Pool, publication: string): Promise<void> {
  const found = await pool.query('SELECT 1 FROM pg_publication WHERE pubname = $1', [publication]);
  if (found.rowCount !== 0) return;
  const version = await pool.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
  const generated = (version.rows[0]?.version ?? 0) >= 180_000 ? ', publish_generated_columns = stored' : '';
  await pool
    .query(`CREATE PUBLICATION ${quoteIdentifier(publication)} WITH (publish_via_partition_root = true${generated})`)
    .catch(unlessDone);
}

/** Makes sure that every change of the table arrives, with its old row. What is there already is left alone. */
export async function publishTable(pool: pg.Pool, publication: string, table: Table): Promise<void> {
  const statements = replicationSql(table, publication, await isPublished(pool, publication, table));
  if (statements.length === 0) return;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    unlessDone(error);
  } finally {
    client.release();
  }
}

export async function isPublished(pool: pg.Pool, publication: string, { schema, name }: Table): Promise<boolean> {
  const found = await pool.query(
    'SELECT 1 FROM pg_publication_tables WHERE pubname = $1 AND schemaname = $2 AND tablename = $3',
    [publication, schema, name],
  );
  return found.rowCount !== 0;
}

/** Another server of the same database may have been quicker. */
function unlessDone(error: unknown): void {
  const done = error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505');
  if (!done) throw error;
}
