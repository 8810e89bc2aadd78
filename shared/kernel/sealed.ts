import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { openInPlace } from './open-in-place.ts';

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

/** Where a sealed text is opened: kept, because most are shorter and there are many. */
let room = new Int32Array(256);
const tag = new Int32Array(TAG / 4);
const tagBytes = new Uint8Array(tag.buffer);

/** The text behind a sealed one, or undefined where it is not of this key. */
export function unsealText(key: Uint8Array, sealed: string): string | undefined {
  const bytes = bytesIn(sealed, HEAD);
  const length = bytes - NONCE - TAG;
  if (length < 0) return undefined;
  if (room.length * 4 < bytes + 2 * TAG) room = new Int32Array(Math.ceil(bytes / 4) + TAG);
  const opened = new Uint8Array(room.buffer);
  readBase64Url(sealed, HEAD, opened, bytes);
  const end = NONCE + length;
  for (let at = 0; at < TAG; at++) {
    tagBytes[at] = opened[end + at] ?? 0;
    opened[end + at] = 0;
  }
  return openInPlace(key, room, length, tag) ? wordsOf(opened, NONCE, end) : undefined;
}

/** A key as it lies in tables and travels: 32 bytes, base64url. */
export function keyText(key: Uint8Array): string {
  return toBase64Url(key);
}

export function keyOf(text: string): Uint8Array {
  const key = new Uint8Array(bytesIn(text, 0));
  readBase64Url(text, 0, key, key.length);
  return key;
}

/** Most names are plain letters, which need no decoder. */
function wordsOf(utf8: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = utf8[at] ?? 0;
    if (byte > 127 || at - from > 100) return fromUtf8.decode(utf8.subarray(from, to));
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

function bytesIn(text: string, from: number): number {
  return Math.floor(((text.length - from) * 3) / 4);
}

function readBase64Url(text: string, from: number, into: Uint8Array, bytes: number): void {
  for (let at = from, to = 0; to < bytes; at += 4, to += 3) {
    const four =
      (sextet(text, at) << 18) | (sextet(text, at + 1) << 12) | (sextet(text, at + 2) << 6) | sextet(text, at + 3);
    into[to] = four >>> 16;
    if (to + 1 < bytes) into[to + 1] = four >>> 8;
    if (to + 2 < bytes) into[to + 2] = four;
  }
}

function sextet(text: string, at: number): number {
  return sextets[text.charCodeAt(at)] ?? 0;
}
