import type { Logger } from 'pino';
import type { Event } from '#shared/commands/events.ts';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { isInTheMaking } from '#sync-server/store/in-the-making.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { type Due, type FoundDue, MOST_AT_ONCE, dueOf, dueSql } from './due.ts';

/** What is told of what was done. */
export interface DueNews {
  readonly logger: Pick<Logger, 'warn' | 'info'>;
  /** Holds that ran out, for `holds_expired_total`. */
  readonly expired: (holds: number) => void;
}

/** How many commands wait side by side: enough for a crowd of carts, which are then taken together. */
const SIDE_BY_SIDE = 32;

/**
 * Does everything of these kinds that is due at every property, once each, whichever servers try. What is refused meanwhile was
 * somebody else's to do, or is tried at the next look.
 */
export async function doDue(
  side: ServerSide,
  kinds: Parameters<typeof dueSql>[1],
  news: DueNews,
  stopping: () => boolean,
): Promise<number> {
  let done = 0;
  for (const place of await placesOf(side)) {
    if (await isInTheMaking(side.pool, place.propertyId)) continue;
    done += await doDueAt(side, place, kinds, news, stopping);
  }
  return done;
}

/** Does what is due at one property; `sideBySide` commands at a time. */
export async function doDueAt(
  side: ServerSide,
  place: Place,
  kinds: Parameters<typeof dueSql>[1],
  news: DueNews,
  stopping: () => boolean,
  sideBySide = SIDE_BY_SIDE,
): Promise<number> {
  let done = 0;
  let found = MOST_AT_ONCE;
  // What failed is found again: another look only where everything that was found is done.
  for (let before = -1; found >= MOST_AT_ONCE && done > before && !stopping();) {
    before = done;
    const due = await findDue(side, place, kinds);
    found = due.length;
    done += await doAll(side, place, due, news, stopping, sideBySide);
  }
  return done;
}

async function placesOf({ pool }: ServerSide): Promise<readonly Place[]> {
  // The connection's own role sees the feed of every tenant, and nothing else of theirs.
  const { rows } = await pool.query<Place>(
    `SELECT tenant_id AS "tenantId", property_id AS "propertyId" FROM feed WHERE entity = 'property'`,
  );
  return rows;
}

async function findDue(side: ServerSide, place: Place, kinds: Parameters<typeof dueSql>[1]): Promise<readonly Due[]> {
  const [found] = await inTransaction(side.pool, place, (tx) => tx.finish(dueSql(place, kinds, side.now())));
  // The statement names the fields.
  return ((found?.rows ?? []) as FoundDue[]).map(dueOf);
}

async function doAll(
  side: ServerSide,
  place: Place,
  due: readonly Due[],
  news: DueNews,
  stopping: () => boolean,
  sideBySide: number,
): Promise<number> {
  const waiting = [...due];
  let done = 0;
  const next = async () => {
    for (let one = waiting.shift(); one !== undefined && !stopping(); one = waiting.shift())
      if (await doOne(side, place, one, news)) done += 1;
  };
  await Promise.all(Array.from({ length: sideBySide }, next));
  return done;
}

async function doOne(side: ServerSide, place: Place, { command, draft, id }: Due, news: DueNews): Promise<boolean> {
  try {
    const outcome = await executeAsServer(side, place, { name: command, draft, id, actor: systemActor });
    if (!outcome.ok) {
      news.logger.info({ command, draft, reason: outcome.reason }, 'not due any more');
      return false;
    }
    const { events, repeated } = outcome.value;
    // What was done before is due again, with nothing more to do: another look would find it for ever.
    if (repeated) return false;
    news.expired(expiredBy(events));
    return events.length > 0;
  } catch (error) {
    // One that fails must not keep the others: it is looked at again at the next round.
    news.logger.warn({ err: error, command, draft }, 'a job failed');
    return false;
  }
}

function expiredBy(events: readonly Event[]): number {
  return events.filter((event) => event.type === 'HoldEnded' && event.status === 'expired').length;
}
