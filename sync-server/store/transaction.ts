import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Answered, runBatch } from './batch.ts';
import { idLiteral } from './sql-literal.ts';

/** Whose rows a transaction may touch; row-level security holds it to the tenant [S27]. */
export interface Place {
  readonly tenantId: string;
  readonly propertyId: string;
}

/** One transaction, as the server's role and for one tenant. */
export interface Tx {
  readonly place: Place;
  /** Runs statements, each a single one, in one round trip; a result for each. */
  run(...statements: readonly string[]): Promise<readonly Answered[]>;
  /** The same, and commits behind them, in the same round trip. Nothing runs after it. */
  finish(...statements: readonly string[]): Promise<readonly Answered[]>;
}

/** The database cannot be reached, or is not able to work: nobody's fault but the machine's, worth another try later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** A statement ran into its time limit: the machine's fault where it is laden, the statement's where it happens every time [S25]. */
export class StatementTimedOut extends DatabaseUnavailable {}

/** A row was written by somebody else between read and write: worth another try now. */
export class WrittenMeanwhile extends Error {
  override readonly name = 'WrittenMeanwhile';
}

/** What a transaction sees of others': what each statement finds committed, or all of one moment. */
export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/** Runs `work` in a transaction of its own; rolled back when it throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  place: Place,
  work: (tx: Tx) => Promise<T>,
  isolation: Isolation = 'READ COMMITTED',
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable('no connection to the database', { cause: error });
  });
  let broken = false;
  try {
    return await runIn(client, place, work, isolation);
  } catch (error) {
    broken = error instanceof DatabaseUnavailable;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function runIn<T>(
  client: pg.PoolClient,
  place: Place,
  work: (tx: Tx) => Promise<T>,
  isolation: Isolation,
): Promise<T> {
  const life: { is: 'new' | 'open' | 'ended' } = { is: 'new' };
  const opening = [
    `BEGIN ISOLATION LEVEL ${isolation}`,
    'SET LOCAL ROLE cairn_server',
    `SELECT set_config('cairn.tenant', ${idLiteral(place.tenantId)}, true)`,
  ];
  const tx: Tx = {
    place,
    async run(...statements) {
      if (life.is === 'ended') throw new Error('the transaction has ended');
      const before = life.is === 'new' ? opening : [];
      life.is = 'open';
      if (before.length + statements.length === 0) return [];
      const results = await send(client, [...before, ...statements]);
      return results.slice(before.length);
    },
    async finish(...statements) {
      const results = await tx.run(...statements, 'COMMIT');
      life.is = 'ended';
      return results;
    },
  };
  try {
    const value = await work(tx);
    if (life.is === 'open') await tx.finish();
    return value;
  } catch (error) {
    if (life.is === 'open' && !(error instanceof DatabaseUnavailable)) await send(client, ['ROLLBACK']);
    throw error;
  }
}

async function send(client: pg.PoolClient, statements: readonly string[]): Promise<readonly Answered[]> {
  try {
    return await runBatch(client, statements);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? (error.code ?? '') : undefined;
    if (code === '57014') throw new StatementTimedOut('a statement took too long', { cause: error });
    if (code !== undefined && !isMachine(code)) throw error;
    throw new DatabaseUnavailable('the database did not answer', { cause: error });
  }
}

/** Codes that speak of the machine and not of the statement: connection, resources, shutdown, lock time-out, input/output. */
function isMachine(code: string): boolean {
  return ['08', '53', '57', '58', 'F0', 'XX'].includes(code.slice(0, 2)) || code === '55P03' || code === '';
}

/** Two that were in each other's way: serialization, deadlock, a row written meanwhile. It passes, however often it takes. */
function isContention(error: unknown): boolean {
  if (error instanceof WrittenMeanwhile) return true;
  return error instanceof pg.DatabaseError && ['40001', '40P01'].includes(error.code ?? '');
}

/** A key that is there already: a concurrent transaction just made it, or else it is a contradiction that repeats. */
function isDoubled(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

/** Tries of work that others are in the way of, and of work that doubles a key. */
const CONTENDED_TRIES = 6;
const DOUBLED_TRIES = 3;
/** The try from which on work that others are in the way of is told to keep them out. */
const ALONE_FROM = 4;

/**
 * Runs `work` again while it fails with what passes, after waits that grow and never match those of another [S20]. From the
 * fourth try on it is to work `alone` [S21], so that what others keep in motion comes to an end. Where something is in the way
 * to the last, throws {@link DatabaseUnavailable}: nobody's fault, and worth another try later.
 */
export async function withRetries<T>(
  work: (alone: boolean) => Promise<T>,
  onRetry: (alone: boolean) => void = () => undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt >= ALONE_FROM);
    } catch (error) {
      const contended = isContention(error);
      if (contended && attempt >= CONTENDED_TRIES)
        throw new DatabaseUnavailable('others were in the way too often', { cause: error });
      if (!contended && !(isDoubled(error) && attempt < DOUBLED_TRIES)) throw error;
      onRetry(attempt + 1 >= ALONE_FROM);
      await pause(waitBefore(attempt, Math.random()));
    }
  }
}

/** Milliseconds before the next try: half to the whole of 10 ms, doubled each time; `jitter` in [0, 1). */
export function waitBefore(attempt: number, jitter: number): number {
  const whole = 10 * 2 ** (attempt - 1);
  return whole / 2 + (whole / 2) * jitter;
}
