import { createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { Row } from '#shared/schema/entities.ts';
import { parseToken, tokenMatches } from '#sync-server/engine/token.ts';
import { ask } from '#sync-server/store/answer.ts';
import { type DeskEpoch, epochsSql } from '#sync-server/store/desk-epochs.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { HttpError } from './http-error.ts';

/** An enrolled desk that proved who it is. */
export interface KnownDesk {
  readonly place: Place;
  readonly epoch: DeskEpoch;
  /** Neither revoked nor followed by a later epoch: it may read, and its requests count. */
  readonly active: boolean;
}

/** The desk whose token a request bears. Refuses with 401 and never says what was wrong with it. */
export async function authenticateDesk(pool: pg.Pool, request: FastifyRequest): Promise<KnownDesk> {
  const token = bearer(request);
  const parts = token === undefined ? undefined : parseToken(token);
  if (token === undefined || parts === undefined) throw unknownDesk();
  const place = { tenantId: parts.tenantId, propertyId: parts.propertyId };
  const { epochs, desk } = await inTransaction(pool, place, async (tx) => {
    const about = ask(place, [
      { mode: 'peek', entity: 'desk', where: [{ field: 'code', is: '=', value: parts.desk }] },
    ]);
    const [found, ...others] = await tx.finish(epochsSql(place, parts.desk, parts.epoch), ...about.statements);
    return {
      epochs: (found?.rows ?? []) as DeskEpoch[], // the select names the fields
      desk: about.rowsOf(others)[0]?.[0] as Row<'desk'> | undefined, // the need names the entity
    };
  });
  const epoch = epochs.find((known) => known.epoch === parts.epoch && known.branchOf === null);
  if (epoch === undefined || !tokenMatches(token, epoch.tokenHash)) throw unknownDesk();
  return { place, epoch, active: desk?.status === 'active' && !epoch.closed };
}

/** Refuses a body that the epoch's key did not sign. */
export function verifySignature(request: FastifyRequest, body: string, publicKey: string): void {
  const signature = request.headers['cairn-signature'];
  const given = typeof signature === 'string' ? Buffer.from(signature, 'base64') : Buffer.alloc(0);
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (given.length !== 64 || !verify(null, Buffer.from(body), key, given))
    throw new HttpError(401, 'bad-signature', 'The message was not signed with this desk’s key.');
}

/** Refuses whoever does not bear the administrator's token. */
export function authenticateAdmin(request: FastifyRequest, adminToken: string): void {
  const given = Buffer.from(bearer(request) ?? '');
  const wanted = Buffer.from(adminToken);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new HttpError(401, 'unauthorized', 'The administrator’s token is needed.');
}

function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,512})$/.exec(request.headers.authorization ?? '')?.[1];
}

function unknownDesk(): HttpError {
  return new HttpError(401, 'unauthorized', 'This desk is not known here: enrol it, or sign in again.');
}
