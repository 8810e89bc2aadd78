import { argon2Verify, argon2id } from 'hash-wasm';

/** argon2id at the weight that OWASP asks for: 19 MiB, two passes, one lane; some 40 ms at a desk. */
const WEIGHT = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** The hash that a user's row keeps of a PIN [U1], in argon2's own encoded form. `salt` is at least 8 bytes, drawn anew for each PIN. */
export function hashPin(pin: string, salt: Uint8Array): Promise<string> {
  return argon2id({ ...WEIGHT, password: pin, salt, outputType: 'encoded' });
}

/** Whether this is the PIN of that hash. A user without a hash has no PIN that is right. */
export async function verifyPin(pin: string, hash: string): Promise<boolean> {
  if (pin === '' || !hash.startsWith('$argon2id$')) return false;
  return argon2Verify({ password: pin, hash });
}
