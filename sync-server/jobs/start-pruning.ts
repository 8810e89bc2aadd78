import type pg from 'pg';
import type { Logger } from 'pino';
import type { Place } from '#sync-server/store/transaction.ts';
import { pruneFeed } from './prune-feed.ts';

/** What the job works on. */
export interface Pruning {
  readonly pool: pg.Pool;
  readonly now: () => string;
  readonly lookBackDays: number;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/** Prunes the feed of every property again and again [S29]; of several servers on one database one does it. What fails is tried at the next time. */
export function startPruning({ pool, now, lookBackDays, logger }: Pruning, everyMs: number): { stop(): Promise<void> } {
  let stopped = false;
  let under = Promise.resolve();
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    under = everywhere()
      .catch((error: unknown) => logger.warn({ err: error }, 'the feed was not pruned'))
      .finally(() => (idle = true));
  }, everyMs).unref();

  async function everywhere(): Promise<void> {
    // The connection's own role sees the feed of every tenant, and nothing else of theirs.
    const { rows } = await pool.query<Place>(
      `SELECT tenant_id AS "tenantId", property_id AS "propertyId" FROM feed WHERE entity = 'property'`,
    );
    for (const place of rows) {
      if (stopped) return;
      const bookings = await pruneFeed(pool, place, { lookBackDays, now: now() });
      if (bookings > 0) logger.info({ propertyId: place.propertyId, bookings }, 'pruned from the feed');
    }
  }

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await under;
    },
  };
}
