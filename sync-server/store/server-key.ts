import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';

/** The key that this database's servers countersign with [S7]: to those who enrol its public half, to nobody the other. */
export interface ServerKey {
  /** Ed25519, SPKI, base64. */
  readonly publicKey: string;
  /** The signature over a text, base64. */
  sign(text: string): string;
}

const stored = z.object({ public_key: z.string(), private_key: z.string() });

/**
 * The database's one key, made by the first server that asks: others that ask at the same moment wait for it at its primary
 * key. Read on the owner's own connection, since the role that works for tenants must not see it.
 */
export async function serverKeyOf(pool: pg.Pool, now: string): Promise<ServerKey> {
  const found = await pool.query('SELECT public_key, private_key FROM server_key');
  if (found.rows.length === 0) {
    const pair = generateKeyPairSync('ed25519');
    await pool.query(
      'INSERT INTO server_key (id, public_key, private_key, created_at) VALUES (1, $1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [
        pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
        pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
        now,
      ],
    );
    return serverKeyOf(pool, now);
  }
  const { public_key: publicKey, private_key: privateKey } = stored.parse(found.rows[0]);
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') };
}
