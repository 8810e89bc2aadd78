import { createHash } from 'node:crypto';

/** Digits and letters that nobody mistakes for another when it is written down (Crockford's): no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BYTES = 32;
/** 256 bits in fives, and three more that check them. */
const DATA_LETTERS = 52;
const CHECK_LETTERS = 3;
const GROUP = 5;

/** The black box's key as it is written down: eleven groups of five, the last three letters checking the others. */
export function recoveryCodeOf(key: Uint8Array): string {
  const data = lettersOf(key, DATA_LETTERS);
  const letters = data + checkOf(key, data);
  return (letters.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/** The key that a code says, however it is spaced and whatever its case; or undefined where it is not one, or was mistyped. */
export function keyOfRecoveryCode(code: string): Uint8Array | undefined {
  const letters = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  if (letters.length !== DATA_LETTERS + CHECK_LETTERS) return undefined;
  const key = bytesOf(letters.slice(0, DATA_LETTERS));
  return key !== undefined && recoveryCodeOf(key).replaceAll('-', '') === letters ? key : undefined;
}

/** One letter that every single slip changes, and two over the whole for slips of more. */
function checkOf(key: Uint8Array, data: string): string {
  const sum = [...data].reduce((all, letter) => all ^ ALPHABET.indexOf(letter), 0);
  const digest = createHash('sha256').update('cairn/recovery-code/').update(key).digest();
  return (ALPHABET[sum] ?? '') + lettersOf(digest, CHECK_LETTERS - 1);
}

/** The first so many fives of bits, filled up with zeros. */
function lettersOf(bytes: Uint8Array, count: number): string {
  let letters = '';
  for (let at = 0; at < count; at++) {
    let five = 0;
    for (let bit = at * 5; bit < at * 5 + 5; bit++) {
      five = five * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    letters += ALPHABET[five] ?? '';
  }
  return letters;
}

function bytesOf(letters: string): Uint8Array | undefined {
  const bytes = new Uint8Array(KEY_BYTES);
  for (let at = 0; at < letters.length; at++) {
    const five = ALPHABET.indexOf(letters[at] ?? '');
    if (five < 0) return undefined;
    for (let bit = 0; bit < 5; bit++) {
      const place = at * 5 + bit;
      const byte = place >> 3;
      if (byte < KEY_BYTES) bytes[byte] = (bytes[byte] ?? 0) | (((five >> (4 - bit)) & 1) << (7 - (place & 7)));
    }
  }
  return bytes;
}
