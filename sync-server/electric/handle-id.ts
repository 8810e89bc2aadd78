import { createHash, randomBytes } from 'node:crypto';

/**
 * A new name for one reading of a shape. The first part is the definition's, for people who read logs; the second never
 * comes twice, also not in another process or after a restart.
 */
export function newHandleId(definitionKey: string): string {
  const definition = createHash('sha256').update(definitionKey).digest().readUInt32BE(0);
  return `${definition}-${Date.now()}${randomBytes(6).readUIntBE(0, 6).toString().padStart(15, '0')}`;
}
