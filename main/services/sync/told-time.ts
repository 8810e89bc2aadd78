import { FetchError } from '@electric-sql/client';
import { z } from 'zod';

const otherTime = z.object({ error: z.literal('clock'), serverNow: z.iso.datetime() });

/** The server's time in milliseconds, where it refused a request for bearing another [S14]; undefined for any other failure. */
export function toldTime(error: unknown): number | undefined {
  if (!(error instanceof FetchError) || error.status !== 401) return undefined;
  const said = otherTime.safeParse(error.json);
  return said.success ? Date.parse(said.data.serverNow) : undefined;
}
