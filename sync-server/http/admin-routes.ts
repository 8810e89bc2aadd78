import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isId } from '#shared/kernel/ids.ts';
import { giveEnrolmentCode } from '#sync-server/engine/enrolment-code.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { listDesks, listProperties, signOut } from '#sync-server/store/desk-list.ts';
import { authenticateAdmin } from './authenticate.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import type { HttpServices } from './services.ts';

const tenantBody = z.object({ tenantId: z.string().refine(isId) });
const placeBody = tenantBody.extend({ propertyId: z.string().refine(isId) });
const deskCode = z.string().regex(/^[A-Z][A-Z0-9]{0,3}$/);
const deskBody = placeBody.extend({ desk: deskCode });
const codeBody = placeBody.extend({
  /** How long it can be used. */
  minutes: z.number().int().min(1).max(10_080).default(30),
  /** The desk that begins a new epoch with it, or signs in again; without one it is for a new desk. */
  desk: deskCode.optional(),
});

/** The administrator's routes, for whoever has the token: codes for desks, and which desks there are and may work [S12, S16]. */
export function adminRoutes(app: FastifyInstance, { pool, now, adminToken }: HttpServices): void {
  const side = { pool, now };
  const post = (path: string, work: (body: unknown) => Promise<unknown>) =>
    app.post(`/v1/admin/${path}`, async (request, reply) => {
      authenticateAdmin(request, adminToken);
      return reply.send(await work(request.body));
    });

  post('enrolment-codes', async (body) => {
    const { minutes, desk, ...place } = readJson(body, codeBody);
    const given = await giveEnrolmentCode(side, place, minutes, desk);
    if (!given.ok) throw noDesk();
    return given.value;
  });
  post('properties', async (body) => ({ properties: await listProperties(pool, readJson(body, tenantBody).tenantId) }));
  post('desks', async (body) => ({ desks: await listDesks(pool, readJson(body, placeBody)) }));
  post('desks/sign-out', async (body) => {
    const { desk, ...place } = readJson(body, deskBody);
    if (!(await signOut(pool, place, desk))) throw noDesk();
    return { desk };
  });
  for (const [path, name] of [
    ['desks/revoke', 'revokeDesk'],
    ['desks/readmit', 'readmitDesk'],
  ] as const)
    post(path, async (body) => {
      const { desk, ...place } = readJson(body, deskBody);
      const outcome = await executeAsServer(side, place, { name, draft: { code: desk }, actor: systemActor });
      if (outcome.ok) return { desk };
      if (outcome.reason === 'not-found') throw noDesk();
      throw new HttpError(409, outcome.reason, 'The desk is so already.', outcome.detail);
    });
}

function noDesk(): HttpError {
  return new HttpError(404, 'no-desk', 'There is no such desk.');
}
