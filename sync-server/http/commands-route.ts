import type { FastifyInstance } from 'fastify';
import { type PushAnswer, longestPush, pushBody } from '#shared/sync/envelope.ts';
import { acceptPush } from '#sync-server/engine/accept-push.ts';
import { countersignOf } from '#sync-server/engine/countersign.ts';
import { openTimeOuts } from '#sync-server/engine/timed-out.ts';
import { authenticateDesk, verifySignature } from './authenticate.ts';
import { HttpError } from './http-error.ts';
import { isTooOld } from './protocol.ts';
import { readJson } from './read-json.ts';
import type { HttpServices } from './services.ts';

/** `POST /v1/commands`: a desk's envelopes in order, signed over the body's text; answered after commit only [S20]. */
export function commandsRoute(app: FastifyInstance, services: HttpServices): void {
  const { pool, together, signIns, now, metrics, serverKey, oldestProtocol } = services;
  const timeOuts = openTimeOuts();
  app.post('/v1/commands', { bodyLimit: longestPush }, async (request, reply) => {
    const signedIn = await authenticateDesk(signIns, request);
    const body = typeof request.body === 'string' ? request.body : '';
    const push = readJson(body, pushBody);
    const isOwn = push.desk === signedIn.epoch.deskCode && push.epoch <= signedIn.epoch.epoch;
    const desk = isOwn ? signedIn.as(push.epoch) : undefined;
    verifySignature(request, body, (desk ?? signedIn).epoch.publicKey);
    if (desk === undefined) throw new HttpError(403, 'other-desk', 'These envelopes are another desk’s.');
    const outcome = await acceptPush(
      {
        pool,
        now,
        timeOuts,
        together,
        onSetAside: (error, envelope) => {
          metrics.setAside(error);
          request.log.error({ err: error, envelope: envelope.id, command: envelope.name }, 'envelope set aside');
        },
      },
      { ...desk, tooOld: isTooOld(push.protocol ?? 1, oldestProtocol) },
      push,
      (envelope, answer, ms) => metrics.executed(envelope.name, answer, ms),
    );
    if (!outcome.ok) {
      const message = 'The envelopes do not follow what the server has.';
      throw new HttpError(outcome.error === 'hash-mismatch' ? 400 : 409, outcome.error, message, {
        taken: outcome.taken,
      });
    }
    const { verdicts, taken, standing, own } = outcome;
    metrics.pushed(standing);
    const countersign = own === undefined ? undefined : countersignOf(serverKey, desk.place, own);
    const answer: PushAnswer = { verdicts: [...verdicts], taken, standing, serverNow: now(), countersign };
    return reply.send(answer);
  });
}
