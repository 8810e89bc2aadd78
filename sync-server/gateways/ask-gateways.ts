import type { Logger } from 'pino';
import type { ServerSide } from '#sync-server/engine/execute-as-server.ts';
import { MOST_AT_ONCE, inDoubt } from '#sync-server/jobs/due.ts';
import { arrayLiteral, idLiteral, numberLiteral } from '#sync-server/store/sql-literal.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import type { GatewayAccount, GatewayAnswer } from './gateway.ts';
import { hearAnswer } from './hear-answer.ts';

/** How long a gateway has for one answer; one that hangs must not keep the other payments. */
const ANSWER_MS = 10_000;

/** How many answers are waited for side by side. */
const SIDE_BY_SIDE = 16;

/**
 * Asks each gateway what became of the payments that nobody answered, and settles those that it knows of [M6]. The asking is
 * outside of every transaction [S26]; what cannot be asked is asked at the next round. Gives how many were settled.
 */
export async function askGateways(
  side: ServerSide,
  accounts: readonly GatewayAccount[],
  logger: Pick<Logger, 'info' | 'warn'>,
  stopping: () => boolean,
): Promise<number> {
  let settled = 0;
  for (const account of accounts) {
    const waiting = [...(await paymentsInDoubt(side, account))];
    const next = async () => {
      for (let id = waiting.shift(); id !== undefined && !stopping(); id = waiting.shift())
        if (await askAbout(side, account, id, logger)) settled += 1;
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  }
  return settled;
}

/** Payments that nobody answered, of which nobody was told yet either: from then on a person asks. */
async function paymentsInDoubt(side: ServerSide, { place, methods }: GatewayAccount): Promise<readonly string[]> {
  const of = (row: string) =>
    `${row}.tenant_id = ${idLiteral(place.tenantId)} AND ${row}.property_id = ${idLiteral(place.propertyId)}`;
  const [found] = await inTransaction(side.pool, place, (tx) =>
    tx.finish(
      `SELECT p.id::text AS id FROM payment p WHERE ${inDoubt(of)} AND p.method = ANY(${arrayLiteral(methods)}::text[])
       ORDER BY random() LIMIT ${numberLiteral(MOST_AT_ONCE)}`,
    ),
  );
  return (found?.rows ?? []).map(({ id }) => String(id));
}

async function askAbout(
  side: ServerSide,
  { name, place, gateway }: GatewayAccount,
  paymentId: string,
  logger: Pick<Logger, 'info' | 'warn'>,
): Promise<boolean> {
  let answer: GatewayAnswer;
  try {
    answer = await within(ANSWER_MS, gateway.ask(paymentId));
  } catch (error) {
    logger.warn({ err: error, gateway: name, paymentId }, 'a gateway did not answer');
    return false;
  }
  if (answer === 'pending') return false;
  try {
    const outcome = await hearAnswer(side, place, { paymentId, answer, calledThere: '' });
    // Reported, or settled by a person, while it was asked.
    if (!outcome.ok) logger.info({ gateway: name, paymentId, reason: outcome.reason }, 'answered already');
    return outcome.ok;
  } catch (error) {
    logger.warn({ err: error, gateway: name, paymentId }, 'an answer was not taken in');
    return false;
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
