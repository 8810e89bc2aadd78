import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isId } from '#shared/kernel/ids.ts';
import { enrolBody } from '#shared/sync/envelope.ts';
import { enrolDesk, giveEnrolmentCode } from '#sync-server/engine/enrolment.ts';
import { authenticateAdmin } from './authenticate.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import type { HttpServices } from './services.ts';

const codeBody = z.object({
  tenantId: z.string().refine(isId),
  propertyId: z.string().refine(isId),
  /** How long it can be used. */
  minutes: z.number().int().min(1).max(10_080).default(30),
});

/** `POST /v1/desks/enrol` with a code, and `POST /v1/admin/enrolment-codes`, which gives one to whoever has the administrator's token. */
export function enrolRoutes(app: FastifyInstance, { pool, now, adminToken }: HttpServices): void {
  app.post('/v1/desks/enrol', async (request, reply) => {
    const outcome = await enrolDesk({ pool, now }, readJson(request.body, enrolBody));
    if (outcome.ok) return reply.send(outcome.value);
    if (outcome.reason === 'wrong-input') throw new HttpError(400, 'bad-key', 'The public key is no Ed25519 key.');
    if (outcome.reason === 'not-found')
      throw new HttpError(403, 'bad-code', 'This code is not known, was used already, or is too old.');
    throw new HttpError(409, outcome.reason, 'The desk could not be enrolled. Try again.');
  });

  app.post('/v1/admin/enrolment-codes', async (request, reply) => {
    authenticateAdmin(request, adminToken);
    const { minutes, ...place } = readJson(request.body, codeBody);
    return reply.send(await giveEnrolmentCode({ pool, now }, place, minutes));
  });
}
