import { type RowChange, type RowWrite, foldChanges, touchedBy } from '#shared/commands/changes.ts';
import type { Context } from '#shared/commands/context.ts';
import { loadLater } from '#shared/commands/drive.ts';
import type { Event } from '#shared/commands/events.ts';
import { type Case, type Judgement, judge } from '#shared/commands/judge.ts';
import type { Need } from '#shared/commands/need.ts';
import { project } from '#shared/commands/project.ts';
import { type Outcome, done } from '#shared/kernel/outcome.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type RowKey, answer, lockRows } from '#sync-server/store/answer.ts';
import { CannotTell, type RowsInHand, rowsInHand } from '#sync-server/store/rows-in-hand.ts';
import type { Answered } from '#sync-server/store/batch.ts';
import { nameOfNeed } from '#sync-server/store/need-name.ts';
import { type Tx, WrittenMeanwhile } from '#sync-server/store/transaction.ts';
import { eventId } from '#sync-server/store/write-rows.ts';
import { type Reading, readingTogether } from './reading-together.ts';

/** What is to be decided: a command with its input, and what stands around it. */
export type Question = Omit<Case, 'seen' | 'rows'>;

/** A decision under locks: the judgement, what was seen, and the rows to write for its events. */
export interface Resolved {
  readonly judgement: Judgement;
  readonly seen: unknown;
  readonly writes: readonly RowWrite[];
}

type Posing = (read: Reading) => Promise<Outcome<Question>>;

/** One of several that are decided one after the other, each upon what those before it have come to [S20]. */
export interface Turn<R> {
  /** Whose turn it is: where one of theirs does not come to stand, what follows of the same is left for later. */
  readonly of: unknown;
  /** What is to be decided; undefined where it is settled without looking. What takes its form only from what it reads is posed anew at every look, or refused there. */
  readonly question: Question | Posing | undefined;
  conclude(resolved: Resolved | undefined): Concluded<R>;
}

/** What a turn came to; where it does not stand, nothing of it is written. */
export interface Concluded<R> {
  readonly value: R;
  readonly writes: readonly RowWrite[];
  readonly stands: boolean;
}

/** A turn that was concluded, that threw and left nothing behind, or that was not come to. */
export type Came<R> =
  | { readonly is: 'concluded'; readonly value: R; readonly stands: boolean }
  | { readonly is: 'thrown'; readonly error: unknown }
  | { readonly is: 'left' };

/** What else goes with the turns: locked behind their rows, and heard before they are taken, each time that they are. */
export interface Beginning {
  statements(): readonly string[];
  begin(answers: readonly Answered[]): void;
}

const plainBeginning: Beginning = { statements: () => [], begin: () => {} };

export interface CameOfAll<R> {
  readonly came: readonly Came<R>[];
  /** What all that stand have written, each row once. */
  readonly writes: readonly RowWrite[];
}

type Rows = readonly Row<EntityName>[];

/** How often the set of rows may grow before the attempt starts over. */
const ROUNDS = 8;

/**
 * Decides with authority [S20, S21]: looks without locks for what is needed, for all at once; locks it all in the one global
 * order; looks again, one turn after the other. Where the set has grown, the locks are given back and it starts over with the
 * union. What was asked for at the first look is asked again along with the locking, so that the second look asks only for what
 * it needs otherwise. What fails at the database fails them all.
 */
export async function resolveInTurn<R>(
  tx: Tx,
  turns: readonly Turn<R>[],
  beginning: Beginning = plainBeginning,
): Promise<CameOfAll<R>> {
  const wanted = new Map<string, RowKey>();
  const asked = new Map<string, Need>();
  const note = (needs: readonly Need[]) => {
    for (const need of needs) asked.set(nameOfNeed(need), need);
  };
  const questions = turns.flatMap(({ question }) => question ?? []);
  const first = await readingTogether(
    questions,
    (needs) => {
      note(needs);
      return answer(tx, needs);
    },
    look,
  );
  // What throws here throws again in its turn.
  for (const found of first)
    if (found.status === 'fulfilled') for (const key of found.value.needs) wanted.set(nameOf(key), key);
  for (let round = 0; round < ROUNDS; round++) {
    const keys = [...wanted.values()];
    const toAsk = [...asked.values()].filter(({ entity, ids }) => !ids?.every((id) => wanted.has(`${entity}/${id}`)));
    const { rows, answers, lasts } = await lockRows(tx, keys, 'SAVEPOINT locks', beginning.statements(), toAsk);
    const locked = new Map(rows.map((row) => [nameOf(row), row.row]));
    const known = new Map(toAsk.map((need, index) => [nameOfNeed(need), answers[index] ?? []]));
    beginning.begin(lasts);
    const reading = underLocks(tx, locked, wanted, known, note);
    const { grown, ...all } = await inTurn(turns, reading, locked, wanted);
    if (grown.length === 0) return all;
    for (const key of grown) wanted.set(nameOf(key), key);
    await tx.run('ROLLBACK TO SAVEPOINT locks');
  }
  throw new WrittenMeanwhile('what is needed keeps growing');
}

/** Answers from what was read under the locks already, and asks for what is not among it. */
function underLocks(
  tx: Tx,
  locked: ReadonlyMap<string, Row<EntityName>>,
  wanted: ReadonlyMap<string, RowKey>,
  known: ReadonlyMap<string, Rows>,
  note: (needs: readonly Need[]) => void,
): Reading {
  const at = (need: Need): Rows | undefined =>
    need.ids?.every((id) => wanted.has(`${need.entity}/${id}`))
      ? [...new Set(need.ids)].toSorted().flatMap((id) => locked.get(`${need.entity}/${id}`) ?? [])
      : known.get(nameOfNeed(need));
  return async (needs) => {
    const missing = needs.filter((need) => at(need) === undefined);
    note(missing);
    const found = missing.length === 0 ? [] : await answer(tx, missing);
    return needs.map((need) => at(need) ?? found[missing.indexOf(need)] ?? []);
  };
}

async function inTurn<R>(
  turns: readonly Turn<R>[],
  reading: Reading,
  locked: ReadonlyMap<string, Row<EntityName>>,
  wanted: ReadonlyMap<string, RowKey>,
): Promise<CameOfAll<R> & { readonly grown: readonly RowKey[] }> {
  const hand = rowsInHand();
  const fallen = new Set<unknown>();
  const grown: RowKey[] = [];
  let failed: { readonly error: unknown } | undefined;
  const read: Reading = async (needs) => {
    const found = await reading(needs).catch((error: unknown) => {
      failed = { error };
      throw error;
    });
    return needs.map((need, index) => hand.over(need, found[index] ?? []));
  };
  const came: Came<R>[] = [];
  for (const turn of turns) {
    if (fallen.has(turn.of)) {
      came.push({ is: 'left' });
      continue;
    }
    try {
      const sight = turn.question === undefined ? undefined : await look(turn.question, read);
      grown.push(...(sight?.needs.filter((key) => !wanted.has(nameOf(key))) ?? []));
      const { value, writes, stands } = turn.conclude(sight && resolvedOf(sight, hand, locked));
      if (stands) hand.write(writes);
      else fallen.add(turn.of);
      came.push({ is: 'concluded', value, stands });
    } catch (error) {
      if (failed !== undefined) throw failed.error;
      fallen.add(turn.of);
      came.push(error instanceof CannotTell ? { is: 'left' } : { is: 'thrown', error });
    }
  }
  return { came, writes: hand.writes(), grown };
}

function resolvedOf(
  { question, judgement, seen, changes }: Sight,
  hand: RowsInHand,
  locked: ReadonlyMap<string, Row<EntityName>>,
): Resolved {
  if (question === undefined) return { judgement, seen, writes: [] };
  const { context, command } = question;
  const current = (entity: EntityName, id: string) => hand.row(entity, id) ?? locked.get(`${entity}/${id}`);
  return { judgement, seen, writes: foldChanges(changes, current, context, command.kind === 'fact') };
}

interface Sight {
  /** As it was posed at this look; undefined where it was refused before it could be. */
  readonly question: Question | undefined;
  readonly seen: unknown;
  readonly judgement: Judgement;
  readonly changes: readonly RowChange[];
  readonly needs: readonly RowKey[];
}

/** Loads and judges once, and tells which rows that rests on or writes: those that must be locked. */
async function look(asked: Question | Posing, answers: Reading): Promise<Sight> {
  const posed = typeof asked === 'function' ? await asked(answers) : done(asked);
  if (!posed.ok) return { ...nothing, judgement: { outcome: 'refused', refusal: posed } };
  const question = posed.value;
  const { command, input, context } = question;
  const { seen, rows } = await loadLater(command.load(input, context), answers);
  const judgement = judge({ ...question, seen, rows });
  const changes = changesOf(judgement, context);
  const needs: RowKey[] = [
    ...rows.filter((row) => row.mode !== 'peek' && row.id !== ''),
    // What is written is locked too, also an id that an event makes: its row may be there already.
    ...touchedBy(changes),
  ];
  return { question, seen, judgement, changes, needs };
}

const nothing = { question: undefined, seen: undefined, changes: [], needs: [] };

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
