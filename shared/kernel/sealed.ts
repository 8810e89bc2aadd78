import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20, chacha20poly1305 } from '@noble/ciphers/chacha.js';

/*
 * A personal text as it is recorded and travels [S29]: `~1.<guest id>.<nonce, cipher text, tag>`, under the guest's own key.
 * Commands, hashes, signatures and tables know only this form; who shows it unseals it; without the key nobody can.
 */

const PREFIX = '~1.';
const NONCE = 12;
const TAG = 16;
/** `~1.`, an id, a dot. */
const HEAD = PREFIX.length + 36 + 1;
const shape = /^~1\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]+)$/;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextets = new Uint8Array(128);
for (let at = 0; at < 64; at++) sextets[alphabet.charCodeAt(at)] = at;
const toUtf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

/** The characters that a text of at most so many may have once it is sealed: each is up to three bytes, and base64 needs four for three. */
export function sealedLength(characters: number): number {
  return HEAD + Math.ceil(((NONCE + characters * 3 + TAG) * 4) / 3);
}

/** Whose key a sealed text wants, or undefined where the text is not sealed. */
export function sealedFor(text: string): string | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  return shape.exec(text)?.[1];
}

/** Seals a text for a guest. `nonce`: 12 bytes never used before under this key. An empty text stays empty, a sealed one as it is. */
export function sealText(guestId: string, key: Uint8Array, nonce: Uint8Array, text: string): string {
  if (text === '' || sealedFor(text) !== undefined) return text;
  const cipher = chacha20poly1305(key, nonce).encrypt(toUtf8.encode(text));
  const bytes = new Uint8Array(NONCE + cipher.length);
  bytes.set(nonce);
  bytes.set(cipher, NONCE);
  return `${PREFIX}${guestId}.${toBase64Url(bytes)}`;
}

/** The text behind a sealed one, or undefined where it is not of this key. */
export function unsealText(key: Uint8Array, sealed: string): string | undefined {
  const bytes = fromBase64Url(sealed, HEAD);
  const plain = opened(key, bytes.subarray(0, NONCE), bytes.subarray(NONCE));
  return plain === undefined ? undefined : wordsOf(plain);
}

/**
 * ChaCha20-Poly1305 the other way (RFC 8439), put together from its two parts: the library's own way makes so many views that a
 * house of names takes twice as long. Undefined where key or bytes are others.
 */
function opened(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  const length = sealed.length - TAG;
  if (length < 0) return undefined;
  const cipher = sealed.subarray(0, length);
  // Block 0 of the key stream is the one-time key of the tag; the text begins with block 1.
  const stream = new Uint8Array(64 + length);
  stream.set(cipher, 64);
  const laid = chacha20(key, nonce, stream);
  const covered = new Uint8Array(Math.ceil(length / 16) * 16 + 16);
  covered.set(cipher);
  new DataView(covered.buffer).setUint32(covered.length - 8, length, true);
  const tag = poly1305(covered, laid.subarray(0, 32));
  let difference = 0;
  for (let at = 0; at < TAG; at++) difference |= (tag[at] ?? 0) ^ (sealed[length + at] ?? 0);
  return difference === 0 ? laid.subarray(64) : undefined;
}

/** A key as it lies in tables and travels: 32 bytes, base64url. */
export function keyText(key: Uint8Array): string {
  return toBase64Url(key);
}

export function keyOf(text: string): Uint8Array {
  return fromBase64Url(text, 0);
}

/** Most names are plain letters, which need no decoder. */
function wordsOf(utf8: Uint8Array): string {
  let text = '';
  for (let at = 0; at < utf8.length; at++) {
    const byte = utf8[at] ?? 0;
    if (byte > 127 || at > 100) return fromUtf8.decode(utf8);
    text += String.fromCharCode(byte);
  }
  return text;
}

function toBase64Url(bytes: Uint8Array): string {
  // Gathered first: a text that is put together piece by piece is slow to read.
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  const put = (at: number, sextet: number) => {
    if (at < codes.length) codes[at] = alphabet.charCodeAt(sextet & 63);
  };
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    put(to, three >>> 18);
    put(to + 1, three >>> 12);
    put(to + 2, three >>> 6);
    put(to + 3, three);
  }
  return fromUtf8.decode(codes);
}

function fromBase64Url(text: string, from: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(((text.length - from) * 3) / 4));
  const sextet = (at: number) => sextets[text.charCodeAt(at)] ?? 0;
  for (let at = from, to = 0; to < bytes.length; at += 4, to += 3) {
    const four = (sextet(at) << 18) | (sextet(at + 1) << 12) | (sextet(at + 2) << 6) | sextet(at + 3);
    bytes[to] = four >>> 16;
    if (to + 1 < bytes.length) bytes[to + 1] = four >>> 8;
    if (to + 2 < bytes.length) bytes[to + 2] = four;
  }
  return bytes;
}
