import { createPublicKey, randomInt } from 'node:crypto';
import type pg from 'pg';
import type { Event } from '#shared/commands/events.ts';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { EnrolAnswer, EnrolBody } from '#shared/sync/envelope.ts';
import { answer } from '#sync-server/store/answer.ts';
import { insertEpochSql } from '#sync-server/store/desk-epochs.ts';
import { codeSql, findCodeSql, useCodeSql } from '#sync-server/store/enrolment-codes.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { type ServerSide, executeAsServer, systemActor } from './execute-as-server.ts';
import { newToken } from './token.ts';

/** Letters and digits that nobody mistakes for another. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code a manager gives to a new desk: for one use, for some minutes, readable over the phone. */
export async function giveEnrolmentCode(
  side: ServerSide,
  place: Place,
  minutes: number,
): Promise<{ code: string; expiresAt: string }> {
  const code = Array.from({ length: 12 }, (_, index) => (index % 4 === 0 && index > 0 ? '-' : '') + pick()).join('');
  const now = side.now();
  const expiresAt = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  await inTransaction(side.pool, place, (tx) => tx.finish(codeSql(place, hashOfCode(code), expiresAt, now)));
  return { code, expiresAt };
}

/** Enrols a desk under the property's next free letter. Refuses a code that is unknown, used or too old, and a key that is none. */
export async function enrolDesk(side: ServerSide, body: EnrolBody): Promise<Outcome<EnrolAnswer>> {
  if (!isEd25519(body.publicKey)) return refuse('wrong-input', { field: 'publicKey' });
  const codeHash = hashOfCode(body.code);
  const place = await placeOfCode(side.pool, codeHash, side.now());
  if (place === undefined) return refuse('not-found', { what: 'enrolment-code' });
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
): Promise<Outcome<EnrolAnswer>> {
  const now = side.now();
  const token = newToken(place, code, 1);
  const outcome = await executeAsServer(
    side,
    place,
    { name: 'enrolDesk', draft: { code, name: body.name }, actor: systemActor },
    async (tx) => {
      const [taken] = await tx.run(useCodeSql(place, codeHash, now));
      if (taken?.rowCount !== 1) throw new CodeUsed('the enrolment code was used meanwhile');
      const epoch = { deskCode: code, epoch: 1, publicKey: body.publicKey, tokenHash: sha256Hex(token), lastSeq: 0 };
      return [
        insertEpochSql(
          place,
          { ...epoch, lastHash: '', acknowledged: 0, clockFloor: now, lastContact: now, branchOf: null, closed: false },
          now,
        ),
      ];
    },
  ).catch((error: unknown) => {
    if (error instanceof CodeUsed) return refuse('not-found', { what: 'enrolment-code' });
    throw error;
  });
  if (!outcome.ok) return outcome;
  return done({ token, ...place, deskId: deskIdOf(outcome.value.events), desk: code, epoch: 1, serverNow: now });
}

/** Rolls the enrolment back. */
class CodeUsed extends Error {}

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

/** The place of a code that can still be used: its holder need not know it. */
async function placeOfCode(pool: pg.Pool, codeHash: string, now: string): Promise<Place | undefined> {
  // No tenant yet: row-level security shows a code to whoever names its hash, and nothing else.
  const nowhere = {
    tenantId: '00000000-0000-0000-0000-000000000000',
    propertyId: '00000000-0000-0000-0000-000000000000',
  };
  return inTransaction(pool, nowhere, async (tx) => {
    const [, found] = await tx.run(...findCodeSql(codeHash, now));
    return (found?.rows as Place[] | undefined)?.[0]; // the select names the fields
  });
}

function hashOfCode(code: string): string {
  return sha256Hex(`enrolment/${code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`);
}

function isEd25519(spki: string): boolean {
  try {
    return (
      createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519'
    );
  } catch {
    return false;
  }
}

function pick(): string {
  return ALPHABET[randomInt(ALPHABET.length)] ?? 'A';
}
