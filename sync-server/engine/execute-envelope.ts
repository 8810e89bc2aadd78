import type pg from 'pg';
import { loadLater } from '#shared/commands/drive.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { answer } from '#sync-server/store/answer.ts';
import { DatabaseUnavailable, type Place, StatementTimedOut, inTransaction } from '#sync-server/store/transaction.ts';
import type { Attempt, EnvelopeAnswer, Undecided } from './envelope-turns.ts';
import type { Stretch } from './opening.ts';
import { readInput } from './read-input.ts';
import type { Ruling } from './rule.ts';
import type { TimeOuts } from './timed-out.ts';
import type { Together } from './together.ts';

/** What the engine needs of its surroundings. */
export interface Surroundings {
  readonly pool: pg.Pool;
  /** The server's clock. */
  readonly now: () => string;
  /** Told of what threw, since the desk only learns `internal` [S25]. */
  readonly onSetAside: (error: unknown, envelope: Envelope) => void;
  /** Of all that this process has been sent. */
  readonly together: Together;
  readonly timeOuts: TimeOuts;
}

/**
 * Executes envelopes of one desk with authority, and answers only after commit [S20–S25, S28]: the first of them, one at least;
 * what stands behind a refusal or a fault is to be sent again. An envelope that throws is set aside, so that the queue goes on
 * [S25], and so is one that runs into the time limit again and again. Only a database that cannot work, or others in the way to
 * the last try, end in an exception: then nothing has changed, and the desk sends it again.
 */
export async function executeStretch(
  around: Surroundings,
  place: Place,
  envelopes: Stretch,
  tooOld: boolean,
): Promise<readonly EnvelopeAnswer[]> {
  const arrival = around.now();
  const attempted = await around.together.deliver(place, { envelopes, ruling: { by: 'deciding' }, arrival, tooOld });
  const answers: EnvelopeAnswer[] = [];
  for (const [index, envelope] of envelopes.entries()) {
    const attempt = attempted[index];
    if (attempt === undefined) break;
    const isAnswer = attempt.taken === true || attempt.taken === false;
    const again = (ruling: Ruling) =>
      around.together.deliver(place, { envelopes: [envelope], ruling, arrival, tooOld });
    answers.push(isAnswer ? attempt : await executeAgain(around, place, envelope, attempt, again));
  }
  if (answers.length === 0) throw new Error('envelopes without an answer');
  return answers;
}

/** Writes the refusal that deciding came to, with ways out; sets aside what throws. */
async function executeAgain(
  around: Surroundings,
  place: Place,
  envelope: Envelope,
  first: Exclude<Attempt['answer'], EnvelopeAnswer>,
  again: (ruling: Ruling) => Promise<readonly Attempt['answer'][]>,
): Promise<EnvelopeAnswer> {
  try {
    if (first.taken === 'thrown') throw first.error;
    const alternatives = await alternativesTo(around, place, envelope, first);
    return settled(await again({ by: 'refusing', refused: first.refused, alternatives }));
  } catch (error) {
    const always = error instanceof StatementTimedOut && around.timeOuts.isLast(envelope);
    if (error instanceof DatabaseUnavailable && !always) throw error;
    around.onSetAside(error, envelope);
    return settled(await again({ by: 'setting-aside' }));
  }
}

/** Ways out of a refusal, looked up without locks after the attempt has ended [S21]. A look-up that fails offers none. */
async function alternativesTo(
  around: Surroundings,
  place: Place,
  envelope: Envelope,
  { refused, context }: Undecided,
): Promise<readonly Alternative[]> {
  const command = commandNamed(envelope.name);
  if (command?.kind !== 'request' || command.alternatives === undefined) return [];
  try {
    const read = readInput(command, envelope);
    if (!read.ok) return [];
    const loader = command.alternatives(refused.refusal, read.input, context);
    return await inTransaction(around.pool, place, async (tx) => {
      const { seen } = await loadLater(loader, (needs) => answer(tx, needs));
      return seen;
    });
  } catch (error) {
    if (error instanceof DatabaseUnavailable && !(error instanceof StatementTimedOut)) throw error;
    around.onSetAside(error, envelope);
    return [];
  }
}

/** An attempt that was told what to write does not refuse anew. */
function settled([first]: readonly Attempt['answer'][]): EnvelopeAnswer {
  if (first?.taken === 'thrown') throw first.error;
  if (first === undefined || first.taken === 'refused')
    throw new Error('a refusal came up where one was being written');
  return first;
}
