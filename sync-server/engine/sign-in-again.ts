import { sha256Hex } from '#shared/kernel/hash.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { ask } from '#sync-server/store/answer.ts';
import { type DeskEpoch, lockedEpochsSql, tokenSql } from '#sync-server/store/desk-epochs.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import type { EnrolRequest, Enrolled } from './enrolment.ts';
import { useCode } from './enrolment-code.ts';
import type { ServerSide } from './execute-as-server.ts';
import { newToken } from './token.ts';

/**
 * Gives an epoch a new token, on the strength of a code for its desk and of its own key, and leaves all else as it is [S12]: a
 * desk whose sign-in ended while it was offline goes on with its queue. An epoch that is closed or revoked may too, to deposit
 * its facts. Refuses where the key did not sign, or the code is another desk's.
 */
export async function signInAgain(
  side: ServerSide,
  place: Place,
  { body, isSignedWith }: EnrolRequest,
  codeHash: string,
  deskCode: string | null,
): Promise<Outcome<Enrolled>> {
  if (deskCode === null) return refuse('not-found', { what: 'enrolment-code' });
  const now = side.now();
  return inTransaction(side.pool, place, async (tx) => {
    const about = ask(place, [{ mode: 'peek', entity: 'desk', where: [{ field: 'code', is: '=', value: deskCode }] }]);
    const [, known, ...others] = await tx.run(...lockedEpochsSql(place, deskCode), ...about.statements);
    const epochs = (known?.rows ?? []) as DeskEpoch[]; // the select names the fields
    const desk = about.rowsOf(others)[0]?.[0] as Row<'desk'> | undefined; // the need names the entity
    const epoch = epochs.find((each) => each.epoch === body.epoch && each.branchOf === null);
    if (
      desk === undefined ||
      epoch === undefined ||
      epoch.publicKey !== body.publicKey ||
      !isSignedWith(epoch.publicKey)
    )
      return refuse('no-right', { why: 'key' });
    await useCode(tx, codeHash, now);
    const token = newToken(place, deskCode, epoch.epoch);
    await tx.finish(tokenSql(place, deskCode, epoch.epoch, sha256Hex(token)));
    return done({ token, ...place, deskId: desk.id, desk: deskCode, epoch: epoch.epoch, serverNow: now });
  });
}
