import type pg from 'pg';

/** What a load of the same kind of work came to. */
export interface Timed {
  readonly perSecond: number;
  /** Of the log that Postgres wrote meanwhile, for each piece of work. */
  readonly walBytes: number;
  /** Of each piece, from its asking to its answer. */
  readonly ms: readonly number[];
}

/** Lists of work side by side, each list's next piece begun when its last is answered. */
export async function timedLoad<T>(
  pool: pg.Pool,
  ready: readonly (readonly T[])[],
  one: (what: T, of: number) => Promise<void>,
): Promise<Timed> {
  const ms: number[] = [];
  const walBefore = await walOf(pool);
  const began = performance.now();
  await Promise.all(
    ready.map(async (all, of) => {
      for (const what of all) {
        const asked = performance.now();
        await one(what, of);
        ms.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: ms.length / seconds, walBytes: ((await walOf(pool)) - walBefore) / ms.length, ms };
}

async function walOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS bytes`,
  );
  return Number(rows[0]?.bytes);
}
