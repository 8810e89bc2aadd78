import type pg from 'pg';
import type { Event } from '#shared/commands/events.ts';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { EnrolAnswer, EnrolBody } from '#shared/sync/envelope.ts';
import { answer } from '#sync-server/store/answer.ts';
import { insertEpochSql } from '#sync-server/store/desk-epochs.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { CodeUsed, findCode, hashOfCode, useCode } from './enrolment-code.ts';
import { type ServerSide, executeAsServer, systemActor } from './execute-as-server.ts';
import { beginNextEpoch } from './next-epoch.ts';
import { signInAgain } from './sign-in-again.ts';
import { isEd25519 } from './signature.ts';
import { newToken } from './token.ts';

/** What came in: the body, and whether this very key signed its text. */
export interface EnrolRequest {
  readonly body: EnrolBody;
  isSignedWith(publicKey: string): boolean;
}

/** What the server answers, but for its own key. */
export type Enrolled = Omit<EnrolAnswer, 'serverKey'>;

/**
 * Makes a desk of whoever brings a code [S16]: a new one under the property's next free letter, the next epoch of the desk that
 * the code is for, or, where the body names an epoch, that one again with a new token [S12]. Refuses a code that is unknown,
 * used or too old, and a key that is none.
 */
export async function enrolDesk(side: ServerSide, request: EnrolRequest): Promise<Outcome<Enrolled>> {
  const { body } = request;
  if (!isEd25519(body.publicKey)) return refuse('wrong-input', { field: 'publicKey' });
  const codeHash = hashOfCode(body.code);
  const code = await findCode(side.pool, codeHash, side.now());
  if (code === undefined) return refuse('not-found', { what: 'enrolment-code' });
  const place = { tenantId: code.tenantId, propertyId: code.propertyId };
  try {
    if (body.epoch !== undefined) return await signInAgain(side, place, request, codeHash, code.deskCode);
    if (code.deskCode !== null) return await beginNextEpoch(side, place, body, codeHash, code.deskCode);
    return await enrolNew(side, place, body, codeHash);
  } catch (error) {
    if (error instanceof CodeUsed) return refuse('not-found', { what: 'enrolment-code' });
    throw error;
  }
}

async function enrolNew(side: ServerSide, place: Place, body: EnrolBody, codeHash: string): Promise<Outcome<Enrolled>> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const outcome = await enrolAt(side, place, body, codeHash, await nextCode(side.pool, place));
    // Another desk was enrolled at the same moment and took the letter.
    if (outcome.ok || outcome.reason !== 'already-exists') return outcome;
  }
  return refuse('already-exists', { entity: 'desk' }, true);
}

async function enrolAt(
  side: ServerSide,
  place: Place,
  body: EnrolBody,
  codeHash: string,
  code: string,
): Promise<Outcome<Enrolled>> {
  const now = side.now();
  const token = newToken(place, code, 1);
  const outcome = await executeAsServer(
    side,
    place,
    { name: 'enrolDesk', draft: { code, name: body.name }, actor: systemActor },
    async (tx) => {
      await useCode(tx, codeHash, now);
      const epoch = { deskCode: code, epoch: 1, publicKey: body.publicKey, tokenHash: sha256Hex(token), lastSeq: 0 };
      return [
        insertEpochSql(
          place,
          { ...epoch, lastHash: '', acknowledged: 0, clockFloor: now, lastContact: now, branchOf: null, closed: false },
          now,
        ),
      ];
    },
  );
  if (!outcome.ok) return outcome;
  return done({ token, ...place, deskId: deskIdOf(outcome.value.events), desk: code, epoch: 1, serverNow: now });
}

function deskIdOf(events: readonly Event[]): string {
  const enrolled = events.find((event) => event.type === 'DeskEnrolled');
  if (enrolled === undefined) throw new Error('an enrolment without its event');
  return enrolled.desk.id;
}

/** `A` to `Z` without the server's own `S`, then `A1`, `B1`, …: the first that no desk has. */
async function nextCode(pool: pg.Pool, place: Place): Promise<string> {
  const rows = await inTransaction(pool, place, async (tx) => {
    const [desks] = await answer(tx, [{ mode: 'peek', entity: 'desk', where: [] }]);
    return (desks ?? []) as unknown as readonly Row<'desk'>[]; // the need names the entity
  });
  const taken = new Set(rows.map((desk) => desk.code));
  const letters = [...'ABCDEFGHIJKLMNOPQRTUVWXYZ'];
  for (let round = 0; round < 1000; round++) {
    const free = letters.map((letter) => (round === 0 ? letter : `${letter}${round}`)).find((code) => !taken.has(code));
    if (free !== undefined) return free;
  }
  throw new Error('no desk code is left');
}
