import type { Context } from '#shared/commands/context.ts';
import type { Command } from '#shared/commands/define.ts';
import { roleMay } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Envelope, Standing } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import { rowsOfEpoch } from './branch-rows.ts';
import type { Opening } from './opening.ts';
import { readInput } from './read-input.ts';
import type { Question, Resolved } from './resolve.ts';
import {
  type Refused,
  type Settlement,
  setAsideFact,
  settledBy,
  settledByRefusal,
  withDepositTold,
} from './settlement.ts';
import { whyFactsOnly } from './standing.ts';

/** How an envelope is treated in this attempt: decided, or written as what an earlier attempt came to. */
export type Ruling =
  | { readonly by: 'deciding' }
  | { readonly by: 'refusing'; readonly refused: Refused; readonly alternatives: readonly Alternative[] }
  | { readonly by: 'setting-aside' };

export interface Matter {
  readonly envelope: Envelope;
  readonly epoch: DeskEpoch;
  readonly standing: Standing;
  readonly opening: Opening;
  readonly context: Context;
  /** Whether this writer is an own envelope that was refused [S23]. */
  readonly wasRefused: (writer: string) => boolean;
}

/** What an envelope comes to, where that is plain without looking; or what is to be decided. */
export type Ruled =
  | { readonly settlement: Settlement; readonly question?: undefined }
  | {
      readonly question: Question;
      /** What the decision comes to; a refusal is handed back, to be written with its alternatives. */
      conclude(resolved: Resolved): Settlement | Refused;
    };

export function rule(matter: Matter, ruling: Ruling): Ruled {
  const { envelope, opening, context } = matter;
  const settled = (settlement: Settlement) => ({ settlement });
  const refuseAtOnce = (refusal: Refusal) =>
    settled(settledByRefusal(envelope, context, { refusal, concerns: {} }, []));
  if (ruling.by === 'refusing')
    return settled(settledByRefusal(envelope, context, ruling.refused, ruling.alternatives));
  const command = commandNamed(envelope.name);
  // Of a command that nobody here knows, it is not known either whether it has happened: it is kept as a fact.
  if (command === undefined) return settled(setAsideFact(envelope, context, 'unknown-version'));
  const fact = command.kind === 'fact';
  if (ruling.by === 'setting-aside')
    return fact ? settled(setAsideFact(envelope, context, 'failed')) : refuseAtOnce(refusalOf('internal', {}));
  if (opening.isIdTaken(envelope))
    return fact
      ? settled(setAsideFact(envelope, context, 'wrong-input'))
      : refuseAtOnce(refusalOf('wrong-input', { why: 'id-taken' }));
  const depositOnly = whyFactsOnly(matter.standing);
  if (depositOnly !== undefined && !fact && !mayStand(command, matter.standing)) return refuseAtOnce(depositOnly);
  const read = readInput(command, envelope);
  if (read.ok) return toDecide(matter, command, read.input, depositOnly);
  if (fact) return settled(setAsideFact(envelope, context, read.why));
  return refuseAtOnce(
    read.why === 'wrong-input'
      ? refusalOf('wrong-input', { issues: read.issues })
      : refusalOf('internal', { version: envelope.version }),
  );
}

/** [S33] What was promised by a desk that was revoked or begun anew stands; a copied disk's branch promises what both disks have (decision 0023). */
function mayStand(command: Command, standing: Standing): boolean {
  const { standsDeposited } = command.kind === 'request' ? command : {};
  return standsDeposited !== undefined && (standing === 'revoked' || standing === 'closed');
}

function toDecide(
  { envelope, epoch, opening, context, wasRefused }: Matter,
  command: Command,
  input: unknown,
  depositOnly: Refusal | undefined,
): Ruled {
  const user = opening.user(envelope.actor.userId);
  const byDesk = user === undefined && isMadeByDesk(envelope, command);
  const mayAct = byDesk || (user !== undefined && user.active && roleMay(command, user.role));
  return {
    question: { command, input, sees: envelope.sees, context, mayAct, wasRefused },
    conclude({ judgement, seen, writes }) {
      // A fact is deposited as it is; of a request that stands somebody has to hear.
      const standsBy = command.kind === 'request' ? depositOnly : undefined;
      if (standsBy !== undefined && command.kind === 'request' && command.standsDeposited?.(seen, input) !== true)
        return { refusal: standsBy, concerns: command.concerns(seen, input) };
      if (judgement.outcome !== 'refused') {
        const settlement = settledBy(judgement.events, rowsOfEpoch(writes, epoch));
        return standsBy === undefined ? settlement : withDepositTold(settlement, standsBy, context);
      }
      return { refusal: judgement.refusal, concerns: command.concerns(seen, input) };
    },
  };
}

/** What a desk's services make by themselves; what only the server's jobs do no desk does in their name [S28]. */
function isMadeByDesk({ actor }: Envelope, { madeByDesk }: Command): boolean {
  return actor.role === 'system' && madeByDesk === true;
}

function refusalOf(reason: Refusal['reason'], detail: Readonly<Record<string, unknown>>): Refusal {
  return { reason, retryable: false, detail };
}
