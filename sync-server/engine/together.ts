import type pg from 'pg';
import { combine } from '#sync-server/store/combine.ts';
import {
  DatabaseUnavailable,
  type Place,
  StatementTimedOut,
  inTransaction,
  withRetries,
} from '#sync-server/store/transaction.ts';
import { type Attempted, type Delivery, takeStretches } from './take-stretches.ts';

/** Takes deliveries in, those that wait at a property together in one transaction [S20]. Never throws: a fault is an attempt's. */
export type Together = (place: Place, delivery: Delivery) => Promise<Attempted>;

/** What taking together needs of its surroundings. */
export interface TogetherOptions {
  readonly pool: pg.Pool;
  /** Told of every further try; `alone` is one that nobody else works beside. */
  readonly onRetry: (alone: boolean) => void;
}

/** Transactions of one property under way at one moment: while the database works on one, this process makes the next ready. */
const AT_ONCE = 2;
/** Envelopes of one transaction. */
const MOST = 64;

export function openTogether(options: TogetherOptions): Together {
  return combine<Delivery, Attempted>(
    {
      atOnce: AT_ONCE,
      most: MOST,
      weight: ({ envelopes }) => envelopes.length,
      kind: ({ envelopes: [{ desk }] }) => desk,
    },
    (place, deliveries) => takeLot(options, place, deliveries),
  );
}

/**
 * One transaction for all. Where it fails, for whatever one of them does to it or for others in the way, each half is taken by
 * itself, and so on: in the end whoever is at fault is alone, and the others stand. A database that cannot work is nobody's
 * fault: then nothing has changed.
 */
async function takeLot(
  options: TogetherOptions,
  place: Place,
  deliveries: readonly Delivery[],
): Promise<readonly Attempted[]> {
  const [only] = deliveries;
  const isOne = deliveries.length === 1;
  if (only === undefined) return [];
  if (isOne && only.envelopes.length === 1) return [await takeOne(options, place, only)];
  try {
    const attempts = await inTransaction(options.pool, place, (tx) => takeStretches(tx, deliveries, false));
    if (isOne) return attempts;
    const all: Attempted[] = [];
    // One that could not be placed or decided beside the others is taken behind them.
    for (const [index, delivery] of deliveries.entries()) {
      const attempted = attempts[index] ?? [];
      all.push(attempted.length > 0 ? attempted : ((await takeLot(options, place, [delivery]))[0] ?? []));
    }
    return all;
  } catch (error) {
    if (error instanceof DatabaseUnavailable && !(error instanceof StatementTimedOut))
      return deliveries.map(() => [{ taken: 'thrown', error }]);
    options.onRetry(false);
    const [first, second] = isOne ? [[firstHalf(only)], []] : inHalves(deliveries);
    return [...(await takeLot(options, place, first)), ...(await takeLot(options, place, second))];
  }
}

/** One envelope, tried again while what fails passes. */
async function takeOne({ pool, onRetry }: TogetherOptions, place: Place, delivery: Delivery): Promise<Attempted> {
  try {
    const attempts = await withRetries(
      (alone) => inTransaction(pool, place, (tx) => takeStretches(tx, [delivery], alone)),
      onRetry,
    );
    return attempts[0] ?? [];
  } catch (error) {
    return [{ taken: 'thrown', error }];
  }
}

function inHalves(deliveries: readonly Delivery[]): [readonly Delivery[], readonly Delivery[]] {
  const middle = Math.ceil(deliveries.length / 2);
  return [deliveries.slice(0, middle), deliveries.slice(middle)];
}

/** The first half of a desk's envelopes; the others are left for when it is heard what became of these. */
function firstHalf(delivery: Delivery): Delivery {
  const [first, ...more] = delivery.envelopes;
  return { ...delivery, envelopes: [first, ...more.slice(0, Math.floor(more.length / 2))] };
}
