import type { Need } from '#shared/commands/need.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { nameOfNeed } from '#sync-server/store/need-name.ts';

type Rows = readonly Row<EntityName>[];
export type Reading = (needs: readonly Need[]) => Promise<readonly Rows[]>;

/**
 * Lets several loaders read at once: when each waits for its next stage, or has ended, all stages go in one round trip, and what
 * was asked for once, by whomever, is not asked for again. Gives what each of `work` comes to, or how it failed; a read that fails fails them all.
 */
export async function readingTogether<T, R>(
  all: readonly T[],
  read: Reading,
  work: (one: T, read: Reading) => Promise<R>,
): Promise<readonly PromiseSettledResult<R>[]> {
  let working = all.length;
  let failed: { readonly error: unknown } | undefined;
  let waiting: { readonly needs: readonly Need[]; answer(rows: readonly Rows[]): void; fail(error: unknown): void }[] =
    [];
  const known = new Map<string, Rows>();
  const isKnown = (need: Need) => known.has(nameOfNeed(need));
  const knownOf = (needs: readonly Need[]) => needs.map((need) => known.get(nameOfNeed(need)) ?? []);
  const goOn = async () => {
    if (waiting.length === 0 || waiting.length < working) return;
    const stage = waiting;
    waiting = [];
    const unknown = stage.flatMap(({ needs }) => needs.filter((need) => !isKnown(need)));
    const wanted = new Map(unknown.map((need) => [nameOfNeed(need), need]));
    try {
      const found = await read([...wanted.values()]);
      [...wanted.keys()].forEach((name, index) => known.set(name, found[index] ?? []));
      for (const { needs, answer } of stage) answer(knownOf(needs));
    } catch (error) {
      failed ??= { error };
      for (const { fail } of stage) fail(error);
    }
  };
  const results = await Promise.allSettled(
    all.map(async (one) => {
      try {
        return await work(one, async (needs) =>
          needs.every(isKnown)
            ? knownOf(needs)
            : new Promise((answer, fail) => {
                waiting.push({ needs, answer, fail });
                void goOn();
              }),
        );
      } finally {
        working -= 1;
        void goOn();
      }
    }),
  );
  if (failed !== undefined) throw failed.error;
  return results;
}
