/*
 * ChaCha20-Poly1305 as RFC 8439 has it, in plain arithmetic: `shared/` has no I/O and no native code, and a native cipher made
 * anew for every short text costs more than the text. A test holds it byte for byte against OpenSSL's.
 */

const TAG = 16;
const P = (1n << 130n) - 5n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;
const LOW_128 = (1n << 128n) - 1n;

/** Text under key (32 bytes) and nonce (12 bytes, once a key): the cipher text, and the tag of 16 bytes behind it. */
export function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(plain.length + TAG);
  applyStream(key, nonce, plain, sealed);
  sealed.set(tagOf(key, nonce, sealed.subarray(0, plain.length)), plain.length);
  return sealed;
}

/** The text of what {@link encrypt} gave; undefined where key or bytes are others. */
export function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < TAG) return undefined;
  const length = sealed.length - TAG;
  const tag = tagOf(key, nonce, sealed.subarray(0, length));
  let difference = 0;
  for (let at = 0; at < TAG; at++) difference |= (tag[at] ?? 0) ^ (sealed[length + at] ?? 0);
  if (difference !== 0) return undefined;
  const plain = new Uint8Array(length);
  applyStream(key, nonce, sealed.subarray(0, length), plain);
  return plain;
}

/** Lays the key stream, from its block 1 on, over `from` into `to`. */
function applyStream(key: Uint8Array, nonce: Uint8Array, from: Uint8Array, to: Uint8Array): void {
  const start = stateOf(key, nonce);
  const stream = new Uint8Array(64);
  for (let begin = 0, counter = 1; begin < from.length; begin += 64, counter++) {
    block(start, counter, stream);
    const end = Math.min(64, from.length - begin);
    for (let at = 0; at < end; at++) to[begin + at] = (from[begin + at] ?? 0) ^ (stream[at] ?? 0);
  }
}

/** Poly1305 over the cipher text and its length, under the key that is the stream's block 0; nothing is authenticated beside it. */
function tagOf(key: Uint8Array, nonce: Uint8Array, cipher: Uint8Array): Uint8Array {
  const once = new Uint8Array(64);
  block(stateOf(key, nonce), 0, once);
  const r = littleEndian(once, 0, 16) & CLAMP;
  const s = littleEndian(once, 16, 16);
  let sum = 0n;
  // Each part is filled with zeros to whole blocks, so that every block counts as 16 bytes.
  for (let at = 0; at < cipher.length; at += 16)
    sum = ((sum + littleEndian(cipher, at, Math.min(16, cipher.length - at)) + (1n << 128n)) * r) % P;
  sum = ((sum + (BigInt(cipher.length) << 64n) + (1n << 128n)) * r) % P;
  const value = (sum + s) & LOW_128;
  const tag = new Uint8Array(TAG);
  const view = new DataView(tag.buffer);
  view.setBigUint64(0, value & 0xffffffffffffffffn, true);
  view.setBigUint64(8, value >> 64n, true);
  return tag;
}

function littleEndian(bytes: Uint8Array, from: number, length: number): bigint {
  const half = (begin: number) => {
    let low = 0;
    let high = 0;
    for (let at = 3; at >= 0; at--) {
      low = low * 256 + (begin + at < length ? (bytes[from + begin + at] ?? 0) : 0);
      high = high * 256 + (begin + at + 4 < length ? (bytes[from + begin + at + 4] ?? 0) : 0);
    }
    return (BigInt(high) << 32n) | BigInt(low);
  };
  return (half(8) << 64n) | half(0);
}

/** The sixteen words that a block is made from: constants, key, counter (left at 0), nonce. */
function stateOf(key: Uint8Array, nonce: Uint8Array): Int32Array {
  const state = new Int32Array(16);
  state.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  for (let at = 0; at < 8; at++) state[4 + at] = word(key, at * 4);
  for (let at = 0; at < 3; at++) state[13 + at] = word(nonce, at * 4);
  return state;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

const x = new Int32Array(16);

/** One block of 64 bytes of the key stream. */
function block(start: Int32Array, counter: number, stream: Uint8Array): void {
  x.set(start);
  x[12] = counter;
  for (let round = 0; round < 10; round++) {
    quarter(0, 4, 8, 12);
    quarter(1, 5, 9, 13);
    quarter(2, 6, 10, 14);
    quarter(3, 7, 11, 15);
    quarter(0, 5, 10, 15);
    quarter(1, 6, 11, 12);
    quarter(2, 7, 8, 13);
    quarter(3, 4, 9, 14);
  }
  for (let at = 0; at < 16; at++) {
    const sum = ((x[at] ?? 0) + (at === 12 ? counter : (start[at] ?? 0))) | 0;
    stream[at * 4] = sum;
    stream[at * 4 + 1] = sum >>> 8;
    stream[at * 4 + 2] = sum >>> 16;
    stream[at * 4 + 3] = sum >>> 24;
  }
}

function quarter(a: number, b: number, c: number, d: number): void {
  let va = x[a] ?? 0;
  let vb = x[b] ?? 0;
  let vc = x[c] ?? 0;
  let vd = x[d] ?? 0;
  va = (va + vb) | 0;
  vd = turned(vd ^ va, 16);
  vc = (vc + vd) | 0;
  vb = turned(vb ^ vc, 12);
  va = (va + vb) | 0;
  vd = turned(vd ^ va, 8);
  vc = (vc + vd) | 0;
  vb = turned(vb ^ vc, 7);
  x[a] = va;
  x[b] = vb;
  x[c] = vc;
  x[d] = vd;
}

function turned(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
