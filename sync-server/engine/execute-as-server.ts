import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { type Actor, type Context, contextOf } from '#shared/commands/context.ts';
import type { Command } from '#shared/commands/define.ts';
import { loadLater } from '#shared/commands/drive.ts';
import type { Event } from '#shared/commands/events.ts';
import { roleMay } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { answer } from '#sync-server/store/answer.ts';
import { propertyLockSql } from '#sync-server/store/property-lock.ts';
import { type Drawing, SERVER_CODE, openSeries } from '#sync-server/store/series.ts';
import { idLiteral, textLiteral } from '#sync-server/store/sql-literal.ts';
import { type Place, type Tx, inTransaction, withRetries } from '#sync-server/store/transaction.ts';
import { eventsSql, rowWritesSql } from '#sync-server/store/write-rows.ts';
import { resolve } from './resolve.ts';
import { type ServerSeals, openSeals } from './server-seals.ts';

/** The system itself, for what nobody in particular does. */
export const systemActor: Actor = { userId: 'system', name: 'System', role: 'system' };

/** A command that begins at the server: a job's, an import's, an administrator's. */
export interface ServerCommand {
  readonly name: string;
  readonly draft: unknown;
  readonly actor: Actor;
  /** Makes it happen once: the same id again answers with what happened then. A new one by default. */
  readonly id?: string;
  /** Whether it may draw from the server's own receipt series. */
  readonly receipts?: boolean;
  /** The moment it counts for; now by default. Seeds of a demonstration give one. */
  readonly now?: string;
}

/** Where the server's commands run. */
export interface ServerSide {
  readonly pool: pg.Pool;
  readonly now: () => string;
  /** Ids of commands that name none, in UUIDv7 layout; the machine's own by default. A run that is to replay alike gives its own. */
  readonly newId?: () => string;
}

/** What came of it: the events, in which the ids of all that was made stand. */
export type ServerOutcome = Outcome<{ readonly events: readonly Event[] }>;

/** Further statements for the same transaction, made from what happened. */
export type AlongWith = (tx: Tx, events: readonly Event[]) => readonly string[] | Promise<readonly string[]>;

/**
 * Runs a command with authority, from draft to committed rows. A refusal is a value and has changed nothing; what throws is a
 * bug or a broken machine. `ahead` runs first in the same transaction and gives the draft, where that hangs on what it locks.
 */
export async function executeAsServer(
  side: ServerSide,
  place: Place,
  command: ServerCommand,
  alongWith: AlongWith = () => [],
  ahead: (tx: Tx) => Promise<unknown> = async () => command.draft,
): Promise<ServerOutcome> {
  const definition = commandNamed(command.name);
  if (definition === undefined) return refuse('not-found', { command: command.name });
  if (!roleMay(definition, command.actor.role)) return refuse('no-right', { command: command.name });
  const id = command.id ?? side.newId?.() ?? uuidv7();
  return withRetries((alone) =>
    inTransaction(side.pool, place, async (tx) => {
      await tx.run(propertyLockSql(place, alone));
      const before = command.id === undefined ? [] : await eventsOf(tx, id);
      if (before.length > 0) return done({ events: before });
      const draft = definition.draft.safeParse(await ahead(tx));
      if (!draft.success)
        return refuse('wrong-input', {
          issues: draft.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
        });
      const context = await contextOfServer(tx, command, id, side.now());
      return run(tx, definition, draft.data, command, context, alongWith);
    }),
  );
}

async function run(
  tx: Tx,
  definition: Command,
  draft: unknown,
  command: ServerCommand,
  context: Context,
  alongWith: AlongWith,
): Promise<ServerOutcome> {
  const series = await openSeries(tx, context.businessDate, command.receipts ?? false);
  const frozen = await inputOf(tx, definition, draft, context, series);
  if (!frozen.ok) return frozen;
  const { input, seals } = frozen.value;
  const { judgement, writes } = await resolve(tx, {
    command: definition,
    input,
    sees: undefined,
    context,
    mayAct: true,
    wasRefused: () => false,
  });
  if (judgement.outcome === 'refused') return { ok: false, ...judgement.refusal };
  await tx.finish(
    ...seals.statements(tx.place, context),
    // First, so that who drew the same number meanwhile is told by the series, and tries again, and not by a number that is taken.
    ...series.statements(tx.place),
    ...rowWritesSql(writes),
    ...eventsSql(tx.place, [{ events: judgement.events, context, command: command.name, recordedAt: context.now }]),
    ...(await alongWith(tx, judgement.events)),
    'SET CONSTRAINTS ALL IMMEDIATE',
  );
  return done({ events: judgement.events });
}

/** What a command records, and with whose keys. */
interface Frozen {
  readonly input: unknown;
  readonly seals: ServerSeals;
}

/** The frozen input; for a fact its guard must hold here, as it would at a desk [S6]. */
async function inputOf(
  tx: Tx,
  definition: Command,
  draft: unknown,
  context: Context,
  series: Drawing,
): Promise<Outcome<Frozen>> {
  const { seen, rows } = await loadLater(definition.load(draft, context), (needs) => answer(tx, needs));
  const seals = await openSeals(tx, rows);
  // The server decides itself and promises nothing: it holds no lease.
  const preparation = { ...series.preparation, ...seals, mayPromise: false };
  const prepared = definition.prepare(seen, draft, context, preparation);
  if (!prepared.ok) return prepared;
  const input = definition.input.parse(prepared.value);
  if (definition.kind === 'request') return done({ input, seals });
  const guarded = definition.guard(seen, input, context);
  return guarded.ok ? done({ input, seals }) : guarded;
}

async function contextOfServer(tx: Tx, command: ServerCommand, id: string, now: string): Promise<Context> {
  const [properties] = await answer(tx, [{ mode: 'peek', entity: 'property', ids: [tx.place.propertyId] }]);
  const property = properties?.[0] as Row<'property'> | undefined; // the need names the entity
  const moment = command.now ?? now;
  return contextOf({
    ...tx.place,
    envelopeId: id,
    writer: `server/0/${id}`,
    actor: command.actor,
    deskCode: SERVER_CODE,
    now: moment,
    // Before the property is opened there is no business date; only opening it runs then, and it brings its own.
    businessDate: property?.businessDate ?? moment.slice(0, 10),
    side: 'server',
  });
}

async function eventsOf(tx: Tx, id: string): Promise<readonly Event[]> {
  const { tenantId, propertyId } = tx.place;
  const [found] = await tx.run(
    `SELECT body FROM event WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND envelope_id = ${textLiteral(id)} ORDER BY ordinal`,
  );
  return ((found?.rows ?? []) as { body: Event }[]).map(({ body }) => body); // events are stored as they are
}
