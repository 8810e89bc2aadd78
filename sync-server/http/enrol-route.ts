import type { FastifyInstance } from 'fastify';
import { type EnrolAnswer, enrolBody } from '#shared/sync/envelope.ts';
import { enrolDesk } from '#sync-server/engine/enrolment.ts';
import { isSignedWith } from '#sync-server/engine/signature.ts';
import { signatureOf } from './authenticate.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import type { HttpServices } from './services.ts';

/** `POST /v1/desks/enrol`: with a code that a manager gave, a machine becomes a desk, begins a desk's next epoch, or signs in again. */
export function enrolRoute(app: FastifyInstance, { pool, now, serverKey, metrics }: HttpServices): void {
  app.post('/v1/desks/enrol', async (request, reply) => {
    const body = readJson(request.body, enrolBody);
    const text = String(request.body);
    const outcome = await enrolDesk(
      { pool, now },
      { body, isSignedWith: (publicKey) => isSignedWith(publicKey, text, signatureOf(request)) },
    );
    if (outcome.ok) {
      metrics.enrolled(body.epoch !== undefined ? 'again' : outcome.value.epoch > 1 ? 'epoch' : 'desk');
      const answer: EnrolAnswer = { ...outcome.value, serverKey: serverKey.publicKey };
      return reply.send(answer);
    }
    switch (outcome.reason) {
      case 'wrong-input':
        throw new HttpError(400, 'bad-key', 'The public key is no Ed25519 key.');
      case 'not-found':
        throw new HttpError(403, 'bad-code', 'This code is not known, was used already, or is too old.');
      case 'no-right':
        if (outcome.detail['why'] === 'desk-revoked')
          throw new HttpError(403, 'revoked', 'This desk was revoked after the code was given.');
        throw new HttpError(401, 'bad-signature', 'The message was not signed with the key of that desk’s epoch.');
      default:
        throw new HttpError(409, outcome.reason, 'The desk could not be enrolled. Try again.');
    }
  });
}
