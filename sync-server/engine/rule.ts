import type { Context } from '#shared/commands/context.ts';
import type { Command } from '#shared/commands/define.ts';
import { roleMay } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Envelope, Standing } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import { rowsOfEpoch } from './branch-rows.ts';
import type { Opening } from './opening.ts';
import { readInput } from './read-input.ts';
import { resolve } from './resolve.ts';
import { type Refused, type Settlement, setAsideFact, settledBy, settledByRefusal } from './settlement.ts';
import { whyFactsOnly } from './standing.ts';

/** How an envelope is treated in this attempt: decided, or written as what an earlier attempt came to. */
export type Ruling =
  | { readonly by: 'deciding' }
  | { readonly by: 'refusing'; readonly refused: Refused; readonly alternatives: readonly Alternative[] }
  | { readonly by: 'setting-aside' };

interface Matter {
  readonly envelope: Envelope;
  readonly epoch: DeskEpoch;
  readonly standing: Standing;
  readonly opening: Opening;
  readonly context: Context;
}

/** What an envelope comes to; a refusal that came out of deciding is handed back, to be written with its alternatives. */
export async function rule(tx: Tx, matter: Matter, ruling: Ruling): Promise<Settlement | Refused> {
  const { envelope, opening, context } = matter;
  const refuseAtOnce = (refusal: Refusal) => settledByRefusal(envelope, context, { refusal, concerns: {} }, []);
  if (ruling.by === 'refusing') return settledByRefusal(envelope, context, ruling.refused, ruling.alternatives);
  const command = commandNamed(envelope.name);
  // Of a command that nobody here knows, it is not known either whether it has happened: it is kept as a fact.
  if (command === undefined) return setAsideFact(envelope, context, 'unknown-version');
  const fact = command.kind === 'fact';
  if (ruling.by === 'setting-aside')
    return fact ? setAsideFact(envelope, context, 'failed') : refuseAtOnce(refusalOf('internal', {}));
  if (opening.idTaken)
    return fact
      ? setAsideFact(envelope, context, 'wrong-input')
      : refuseAtOnce(refusalOf('wrong-input', { why: 'id-taken' }));
  const depositOnly = whyFactsOnly(matter.standing);
  if (!fact && depositOnly !== undefined) return refuseAtOnce(depositOnly);
  const read = readInput(command, envelope);
  if (read.ok) return decide(tx, matter, command, read.input);
  if (fact) return setAsideFact(envelope, context, read.why);
  return refuseAtOnce(
    read.why === 'wrong-input'
      ? refusalOf('wrong-input', { issues: read.issues })
      : refusalOf('internal', { version: envelope.version }),
  );
}

async function decide(
  tx: Tx,
  { envelope, epoch, opening, context }: Matter,
  command: Command,
  input: unknown,
): Promise<Settlement | Refused> {
  const { user, wasRefused } = opening;
  const mayAct = user !== undefined && user.active && roleMay(command, user.role);
  const { judgement, seen, writes } = await resolve(tx, {
    command,
    input,
    sees: envelope.sees,
    context,
    mayAct,
    wasRefused,
  });
  if (judgement.outcome !== 'refused') return settledBy(judgement.events, rowsOfEpoch(writes, epoch));
  return { refusal: judgement.refusal, concerns: command.concerns(seen, input) };
}

function refusalOf(reason: Refusal['reason'], detail: Readonly<Record<string, unknown>>): Refusal {
  return { reason, retryable: false, detail };
}
