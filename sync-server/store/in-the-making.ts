import type pg from 'pg';

const key = 'hashtextextended($1, 0)';

/**
 * Runs `work` while the property is known to be in the making: an import, a demonstration lodge whose past is being told. Nobody
 * else makes it meanwhile (`work` is not run then, and undefined comes back), and the server's jobs leave it alone, since its days
 * are not the clock's. The database lets go when the process dies.
 */
export async function whileMaking<T>(
  pool: pg.Pool,
  propertyId: string,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_lock(${key}) AS free`, [propertyId]);
    if (rows[0]?.free !== true) return undefined;
    try {
      return { value: await work() };
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${key})`, [propertyId]);
    }
  } finally {
    client.release();
  }
}

/** Whether somebody is making the property just now. */
export async function isInTheMaking(pool: pg.Pool, propertyId: string): Promise<boolean> {
  // Held for the statement only.
  const { rows } = await pool.query<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock_shared(${key}) AS free`, [
    propertyId,
  ]);
  return rows[0]?.free !== true;
}
