import { type KeyObject, createPublicKey, verify } from 'node:crypto';

/** Whether a text was signed with the private half of an Ed25519 key (SPKI, base64); what is no key has signed nothing. */
export function isSignedWith(publicKey: string, text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'base64');
  const key = keyOf(publicKey);
  return key !== undefined && given.length === 64 && verify(null, Buffer.from(text), key, given);
}

export function isEd25519(publicKey: string): boolean {
  return keyOf(publicKey) !== undefined;
}

/** Keys that were read, since each of a desk's messages asks for the same; the longest unasked is forgotten first. */
const read = new Map<string, KeyObject>();
const REMEMBERED = 2000;

function keyOf(publicKey: string): KeyObject | undefined {
  const known = read.get(publicKey) ?? readKey(publicKey);
  read.delete(publicKey);
  if (known === undefined) return undefined;
  read.set(publicKey, known);
  const [oldest] = read.keys();
  if (read.size > REMEMBERED && oldest !== undefined) read.delete(oldest);
  return known;
}

function readKey(publicKey: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
