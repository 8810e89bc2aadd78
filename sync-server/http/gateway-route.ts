import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '#shared/kernel/ids.ts';
import { hearAnswer } from '#sync-server/gateways/hear-answer.ts';
import { isGenuine } from '#sync-server/gateways/report-signature.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import type { HttpServices } from './services.ts';

const reportBody = z.object({
  /** The payment, by the reference that it was begun under. */
  reference: z.string().refine(isId),
  outcome: z.enum(['succeeded', 'declined', 'pending']),
  /** What the gateway calls it. */
  id: z.string().max(200).default(''),
});

/**
 * `POST /v1/gateways/:name`: what a gateway reports of a payment, signed with the account's secret [M6]. The same report again is
 * answered like the first; a payment that is not known here is answered `no-payment`, for the gateway to report it again later.
 */
export function gatewayRoute(
  app: FastifyInstance,
  { pool, together, now, gateways }: Pick<HttpServices, 'pool' | 'together' | 'now' | 'gateways'>,
): void {
  app.post<{ Params: { name: string } }>('/v1/gateways/:name', async (request, reply) => {
    const account = gateways.find(({ name }) => name === request.params.name);
    if (account === undefined) throw new HttpError(404, 'no-gateway', 'There is no such gateway.');
    const body = typeof request.body === 'string' ? request.body : '';
    const report = { at: headerOf(request, 'cairn-time'), body, signature: headerOf(request, 'cairn-signature') };
    const genuine = isGenuine(account.secret, report, now());
    if (genuine === 'forged') throw new HttpError(401, 'bad-signature', 'The report is not signed by this gateway.');
    if (genuine === 'stale') throw new HttpError(401, 'stale', 'The report is of another time.', { serverNow: now() });
    const { reference, outcome, id } = readJson(body, reportBody);
    if (outcome === 'pending') return reply.code(202).send({ reference, settled: null });
    const heard = { paymentId: reference, answer: outcome, calledThere: id };
    const settled = await hearAnswer({ pool, now, together }, account.place, heard);
    if (settled.ok) return reply.send({ reference, settled: outcome });
    if (settled.reason === 'not-found') throw new HttpError(404, 'no-payment', 'This payment is not known here.');
    // Settled the same way by whoever asked, or by a person: there is nothing to report again.
    if (settled.reason === 'already-answered') return reply.send({ reference, settled: outcome });
    throw new HttpError(409, settled.reason, 'The payment cannot be settled.');
  });
}

function headerOf({ headers }: FastifyRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
