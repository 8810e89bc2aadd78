import type { Need } from '#shared/commands/need.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';

type Rows = readonly Row<EntityName>[];
export type Reading = (needs: readonly Need[]) => Promise<readonly Rows[]>;

const names = new WeakMap<Need, string>();

/** What a need asks for, as text: the same for all who ask for the same, whatever they want it for. */
export function nameOfNeed(need: Need): string {
  const known = names.get(need);
  if (known !== undefined) return known;
  const { entity, ids, where, limit } = need;
  const name = JSON.stringify([entity, ids, where, limit]);
  names.set(need, name);
  return name;
}

/**
 * Lets several loaders read at once: when each waits for its next stage, or has ended, all stages go in one round trip, and what
 * several ask for is asked for once. Gives what each of `work` comes to, or how it failed; a read that fails fails them all.
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
  const goOn = async () => {
    if (waiting.length === 0 || waiting.length < working) return;
    const stage = waiting;
    waiting = [];
    const wanted = new Map(stage.flatMap(({ needs }) => needs.map((need) => [nameOfNeed(need), need])));
    try {
      const found = await read([...wanted.values()]);
      const rows = new Map([...wanted.keys()].map((name, index) => [name, found[index] ?? []]));
      for (const { needs, answer } of stage) answer(needs.map((need) => rows.get(nameOfNeed(need)) ?? []));
    } catch (error) {
      failed ??= { error };
      for (const { fail } of stage) fail(error);
    }
  };
  const results = await Promise.allSettled(
    all.map(async (one) => {
      try {
        return await work(
          one,
          (needs) =>
            new Promise((answer, fail) => {
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
