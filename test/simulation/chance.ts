/** The one source of chance of a run: the same seed draws the same in the same order. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, n). */
  below(n: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** One of a list, or undefined of an empty one. */
  pick<T>(list: readonly T[]): T | undefined;
  /** One of those offered, by their weights; at least one weighs something. */
  weigh<T>(offers: readonly (readonly [number, T])[]): T;
  /** A time in milliseconds: mostly short, now and then long, never above `most`. */
  wait(mean: number, most: number): number;
  /** An id in UUIDv7 layout of this moment. */
  id(now: number): string;
  /** A source of its own, which draws nothing of this one's later. */
  branch(): Chance;
}

/** xoshiro128** of Blackman and Vigna, seeded by splitmix32. */
export function chanceOf(seed: number): Chance {
  let mix = seed >>> 0;
  const word = () => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [word(), word(), word(), word()];
  const draw = () => {
    const result = (Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0) % 0x1_0000_0000;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotated(d, 11);
    return result;
  };
  const next = () => draw() / 0x1_0000_0000;
  const below = (n: number) => Math.floor(next() * n);
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    happens: (probability) => next() < probability,
    pick: (list) => list[below(list.length)],
    weigh(offers) {
      let left = next() * offers.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, offered] of offers) {
        left -= weight;
        if (left < 0) return offered;
      }
      const last = offers.at(-1);
      if (last === undefined) throw new Error('nothing to choose from');
      return last[1];
    },
    wait: (mean, most) => Math.min(most, Math.ceil(-Math.log(1 - next()) * mean)),
    id(now) {
      const time = now.toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${hex(3)}-${(8 + below(4)).toString(16)}${hex(3)}-${hex(12)}`;
    },
    branch: () => chanceOf(draw()),
  };
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}
