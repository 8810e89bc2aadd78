import { type RowChange, type RowWrite, foldChanges, touchedBy } from '#shared/commands/changes.ts';
import type { Context } from '#shared/commands/context.ts';
import { loadLater } from '#shared/commands/drive.ts';
import type { Event } from '#shared/commands/events.ts';
import { type Case, type Judgement, judge } from '#shared/commands/judge.ts';
import type { Need } from '#shared/commands/need.ts';
import { project } from '#shared/commands/project.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type RowKey, answer, lockRows } from '#sync-server/store/answer.ts';
import { type Tx, WrittenMeanwhile } from '#sync-server/store/transaction.ts';
import { eventId } from '#sync-server/store/write-rows.ts';

/** What is to be decided: a command with its input, and what stands around it. */
export type Question = Omit<Case, 'seen' | 'rows'>;

/** A decision under locks: the judgement, what was seen, and the rows to write for its events. */
export interface Resolved {
  readonly judgement: Judgement;
  readonly seen: unknown;
  readonly writes: readonly RowWrite[];
}

type Rows = readonly Row<EntityName>[];

/** How often the set of rows may grow before the attempt starts over. */
const ROUNDS = 8;

/**
 * Decides with authority [S20, S21]: looks without locks for what is needed, locks it all in the one global order, looks again;
 * where the set has grown, the locks are given back and it starts over with the union. What was asked for at the first look is
 * asked again along with the locking, so that the second look asks only for what it needs otherwise.
 */
export async function resolve(tx: Tx, question: Question): Promise<Resolved> {
  const wanted = new Map<string, RowKey>();
  const asked = new Map<string, Need>();
  const found = await look(question, (needs) => {
    for (const need of needs) asked.set(JSON.stringify(need), need);
    return answer(tx, needs);
  });
  for (const key of found.needs) wanted.set(nameOf(key), key);
  for (let round = 0; round < ROUNDS; round++) {
    const { rows, answers } = await lockRows(tx, [...wanted.values()], 'SAVEPOINT locks', [...asked.values()]);
    const locked = new Map(rows.map((row) => [nameOf(row), row.row]));
    const known = new Map([...asked.keys()].map((key, index) => [key, answers[index] ?? []]));
    const sight = await look(question, (needs) => answerFrom(known, tx, needs));
    const grown = sight.needs.filter((key) => !wanted.has(nameOf(key)));
    if (grown.length === 0) {
      const { context, command } = question;
      const writes = foldChanges(
        sight.changes,
        (entity, id) => locked.get(`${entity}/${id}`),
        context,
        command.kind === 'fact',
      );
      return { judgement: sight.judgement, seen: sight.seen, writes };
    }
    for (const key of grown) wanted.set(nameOf(key), key);
    await tx.run('ROLLBACK TO SAVEPOINT locks');
  }
  throw new WrittenMeanwhile('what is needed keeps growing');
}

/** Loads and judges once, and tells which rows that rests on or writes: those that must be locked. */
async function look(question: Question, answers: (needs: readonly Need[]) => Promise<readonly Rows[]>) {
  const { command, input, context } = question;
  const { seen, rows } = await loadLater(command.load(input, context), answers);
  const judgement = judge({ ...question, seen, rows });
  const changes = changesOf(judgement, context);
  const needs: RowKey[] = [
    ...rows.filter((row) => row.mode !== 'peek' && row.id !== ''),
    // What is written is locked too, also an id that an event makes: its row may be there already.
    ...touchedBy(changes),
  ];
  return { seen, judgement, changes, needs };
}

/** Answers from what was read under the locks already, and asks for what is not among it. */
async function answerFrom(known: ReadonlyMap<string, Rows>, tx: Tx, needs: readonly Need[]): Promise<readonly Rows[]> {
  const missing = needs.filter((need) => !known.has(JSON.stringify(need)));
  const found = missing.length === 0 ? [] : await answer(tx, missing);
  return needs.map((need) => known.get(JSON.stringify(need)) ?? found[missing.indexOf(need)] ?? []);
}

function changesOf(judgement: Judgement, context: Context): readonly RowChange[] {
  return judgement.outcome === 'refused' ? [] : changesOfEvents(judgement.events, context);
}

/** All row changes of a command's events, in their order. */
export function changesOfEvents(events: readonly Event[], context: Context): readonly RowChange[] {
  return events.flatMap((event, ordinal) => project(event, eventId(context, ordinal)));
}

function nameOf({ entity, id }: RowKey): string {
  return `${entity}/${id}`;
}
