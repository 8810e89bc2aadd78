import pg from 'pg';
import { z } from 'zod';
import type { KeptReceipt } from '#shared/money/receipt-series.ts';
import { CannotJudge, type ReplicaFile } from './replica-file.ts';

/** The receipts of one place, with its name for the person who reads. */
export interface ReceiptsOfPlace {
  readonly place: string;
  /** All receipts there ever were; a replica keeps a look-back. */
  readonly whole: boolean;
  readonly receipts: readonly KeptReceipt[];
}

/** What is on a receipt is hashed as it lies there: every field, also such as this release does not know. */
const content = z.looseObject({ number: z.string() });

export function receiptsOfReplica({ db, identity, file }: ReplicaFile): ReceiptsOfPlace {
  const rows = db
    .prepare<[], { series: string; number: number; previousHash: string; hash: string; content: string }>(
      'SELECT series, number, previous_hash AS previousHash, hash, content FROM receipt ORDER BY series, number',
    )
    .all();
  return {
    place: `Desk ${identity.desk}, ${file}`,
    whole: false,
    receipts: rows.map((row) => kept({ ...row, content: JSON.parse(row.content) })),
  };
}

/** The receipts of every property in a server's database. */
export async function receiptsOfServer(databaseUrl: string): Promise<ReceiptsOfPlace[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    // Whoever may see one tenant only must not be told that there are no receipts.
    await client.query('SET row_security = off');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<Record<'place' | 'tenantId' | 'propertyId', string> & Record<string, unknown>>(
      `SELECT p.name AS place, p.tenant_id AS "tenantId", p.id AS "propertyId", r.series, r.number, r.previous_hash AS "previousHash", r.hash, r.content
         FROM receipt AS r JOIN property AS p ON p.tenant_id = r.tenant_id AND p.id = r.property_id
        ORDER BY p.tenant_id, p.id, r.series, r.number`,
    );
    // Two properties may bear one name.
    const places = Map.groupBy(rows, (row) => `${row.tenantId}/${row.propertyId}`);
    return [...places.values()].map((of) => ({
      place: `Server, ${of[0]?.place ?? ''}`,
      whole: true,
      receipts: of.map(kept),
    }));
  } catch (error) {
    if (error instanceof pg.DatabaseError || error instanceof AggregateError || isRefused(error))
      throw new CannotJudge(`The server's database cannot be read: ${error instanceof Error ? error.message : ''}.`, {
        cause: error,
      });
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const row = z.object({
  series: z.string(),
  number: z.coerce.number(),
  previousHash: z.string(),
  hash: z.string(),
  content,
});

function kept(given: unknown): KeptReceipt {
  // The content is only hashed and its number read; its other fields are whatever they are.
  return row.parse(given) as unknown as KeptReceipt;
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('E');
}
