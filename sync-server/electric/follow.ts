import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Fences } from './fences.ts';
import type { ElectricLogger } from './logger.ts';
import type { Lsn } from './lsn.ts';
import type { WireMessage } from './pgoutput.ts';
import { ensurePublication } from './publication.ts';
import { startReplication, type Replication } from './replication.ts';
import type { ElectricSettings } from './settings.ts';
import type { Shapes } from './shapes.ts';
import { ensureSlot } from './slot.ts';
import type { Storage } from './storage.ts';

export interface FollowContext {
  readonly settings: ElectricSettings;
  readonly logger: ElectricLogger;
  readonly storage: Storage;
  readonly pool: pg.Pool;
  readonly fences: Fences;
  shapes(): Shapes;
  message(message: WireMessage): void;
  /** Nothing that was known of tables can be relied on. */
  forgetTables(): void;
}

/** The stream of changes, kept up whatever becomes of the connection. */
export interface Following {
  readonly slot: string;
  /** Whether everything written before the connection was made has been told. */
  active(): boolean;
  reached(): Lsn;
  /** Waits until it has come that far; false where that takes too long. */
  waitFor(lsn: Lsn, timeoutMs: number): Promise<boolean>;
  hold(held: boolean): void;
  /** Makes the first connection, and goes on from there by itself. Rejects where there is none. */
  start(restore: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export function followDatabase(context: FollowContext): Following {
  const { settings, logger, storage, pool, fences } = context;
  const slot = `${settings.slot}_${storage.name}`;
  const waiters = new Set<() => void>();
  let reached: Lsn = 0n;
  let persisted: Lsn = 0n;
  let replication: Replication | undefined;
  let current = false;
  let stopping = false;
  let held = false;
  let following: Promise<void> = Promise.resolve();
  let persisting: NodeJS.Timeout | undefined;

  const dropAll = (reason: string) => context.shapes().drop(context.shapes().all(), reason);
  const advance = (lsn: Lsn) => {
    if (lsn > reached) reached = lsn;
    if (waiters.size > 0) for (const waiter of waiters) waiter();
  };
  /** What is settled with Postgres must be on disk before. */
  const persist = async () => {
    const through = await context.shapes().persist();
    if (through <= persisted) return;
    await storage.confirming(through + 1n);
    persisted = through;
    replication?.confirm();
  };
  const persistOften = () => {
    persisting = setTimeout(() => {
      persist()
        .catch((error: unknown) => logger.error({ error: String(error) }, 'shapes cannot be kept on disk'))
        .finally(() => {
          if (!stopping) persistOften();
        });
    }, PERSIST_MS);
    persisting.unref();
  };

  const connect = async (restore?: () => Promise<void>): Promise<Replication> => {
    await ensurePublication(pool, settings.publication);
    if (storage.durable) {
      const database = await identify(pool);
      const { confirmed, fresh } = await ensureSlot(pool, slot);
      await restore?.();
      const moved = restore !== undefined && !storage.matches(database, confirmed);
      // Since then changes may have been written that no slot kept.
      if (fresh) dropAll('its slot was lost');
      else if (moved || confirmed > persistedOr(confirmed)) dropAll('its slot is not where it was');
      await storage.bind(database);
      if (confirmed > reached) reached = confirmed - 1n;
      if (fresh || moved || persisted === 0n) {
        await storage.confirming(confirmed);
        persisted = confirmed - 1n;
      }
    }
    const started = await startReplication(
      settings,
      { slot, temporary: !storage.durable },
      {
        wants: (oid) => context.shapes().router.wants(oid),
        message: context.message,
        reached: advance,
        settled: () => (persisted === 0n ? 0n : persisted + 1n),
      },
    );
    if (held) started.pause();
    return started;
  };
  const persistedOr = (confirmed: Lsn) => (persisted === 0n ? confirmed : persisted + 1n);

  /** Current once all that was written before the connection has come through. */
  const catchUp = async (connected: Replication): Promise<void> => {
    for (;;) {
      try {
        await fences.pass();
        if (replication === connected) current = true;
        return;
      } catch (error) {
        if (replication !== connected || stopping) return;
        logger.warn({ error: String(error) }, 'the end of the log cannot be found yet');
        await delay(100);
      }
    }
  };
  const follow = async (first: Replication): Promise<void> => {
    for (let now: Replication | undefined = first; now !== undefined; now = await reconnect()) {
      replication = now;
      // A stop that came while this was connecting found nothing to stop yet.
      if (stopping) await now.stop();
      else void catchUp(now);
      const reason = await now.ended.then(
        () => 'it was stopped',
        (error: unknown) => String(error),
      );
      replication = undefined;
      current = false;
      if (!stopping) logger.warn({ reason }, 'replication broke');
      await now.stop();
      fences.breakAll(new Error('replication broke'));
      context.shapes().reset();
      if (stopping || storage.durable) continue;
      // The slot is gone and with it what was written meanwhile: every shape begins anew.
      dropAll('replication broke');
      context.forgetTables();
    }
  };
  const reconnect = async (): Promise<Replication | undefined> => {
    for (let wait = 50; !stopping; wait = Math.min(wait * 2, 2_000)) {
      try {
        return await connect();
      } catch (error) {
        logger.warn({ error: String(error) }, 'replication cannot start yet');
        await delay(wait);
      }
    }
    return undefined;
  };
  const waitFor = (lsn: Lsn, timeoutMs: number): Promise<boolean> => {
    if (reached >= lsn) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (result: boolean) => {
        clearTimeout(timer);
        waiters.delete(waiter);
        resolve(result);
      };
      const waiter = () => reached >= lsn && done(true);
      const timer = setTimeout(() => done(false), timeoutMs);
      waiters.add(waiter);
    });
  };

  return {
    slot,
    active: () => current,
    reached: () => reached,
    waitFor,
    hold(wanted) {
      held = wanted;
      if (held) replication?.pause();
      else replication?.resume();
    },
    async start(restore) {
      const first = await connect(restore);
      following = follow(first);
      following.catch((error: unknown) => logger.error({ error: String(error) }, 'following the database failed'));
      persistOften();
      // Most often all has come through at once; who comes before is told to try again.
      const until = Date.now() + START_MS;
      while (!current && !stopping && Date.now() < until) await Promise.race([first.ended.catch(() => {}), delay(5)]);
    },
    async stop() {
      stopping = true;
      clearTimeout(persisting);
      if (storage.durable) await persist().catch(() => {});
      await replication?.stop();
      await following.catch(() => {});
    },
  };
}

const PERSIST_MS = 500;
const START_MS = 10_000;

/** Which database of which cluster this is. A cluster made from a copy goes on under another timeline. */
async function identify(pool: pg.Pool): Promise<string> {
  const found = await pool.query<{ identity: string }>(
    `SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()),
                           (SELECT timeline_id FROM pg_control_checkpoint()),
                           (SELECT oid FROM pg_database WHERE datname = current_database())) AS identity`,
  );
  return found.rows[0]?.identity ?? '';
}
