import { type Actor, type Context, contextOf } from '#shared/commands/context.ts';
import type { Command } from '#shared/commands/define.ts';
import { loadLater } from '#shared/commands/drive.ts';
import type { Event } from '#shared/commands/events.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { ask } from '#sync-server/store/answer.ts';
import { propertyLockSql } from '#sync-server/store/property-lock.ts';
import { SERVER_CODE, type SeriesInHand, seriesInHand } from '#sync-server/store/series.ts';
import { arrayLiteral, idLiteral } from '#sync-server/store/sql-literal.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import type { Happening } from '#sync-server/store/write-rows.ts';
import type { Reading } from './reading-together.ts';
import type { Beginning, Question, Resolved, Turn } from './resolve.ts';
import { type SealsInHand, sealsInHand } from './server-seals.ts';

/** What came of it: the events, in which the ids of all that was made stand; `repeated` where that was before, and nothing happened now. */
export type ServerOutcome = Outcome<{ readonly events: readonly Event[]; readonly repeated: boolean }>;

/** A command that begins at the server, as it waits to be decided. */
export interface ServerWork {
  readonly definition: Command;
  readonly draft: unknown;
  readonly actor: Actor;
  readonly id: string;
  /** Whether its id may have been carried out before. */
  readonly mayRepeat: boolean;
  /** Whether it may draw from the server's own receipt series. */
  readonly receipts: boolean;
  /** The moment it counts for; that at which it is decided where there is none. */
  readonly at: string | undefined;
  readonly clock: () => string;
  /** Runs first in the transaction and gives the draft in its stead, where that hangs on what it locks. */
  readonly ahead?: (tx: Tx) => Promise<unknown>;
  /** Further statements for the transaction, made from what happened. */
  readonly alongWith?: (tx: Tx, events: readonly Event[]) => readonly string[] | Promise<readonly string[]>;
}

/** What a command came to in this transaction; what happened is to be written for it, unless it did before. */
export interface ServerCame {
  readonly outcome: ServerOutcome;
  readonly happened: Happening | undefined;
}

/** The server's own commands of one transaction. */
export interface ServerTurns {
  /** Those that are plain without deciding. */
  readonly settled: ReadonlyMap<ServerWork, ServerCame>;
  readonly turns: ReadonlyMap<ServerWork, Turn<ServerCame>>;
  /** Before the turns are taken, each time that they are. */
  readonly beginning: Beginning;
  /** Writes the numbers that were drawn and the keys that were made. */
  statements(): readonly string[];
}

interface Hands {
  readonly series: SeriesInHand;
  readonly seals: SealsInHand;
}

/** Looks what each has come to before, and makes the turns of the others, to be decided at `moment`. With `alone` nobody else works at the property meanwhile [S21]. */
export async function openServerTurns(
  tx: Tx,
  works: readonly ServerWork[],
  moment: string,
  alone: boolean,
): Promise<ServerTurns> {
  const hands = { series: seriesInHand(tx.place), seals: sealsInHand() };
  const settled = new Map<ServerWork, ServerCame>();
  const turns = new Map<ServerWork, Turn<ServerCame>>();
  if (works.length > 0) {
    const { property, before, series } = await lookAround(tx, works, hands.series, alone);
    hands.series.stand(series);
    for (const work of works) {
      const events = before.get(work.id) ?? [];
      const draft = events.length > 0 ? undefined : work.definition.draft.safeParse(await draftOf(tx, work));
      if (draft === undefined) settled.set(work, { outcome: done({ events, repeated: true }), happened: undefined });
      else if (draft.success)
        turns.set(work, turnOf(work, draft.data, contextOfServer(tx, work, moment, property), hands));
      else
        settled.set(work, { outcome: refuse('wrong-input', { issues: issuesOf(draft.error) }), happened: undefined });
    }
  }
  return {
    settled,
    turns,
    beginning: {
      // Where the first look drew nothing, none is kept from drawing; what was drawn meanwhile is then told by the writing.
      statements: () => (works.length > 0 ? [hands.series.sql(hands.series.isDrawnFrom())] : []),
      begin([series]) {
        hands.seals.clear();
        if (series !== undefined) hands.series.stand(series);
      },
    },
    // Keys and numbers come first, so that who drew the same number meanwhile is told by the series, and tries again, and not by a number that is taken.
    statements: () => [...hands.seals.statements(tx.place), ...hands.series.statements()],
  };
}

function draftOf(tx: Tx, { ahead, draft }: ServerWork): unknown {
  return ahead === undefined ? draft : ahead(tx);
}

/**
 * What is decided is posed anew at each look, from what is read there: the draft is frozen [S5], numbers are drawn behind those
 * that the turns before it took, and a fact's guard must hold here, as it would at a desk [S6].
 */
function turnOf(work: ServerWork, draft: unknown, context: Context, { series, seals }: Hands): Turn<ServerCame> {
  const { definition, receipts } = work;
  let keep = () => {};
  return {
    of: work,
    async question(read: Reading): Promise<Outcome<Question>> {
      const { seen, rows } = await loadLater(definition.load(draft, context), read);
      const drawing = series.draw(context.businessDate, receipts);
      const sealing = await seals.open(rows, read);
      keep = () => {
        drawing.take();
        sealing.keep(context);
      };
      // The server decides itself and promises nothing: it holds no lease.
      const preparation = { ...drawing.preparation, ...sealing, mayPromise: false };
      const prepared = definition.prepare(seen, draft, context, preparation);
      if (!prepared.ok) return prepared;
      const input = definition.input.parse(prepared.value);
      const guarded = definition.kind === 'fact' ? definition.guard(seen, input, context) : done(null);
      if (!guarded.ok) return guarded;
      return done({ command: definition, input, sees: undefined, context, mayAct: true, wasRefused: () => false });
    },
    conclude(resolved: Resolved | undefined) {
      if (resolved === undefined) throw new Error('a question without an answer');
      const { judgement, writes } = resolved;
      if (judgement.outcome === 'refused')
        return {
          value: { outcome: { ok: false, ...judgement.refusal }, happened: undefined },
          writes: [],
          stands: false,
        };
      keep();
      const { events } = judgement;
      const happened = { events, context, command: definition.name, recordedAt: context.now };
      return { value: { outcome: done({ events, repeated: false }), happened }, writes, stands: true };
    },
  };
}

async function lookAround(tx: Tx, works: readonly ServerWork[], series: SeriesInHand, alone: boolean) {
  const { tenantId, propertyId } = tx.place;
  const repeats = works.filter(({ mayRepeat }) => mayRepeat).map(({ id }) => id);
  const about = ask(tx.place, [{ mode: 'peek', entity: 'property', ids: [propertyId] }]);
  const [, found, standing, ...others] = await tx.run(
    propertyLockSql(tx.place, alone),
    `SELECT envelope_id AS id, body FROM event WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND envelope_id = ANY(${arrayLiteral(repeats)}::uuid[]) ORDER BY envelope_id, ordinal`,
    series.sql(false),
    ...about.statements,
  );
  const events = (found?.rows ?? []) as { id: string; body: Event }[]; // events are stored as they are
  return {
    series: { rows: standing?.rows ?? [] },
    property: about.rowsOf(others)[0]?.[0] as Row<'property'> | undefined, // the need names the entity
    before: new Map(
      [...Map.groupBy(events, ({ id }) => id)].map(([id, rows]) => [id, rows.map(({ body }) => body)] as const),
    ),
  };
}

function contextOfServer(
  tx: Tx,
  { id, actor, at }: ServerWork,
  moment: string,
  property: Row<'property'> | undefined,
): Context {
  const now = at ?? moment;
  return contextOf({
    ...tx.place,
    envelopeId: id,
    writer: `server/0/${id}`,
    actor,
    deskCode: SERVER_CODE,
    now,
    // Before the property is opened there is no business date; only opening it runs then, and it brings its own.
    businessDate: property?.businessDate ?? now.slice(0, 10),
    side: 'server',
  });
}

function issuesOf({
  issues,
}: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}) {
  return issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}
