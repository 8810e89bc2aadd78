import { z } from 'zod';
import type { EntityName } from '#shared/schema/entities.ts';
import type { Digest } from './digest.ts';

/** `GET /v1/digests`: per entity what the server mirrors to this property's desks [S19]. */
export const digestsAnswer = z.object({
  entities: z.record(z.string(), z.object({ rows: z.number().int(), hash: z.string(), columns: z.string() })),
  serverNow: z.iso.datetime(),
});
export type DigestsAnswer = z.infer<typeof digestsAnswer>;

/** A digest with the word for the columns that it was made over. */
export type ColumnedDigest = Digest & { readonly columns: string };
export type EntityDigests = Readonly<Partial<Record<EntityName, ColumnedDigest>>>;
