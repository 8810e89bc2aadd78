import type { FastifyInstance } from 'fastify';
import type { DigestsAnswer } from '#shared/sync/digests-answer.ts';
import { feedDigests } from '#sync-server/store/feed-digests.ts';
import { authenticateDesk, verifyProof } from './authenticate.ts';
import { HttpError } from './http-error.ts';
import type { HttpServices } from './services.ts';

/** `GET /v1/digests`: what the server mirrors to the property of the desk that asks, counted and hashed [S19]. */
export function digestsRoute(
  app: FastifyInstance,
  { pool, signIns, now }: Pick<HttpServices, 'pool' | 'signIns' | 'now'>,
): void {
  // One at a time: it reads all of a property, and nobody needs it often.
  let turn: Promise<unknown> = Promise.resolve();
  app.get('/v1/digests', async (request, reply) => {
    const desk = await authenticateDesk(signIns, request);
    verifyProof(request, desk, now());
    if (!desk.active) throw new HttpError(403, 'revoked', 'This desk may no longer read.');
    const mine = turn.then(() => feedDigests(pool, desk.place));
    turn = mine.catch(() => undefined);
    const answer: DigestsAnswer = { entities: await mine, serverNow: now() };
    return reply.send(answer);
  });
}
