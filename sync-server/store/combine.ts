import type { Place } from './transaction.ts';

/** How work is combined. */
export interface Combining<T> {
  /** Lots of one property under way at one moment. */
  readonly atOnce: number;
  /** The most that one lot weighs, and what each piece of work weighs; a piece that is heavier goes by itself. */
  readonly most: number;
  weight(work: T): number;
  /** Of the same kind no two pieces go in one lot. */
  kind(work: T): unknown;
}

/** Does a piece of work at a property, with whatever else waits there. */
export type Combined<T, R> = (place: Place, work: T) => Promise<R>;

/**
 * Combines work that waits at a property: whoever comes while few lots are under way begins at once, whoever comes later goes in
 * the next lot with all that wait by then. Nobody waits for company: without a queue each begins when it comes. `doLot` gives an
 * answer for each piece, in their order; what it throws is everybody's.
 */
export function combine<T, R>(
  combining: Combining<T>,
  doLot: (place: Place, works: readonly T[]) => Promise<readonly R[]>,
): Combined<T, R> {
  const queues = new Map<string, (work: T) => Promise<R>>();
  return (place, work) => {
    const key = `${place.tenantId}/${place.propertyId}`;
    const queue =
      queues.get(key) ??
      openQueue<T, R>(
        combining,
        (works) => doLot(place, works),
        // Anybody may name a property: those where nothing happens are forgotten.
        () => queues.delete(key),
      );
    queues.set(key, queue);
    return queue(work);
  };
}

interface Waiting<T, R> {
  readonly work: T;
  answer(result: R): void;
  fail(error: unknown): void;
}

function openQueue<T, R>(
  combining: Combining<T>,
  doLot: (works: readonly T[]) => Promise<readonly R[]>,
  onIdle: () => void,
): (work: T) => Promise<R> {
  let waiting: readonly Waiting<T, R>[] = [];
  let underWay = 0;
  const begin = async (): Promise<void> => {
    const { lot, left } = nextLot(combining, waiting);
    waiting = left;
    underWay += 1;
    try {
      const results = await doLot(lot.map(({ work }) => work));
      lot.forEach(({ answer, fail }, index) => {
        const result = results[index];
        if (result === undefined) fail(new Error('work without an answer'));
        else answer(result);
      });
    } catch (error) {
      for (const { fail } of lot) fail(error);
    } finally {
      underWay -= 1;
      goOn();
    }
  };
  const goOn = (): void => {
    while (waiting.length > 0 && underWay < combining.atOnce) void begin();
    if (underWay === 0) onIdle();
  };
  return (work) =>
    new Promise((answer, fail) => {
      waiting = [...waiting, { work, answer, fail }];
      goOn();
    });
}

/** Whoever has waited longest first, as long as it fits. */
function nextLot<T, R>({ most, weight, kind }: Combining<T>, waiting: readonly Waiting<T, R>[]) {
  const lot: Waiting<T, R>[] = [];
  const left: Waiting<T, R>[] = [];
  const kinds = new Set<unknown>();
  let weighs = 0;
  for (const one of waiting) {
    const fits = lot.length === 0 || weighs + weight(one.work) <= most;
    if (!fits || kinds.has(kind(one.work))) {
      left.push(one);
      continue;
    }
    kinds.add(kind(one.work));
    weighs += weight(one.work);
    lot.push(one);
  }
  return { lot, left };
}
