import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { answer } from '#sync-server/store/answer.ts';
import { type FoundCode, codeSql, findCodeSql, useCodeSql } from '#sync-server/store/enrolment-codes.ts';
import { type Place, type Tx, inTransaction } from '#sync-server/store/transaction.ts';
import type { ServerSide } from './execute-as-server.ts';

/** Letters and digits that nobody mistakes for another. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * A code a manager gives: for one use, for some minutes, readable over the phone. With it a new desk enrols; where a `desk` is
 * named, that desk begins its next epoch [S16], or signs in again [S12]. Refuses a desk that is not there.
 */
export async function giveEnrolmentCode(
  side: ServerSide,
  place: Place,
  minutes: number,
  desk?: string,
): Promise<Outcome<{ code: string; expiresAt: string }>> {
  const code = Array.from({ length: 12 }, (_, index) => (index % 4 === 0 && index > 0 ? '-' : '') + pick()).join('');
  const now = side.now();
  const expiresAt = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  return inTransaction(side.pool, place, async (tx) => {
    if (desk !== undefined && (await deskOf(tx, desk)) === undefined)
      return refuse('not-found', { entity: 'desk', desk });
    await tx.finish(codeSql(place, hashOfCode(code), desk, expiresAt, now));
    return done({ code, expiresAt });
  });
}

/** A code that can still be used: its holder need not know its place. */
export async function findCode(pool: pg.Pool, codeHash: string, now: string): Promise<FoundCode | undefined> {
  // No tenant yet: row-level security shows a code to whoever names its hash, and nothing else.
  const nowhere = {
    tenantId: '00000000-0000-0000-0000-000000000000',
    propertyId: '00000000-0000-0000-0000-000000000000',
  };
  return inTransaction(pool, nowhere, async (tx) => {
    const [, found] = await tx.finish(...findCodeSql(codeHash, now));
    return (found?.rows as FoundCode[] | undefined)?.[0]; // the select names the fields
  });
}

/** Uses a code up; throws {@link CodeUsed}, so that what hangs on it is rolled back, where another was faster. */
export async function useCode(tx: Tx, codeHash: string, now: string): Promise<void> {
  const [taken] = await tx.run(useCodeSql(tx.place, codeHash, now));
  if (taken?.rowCount !== 1) throw new CodeUsed('the enrolment code was used meanwhile');
}

export class CodeUsed extends Error {}

export function hashOfCode(code: string): string {
  return sha256Hex(`enrolment/${code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`);
}

async function deskOf(tx: Tx, code: string): Promise<unknown> {
  const [desks] = await answer(tx, [
    { mode: 'peek', entity: 'desk', where: [{ field: 'code', is: '=', value: code }] },
  ]);
  return desks?.[0];
}

function pick(): string {
  return ALPHABET[randomInt(ALPHABET.length)] ?? 'A';
}
