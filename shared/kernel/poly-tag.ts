/** Two to the 22nd: 130 bits lie in six limbs of 22, whose products and their sums a double holds exactly. */
const LIMB = 4_194_304;
const LOW = LIMB - 1;
/** What stands above 2^130 in the highest limb. */
const TOP = 1_048_576;

const sum = new Float64Array(6);
const reduced = new Float64Array(6);

/**
 * Whether `tag` is the Poly1305 tag (RFC 8439 §2.5) of the words from `from` to `to`, whole blocks of four, under the one-time
 * key in the first eight words of `key`. Nothing branches or looks up by a secret.
 */
export function isTagOf(key: Int32Array, words: Int32Array, from: number, to: number, tag: Int32Array): boolean {
  const w0 = (key[0] ?? 0) & 0x0fffffff;
  const w1 = (key[1] ?? 0) & 0x0ffffffc;
  const w2 = (key[2] ?? 0) & 0x0ffffffc;
  const w3 = (key[3] ?? 0) & 0x0ffffffc;
  const r0 = w0 & LOW;
  const r1 = (w0 >>> 22) | ((w1 & 0xfff) << 10);
  const r2 = (w1 >>> 12) | ((w2 & 3) << 20);
  const r3 = (w2 >>> 2) & LOW;
  const r4 = (w2 >>> 24) | ((w3 & 0x3fff) << 8);
  const r5 = w3 >>> 14;
  // A product above 2^132 comes back twentyfold: 2^130 is 5.
  const s1 = r1 * 20;
  const s2 = r2 * 20;
  const s3 = r3 * 20;
  const s4 = r4 * 20;
  const s5 = r5 * 20;
  let h0 = 0;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  let h5 = 0;
  for (let at = from; at < to; at += 4) {
    const v0 = words[at] ?? 0;
    const v1 = words[at + 1] ?? 0;
    const v2 = words[at + 2] ?? 0;
    const v3 = words[at + 3] ?? 0;
    h0 += v0 & LOW;
    h1 += (v0 >>> 22) | ((v1 & 0xfff) << 10);
    h2 += (v1 >>> 12) | ((v2 & 3) << 20);
    h3 += (v2 >>> 2) & LOW;
    h4 += (v2 >>> 24) | ((v3 & 0x3fff) << 8);
    // A block ends with a one, at 2^128.
    h5 += (v3 >>> 14) | 0x40000;
    const d0 = h0 * r0 + h1 * s5 + h2 * s4 + h3 * s3 + h4 * s2 + h5 * s1;
    let carry = Math.floor(d0 / LIMB);
    const d1 = h0 * r1 + h1 * r0 + h2 * s5 + h3 * s4 + h4 * s3 + h5 * s2 + carry;
    carry = Math.floor(d1 / LIMB);
    const d2 = h0 * r2 + h1 * r1 + h2 * r0 + h3 * s5 + h4 * s4 + h5 * s3 + carry;
    carry = Math.floor(d2 / LIMB);
    const d3 = h0 * r3 + h1 * r2 + h2 * r1 + h3 * r0 + h4 * s5 + h5 * s4 + carry;
    carry = Math.floor(d3 / LIMB);
    const d4 = h0 * r4 + h1 * r3 + h2 * r2 + h3 * r1 + h4 * r0 + h5 * s5 + carry;
    carry = Math.floor(d4 / LIMB);
    const d5 = h0 * r5 + h1 * r4 + h2 * r3 + h3 * r2 + h4 * r1 + h5 * r0 + carry;
    carry = Math.floor(d5 / LIMB);
    const low = below(d0) + carry * 20;
    carry = Math.floor(low / LIMB);
    h0 = low - carry * LIMB;
    h1 = below(d1) + carry;
    h2 = below(d2);
    h3 = below(d3);
    h4 = below(d4);
    h5 = below(d5);
  }
  sum[0] = h0;
  sum[1] = h1;
  sum[2] = h2;
  sum[3] = h3;
  sum[4] = h4;
  sum[5] = h5;
  return isSum(key, tag);
}

/** What is left of a number below two to the 22nd. */
function below(value: number): number {
  return value - Math.floor(value / LIMB) * LIMB;
}

/** Whether the sum, brought below 2^130 - 5, with the key's second half added, is the tag. */
function isSum(key: Int32Array, tag: Int32Array): boolean {
  // Twice round, so that no limb carries any more.
  settle(0);
  settle(5 * takeTop());
  settle(5 * takeTop());
  reduced.set(sum);
  // If five more carry past 2^130, it was past the end, and what is left is the rest; chosen by arithmetic.
  settle(5);
  const isPast = takeTop();
  for (let at = 0; at < 6; at++) reduced[at] = (sum[at] ?? 0) * isPast + (reduced[at] ?? 0) * (1 - isPast);
  const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0] = reduced;
  const made = [
    h0 | (h1 << 22),
    (h1 >>> 10) | (h2 << 12),
    (h2 >>> 20) | (h3 << 2) | (h4 << 24),
    (h4 >>> 8) | (h5 << 14),
  ];
  let difference = 0;
  let carry = 0;
  for (let at = 0; at < 4; at++) {
    const word = ((made[at] ?? 0) >>> 0) + ((key[4 + at] ?? 0) >>> 0) + carry;
    carry = Math.floor(word / 4_294_967_296);
    difference |= (word | 0) ^ (tag[at] ?? 0);
  }
  return difference === 0;
}

/** Takes off what stands above 2^130. */
function takeTop(): number {
  const top = Math.floor((sum[5] ?? 0) / TOP);
  sum[5] = (sum[5] ?? 0) - top * TOP;
  return top;
}

/** Adds to the lowest limb and carries up to the highest. */
function settle(more: number): void {
  let carry = more;
  for (let at = 0; at < 5; at++) {
    const limb = (sum[at] ?? 0) + carry;
    carry = Math.floor(limb / LIMB);
    sum[at] = limb - carry * LIMB;
  }
  sum[5] = (sum[5] ?? 0) + carry;
}
