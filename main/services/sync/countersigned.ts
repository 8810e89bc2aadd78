import { createPublicKey, verify } from 'node:crypto';
import { type Countersign, countersignText } from '#shared/sync/envelope.ts';
import type { Identity } from '#main/store/meta.ts';

/**
 * Whether the server that this desk was enrolled at has signed that it took in the epoch up to there [S7]. Of a desk that was
 * not told the server's key nothing is: then nothing of its second copy is let go. Whose envelope the hash is, the black box tells.
 */
export function isCountersigned(self: Identity, { seq, hash, signature }: Countersign): boolean {
  if (self.serverKey === undefined) return false;
  const text = countersignText(self, { desk: self.desk, epoch: self.epoch, seq, hash });
  try {
    const key = createPublicKey({ key: Buffer.from(self.serverKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    // A key or a signature that is none.
    return false;
  }
}
