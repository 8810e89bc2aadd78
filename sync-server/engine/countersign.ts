import { type Countersign, countersignText } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import type { ServerKey } from '#sync-server/store/server-key.ts';
import type { Place } from '#sync-server/store/transaction.ts';

/** How far an epoch has been taken in: committed, whatever becomes of this server. */
export type TakenIn = Pick<DeskEpoch, 'deskCode' | 'epoch' | 'lastSeq' | 'lastHash'>;

/** The server's word for what it has of an epoch [S7]; none before the first envelope. */
export function countersignOf(key: ServerKey, place: Place, taken: TakenIn): Countersign | undefined {
  const { deskCode: desk, epoch, lastSeq: seq, lastHash: hash } = taken;
  if (seq === 0) return undefined;
  return { seq, hash, signature: key.sign(countersignText(place, { desk, epoch, seq, hash })) };
}
