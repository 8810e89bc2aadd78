import type pg from 'pg';
import { combine } from '#sync-server/store/combine.ts';
import {
  DatabaseUnavailable,
  type Place,
  StatementTimedOut,
  inTransaction,
  withRetries,
} from '#sync-server/store/transaction.ts';
import type { ServerOutcome, ServerWork } from './server-turns.ts';
import { type Attempted, type Delivery, type Taking, type Work, takeLot } from './take-lot.ts';

/** Takes work in, what waits at a property together in one transaction [S20]. */
export interface Together {
  /** Never throws: a fault is an attempt's. */
  deliver(place: Place, delivery: Delivery): Promise<Attempted>;
  /** Throws what the command throws, or {@link DatabaseUnavailable}. */
  run(place: Place, command: ServerWork): Promise<ServerOutcome>;
}

/** What taking together needs of its surroundings. */
export interface TogetherOptions {
  readonly pool: pg.Pool;
  /** Told of every further try; `alone` is one that nobody else works beside. */
  readonly onRetry: (alone: boolean) => void;
}

/** Transactions of one property under way at one moment: while the database works on one, this process makes the next ready. */
const AT_ONCE = 2;
/** Envelopes and commands of one transaction. */
const MOST = 64;

export function openTogether(options: TogetherOptions): Together {
  const take = combine<Work, Taking>({ atOnce: AT_ONCE, most: MOST, weight, kind }, (place, works) =>
    takeAll(options, place, works),
  );
  return {
    async deliver(place, delivery) {
      const taking = await take(place, { of: 'desk', delivery });
      return taking.of === 'desk' ? taking.attempted : [];
    },
    async run(place, command) {
      const taking = await take(place, { of: 'server', command });
      if (taking.of === 'desk' || taking.came.is === 'left') throw new Error('a command without its outcome');
      if (taking.came.is === 'thrown') throw taking.came.error;
      return taking.came.value.outcome;
    },
  };
}

function weight(work: Work): number {
  return work.of === 'desk' ? work.delivery.envelopes.length : 1;
}

/** A desk's envelopes go one after the other, and so does what happens once only. */
function kind(work: Work): string {
  return work.of === 'desk' ? work.delivery.envelopes[0].desk : work.command.id;
}

/**
 * One transaction for all. Where it fails, for whatever one of them does to it or for others in the way, each half is taken by
 * itself, and so on: in the end whoever is at fault is alone, and the others stand. A database that cannot work is nobody's
 * fault: then nothing has changed.
 */
async function takeAll(options: TogetherOptions, place: Place, works: readonly Work[]): Promise<readonly Taking[]> {
  const [only] = works;
  const isOne = works.length === 1;
  if (only === undefined) return [];
  if (isOne && weight(only) === 1) return [await takeOne(options, place, only)];
  try {
    const takings = await inTransaction(options.pool, place, (tx) => takeLot(tx, works, false));
    if (isOne) return takings;
    const all: Taking[] = [];
    // What could not be placed or decided beside the others is taken behind them.
    for (const [index, work] of works.entries()) {
      const taking = takings[index];
      all.push(taking === undefined || isLeft(taking) ? await takeAlone(options, place, work) : taking);
    }
    return all;
  } catch (error) {
    if (error instanceof DatabaseUnavailable && !(error instanceof StatementTimedOut))
      return works.map((work) => failedBy(work, error));
    options.onRetry(false);
    const [first, second] = isOne ? [[firstHalf(only)], []] : inHalves(works);
    return [...(await takeAll(options, place, first)), ...(await takeAll(options, place, second))];
  }
}

async function takeAlone(options: TogetherOptions, place: Place, work: Work): Promise<Taking> {
  const [taking] = await takeAll(options, place, [work]);
  if (taking === undefined) throw new Error('work that was not taken');
  return taking;
}

/** One envelope or command, tried again while what fails passes. */
async function takeOne({ pool, onRetry }: TogetherOptions, place: Place, work: Work): Promise<Taking> {
  try {
    const [taking] = await withRetries(
      (alone) => inTransaction(pool, place, (tx) => takeLot(tx, [work], alone)),
      onRetry,
    );
    return taking ?? failedBy(work, new Error('work that was not taken'));
  } catch (error) {
    return failedBy(work, error);
  }
}

function isLeft(taking: Taking): boolean {
  return taking.of === 'desk' ? taking.attempted.length === 0 : taking.came.is === 'left';
}

function failedBy({ of }: Work, error: unknown): Taking {
  return of === 'desk' ? { of, attempted: [{ taken: 'thrown', error }] } : { of, came: { is: 'thrown', error } };
}

function inHalves(works: readonly Work[]): [readonly Work[], readonly Work[]] {
  const middle = Math.ceil(works.length / 2);
  return [works.slice(0, middle), works.slice(middle)];
}

/** The first half of a desk's envelopes; the others are left for when it is heard what became of these. */
function firstHalf(work: Work): Work {
  if (work.of === 'server') return work;
  const [first, ...more] = work.delivery.envelopes;
  const envelopes = [first, ...more.slice(0, Math.floor(more.length / 2))] as const;
  return { of: 'desk', delivery: { ...work.delivery, envelopes } };
}
