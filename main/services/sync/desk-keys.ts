import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { proofText } from '#shared/sync/envelope.ts';
import type { Identity } from '#main/store/meta.ts';

/** The Ed25519 key pair of one epoch, base64: SPKI to be given to the server, PKCS #8 to be kept. */
export interface DeskKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function makeKeys(): DeskKeys {
  const pair = generateKeyPairSync('ed25519');
  return {
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** The signature over a body's very text, base64. */
export function signText(privateKey: string, text: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.from(text), key).toString('base64');
}

/** The header `cairn-proof` of a request without a body, `nowMs` being the server's time as it is estimated here. */
export function proofHeader(identity: Identity, nowMs: number, path = '/v1/feed'): string {
  const ms = Math.round(nowMs);
  return `${ms}.${signText(identity.privateKey, proofText(identity, ms, path))}`;
}
