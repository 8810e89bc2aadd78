import { z } from 'zod';
import type { ServerFile } from '#sync-server/server-file.ts';
import type { ListedDesk } from '#sync-server/store/desk-list.ts';
import { CannotAdminister } from './cannot-administer.ts';

/** A property's desks, as whoever has the administrator's token may change them. */
export interface Administration {
  list(): Promise<readonly ListedDesk[]>;
  change(what: 'revoke' | 'readmit' | 'sign-out', desk: string): Promise<void>;
  code(desk: string | undefined, minutes: number): Promise<{ readonly code: string; readonly expiresAt: string }>;
}

const properties = z.object({ properties: z.array(z.object({ propertyId: z.string(), name: z.string() })) });
const given = z.object({ code: z.string(), expiresAt: z.string() });
const desks = z.object({
  desks: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      status: z.enum(['active', 'revoked']),
      epoch: z.number(),
      lastContact: z.string().nullable(),
      lastSeq: z.number(),
      branches: z.number(),
    }),
  ),
});

/** Finds the property at the running server; the only one where none is named. Throws {@link CannotAdminister} where that cannot be. */
export async function openAdministration(
  server: Pick<ServerFile, 'url' | 'adminToken'>,
  tenantId: string,
  name: string | undefined,
): Promise<Administration> {
  const ask = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(`/v1/admin/${path}`, server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.adminToken}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    }).catch((error: unknown) => {
      throw new CannotAdminister(`the server at ${server.url} does not answer: is it running?`, { cause: error });
    });
    const text = await response.text();
    if (!response.ok) throw new CannotAdminister(wordsIn(text) ?? `${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as unknown; // parsed by each asker
  };
  const all = properties.parse(await ask('properties', { tenantId })).properties;
  const wanted = name?.toLowerCase();
  const found = wanted === undefined ? all : all.filter((one) => one.name.toLowerCase().includes(wanted));
  const [property, ...others] = found;
  if (property === undefined || others.length > 0)
    throw new CannotAdminister(`which property? There is: ${all.map((one) => one.name).join(', ') || 'none'}`);
  const place = { tenantId, propertyId: property.propertyId };
  return {
    list: async () => desks.parse(await ask('desks', place)).desks,
    change: async (what, desk) => void (await ask(`desks/${what}`, { ...place, desk })),
    code: async (desk, minutes) => given.parse(await ask('enrolment-codes', { ...place, desk, minutes })),
  };
}

function wordsIn(text: string): string | undefined {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(text)).message;
  } catch {
    return undefined;
  }
}
