import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { ElectricLogger } from './logger.ts';
import { parseLsn, type Lsn } from './lsn.ts';

/** A slot as Postgres has it. */
export interface SlotState {
  readonly confirmed: Lsn;
  /** Made just now: what was written before it is not in it. */
  readonly fresh: boolean;
}

interface SlotRow {
  slot_name: string;
  confirmed: string | null;
  active_pid: number | null;
  usable: boolean;
}

const SELECT = `SELECT slot_name, confirmed_flush_lsn::text AS confirmed, active_pid,
    wal_status IS DISTINCT FROM 'lost' AND plugin = 'pgoutput' AND database = current_database() AS usable
  FROM pg_replication_slots`;

/**
 * Makes sure of a permanent slot of that name. One that Postgres has given up, because its log got too long, is made
 * anew. One that is still held by the connection of a process that died is taken from it.
 */
export async function ensureSlot(pool: pg.Pool, name: string): Promise<SlotState> {
  for (let attempt = 0; ; attempt += 1) {
    const found = await pool.query<SlotRow>(`${SELECT} WHERE slot_name = $1`, [name]);
    const [slot] = found.rows;
    if (slot === undefined) {
      const made = await pool.query<{ lsn: string }>(
        `SELECT lsn::text FROM pg_create_logical_replication_slot($1, 'pgoutput')`,
        [name],
      );
      return { confirmed: parseLsn(made.rows[0]?.lsn ?? '0/0'), fresh: true };
    }
    if (slot.active_pid !== null) {
      // Postgres sees by itself that a process is gone, but not always at once; the folder's lock says that it is.
      if (attempt === PATIENCE) await pool.query('SELECT pg_terminate_backend($1)', [slot.active_pid]);
      if (attempt > 3 * PATIENCE) throw new Error(`the slot ${name} is in use`);
      await delay(50);
      continue;
    }
    if (slot.usable && slot.confirmed !== null) return { confirmed: parseLsn(slot.confirmed), fresh: false };
    await pool.query('SELECT pg_drop_replication_slot($1)', [name]);
  }
}

const PATIENCE = 40;

/** Write-ahead log that Postgres keeps for a slot, in bytes. */
export async function slotLag(pool: pg.Pool, name: string): Promise<number> {
  const found = await pool.query<{ lag: number | null }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), least(confirmed_flush_lsn, restart_lsn))::float8 AS lag
       FROM pg_replication_slots WHERE slot_name = $1`,
    [name],
  );
  return found.rows[0]?.lag ?? 0;
}

/**
 * Drops slots of other shape servers on this database that nobody holds and that keep more than `limit` bytes, or whose
 * log is lost already: their server is gone, and its log must not fill the disk.
 */
export async function dropAbandoned(
  pool: pg.Pool,
  { prefix, own, limit }: { readonly prefix: string; readonly own: string; readonly limit: number },
  logger: ElectricLogger,
): Promise<void> {
  const found = await pool.query<{ slot_name: string }>(
    `SELECT slot_name FROM pg_replication_slots
      WHERE starts_with(slot_name::text, $1) AND slot_name <> $2 AND NOT active AND NOT temporary
        AND plugin = 'pgoutput' AND database = current_database()
        AND (wal_status = 'lost' OR pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > $3)`,
    [`${prefix}_`, own, limit],
  );
  for (const { slot_name: slot } of found.rows) {
    await pool.query('SELECT pg_drop_replication_slot($1)', [slot]).then(
      () => logger.warn({ slot }, 'a slot that nobody reads was dropped'),
      // Taken or dropped by another server meanwhile.
      () => {},
    );
  }
}
