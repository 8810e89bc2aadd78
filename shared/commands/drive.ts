import type { EntityName, Row } from '#shared/schema/entities.ts';
import type { Loading, Need } from './need.ts';

/** A row that a loader was given, and how it was wanted. */
export interface SeenRow {
  readonly mode: Need['mode'];
  readonly entity: EntityName;
  readonly id: string;
  /** Its last writer as seen [S4]; empty where a row asked for by id is not there. */
  readonly writer: string;
}

/** A loader's result with the rows it rests on. */
export interface Loaded<S> {
  readonly seen: S;
  readonly rows: readonly SeenRow[];
}

/** Runs a loader on a store that answers at once (SQLite). */
export function loadNow<S>(loading: Loading<S>, answer: (need: Need) => readonly Row<EntityName>[]): Loaded<S> {
  const rows: SeenRow[] = [];
  let step = loading.next();
  while (!step.done) {
    const needs = step.value;
    const answers = needs.map(answer);
    needs.forEach((need, index) => rows.push(...seenRows(need, answers[index] ?? [])));
    step = loading.next(answers);
  }
  return { seen: step.value, rows };
}

/** Runs a loader on a store that answers a whole stage later (Postgres). */
export async function loadLater<S>(
  loading: Loading<S>,
  answer: (needs: readonly Need[]) => Promise<readonly (readonly Row<EntityName>[])[]>,
): Promise<Loaded<S>> {
  const rows: SeenRow[] = [];
  let step = loading.next();
  while (!step.done) {
    const needs = step.value;
    const answers = await answer(needs);
    needs.forEach((need, index) => rows.push(...seenRows(need, answers[index] ?? [])));
    step = loading.next(answers);
  }
  return { seen: step.value, rows };
}

function seenRows(need: Need, found: readonly Row<EntityName>[]): SeenRow[] {
  const present = found.map((row) => ({ mode: need.mode, entity: need.entity, id: row.id, writer: row.writer }));
  const missing = (need.ids ?? [])
    .filter((id) => !found.some((row) => row.id === id))
    .map((id) => ({ mode: need.mode, entity: need.entity, id, writer: '' }));
  return [...present, ...missing];
}
