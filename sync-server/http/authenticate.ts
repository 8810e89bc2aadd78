import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Row } from '#shared/schema/entities.ts';
import { proofMs, proofText } from '#shared/sync/envelope.ts';
import { isSignedWith } from '#sync-server/engine/signature.ts';
import { parseToken, tokenMatches } from '#sync-server/engine/token.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import type { DeskAsItStands, SignIns } from '#sync-server/store/sign-ins.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import { HttpError } from './http-error.ts';

/** An enrolled desk that proved who it is. */
export interface KnownDesk {
  readonly place: Place;
  readonly epoch: DeskEpoch;
  /** The branches of copied disks that forked from it [S22]. */
  readonly branches: readonly DeskEpoch[];
  /** The desk's row as it stands now. */
  readonly desk: Row<'desk'> | undefined;
  /** Neither revoked nor followed by a later epoch: it may read, and its requests count. */
  readonly active: boolean;
  /** The same desk as another epoch of it, whose key is then to be proven: what an ended one still has is deposited with the sign-in of the one that followed it [S12, S16]. */
  as(epoch: number): KnownDesk | undefined;
}

/** The desk whose token a request bears. Refuses with 401 and never says what was wrong with it. */
export async function authenticateDesk(signIns: SignIns, request: FastifyRequest): Promise<KnownDesk> {
  const token = bearer(request);
  const parts = token === undefined ? undefined : parseToken(token);
  if (token === undefined || parts === undefined) throw unknownDesk();
  const place = { tenantId: parts.tenantId, propertyId: parts.propertyId };
  const { epochs, desk } = await signIns(place, parts.desk);
  const epoch = epochs.find((known) => known.epoch === parts.epoch && known.branchOf === null);
  if (epoch === undefined || !tokenMatches(token, epoch.tokenHash)) throw unknownDesk();
  return knownAs(epoch, place, { epochs, desk });
}

function knownAs(epoch: DeskEpoch, place: Place, stands: DeskAsItStands): KnownDesk {
  const { epochs, desk } = stands;
  return {
    place,
    epoch,
    branches: epochs.filter((known) => known.branchOf === epoch.epoch),
    desk,
    active: desk?.status === 'active' && !epoch.closed,
    as(number) {
      const other = epochs.find((known) => known.epoch === number && known.branchOf === null);
      return other && knownAs(other, place, stands);
    },
  };
}

/** Refuses a body that the epoch's key did not sign. */
export function verifySignature(request: FastifyRequest, body: string, publicKey: string): void {
  if (!isSignedWith(publicKey, body, signatureOf(request)))
    throw new HttpError(401, 'bad-signature', 'The message was not signed with this desk’s key.');
}

/** The signature that a request's body bears, base64; empty where it bears none. */
export function signatureOf({ headers }: FastifyRequest): string {
  const signature = headers['cairn-signature'];
  return typeof signature === 'string' ? signature : '';
}

/**
 * Refuses a request without a body that does not prove its sender to hold the epoch's key: a token alone, read off a disk or
 * a line, opens nothing. A proof from another time is answered with `clock` and the server's time, for a desk whose clock is
 * wrong to try again [S14].
 */
export function verifyProof(request: FastifyRequest, { place, epoch }: KnownDesk, now: string): void {
  const given = request.headers['cairn-proof'];
  const [ms, signature] = typeof given === 'string' ? given.split('.', 2) : [];
  if (ms === undefined || signature === undefined || !/^\d{1,15}$/.test(ms)) throw noProof();
  const path = request.url.split('?')[0] ?? '';
  const text = proofText({ ...place, desk: epoch.deskCode, epoch: epoch.epoch }, Number(ms), path);
  if (!isSignedWith(epoch.publicKey, text, signature)) throw noProof();
  if (Math.abs(Number(ms) - Date.parse(now)) > proofMs)
    throw new HttpError(401, 'clock', 'This proof is of another time.', { serverNow: now });
}

function noProof(): HttpError {
  return new HttpError(401, 'bad-proof', 'It takes this desk’s key to read.');
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
