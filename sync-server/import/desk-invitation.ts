import { z } from 'zod';
import { staff } from '#sync-server/demo/staff.ts';
import type { ImportDatabase } from './import-database.ts';
import type { ImportSummary } from './import-property.ts';

const codeAnswer = z.object({ code: z.string() });

/** How to sit down at the imported property: with a code from the running server, or by starting one. */
export async function deskInvitation(
  server: ImportDatabase['server'],
  tenantId: string,
  summary: ImportSummary,
): Promise<string> {
  const name = JSON.stringify(summary.propertyName);
  const code = server === undefined ? undefined : await codeOf(server, tenantId, summary.propertyId);
  return [
    'To work there:',
    ...(server === undefined
      ? [`  npm start -- --property ${name}`]
      : [
          `  npm run desk -- --name ${name} --property ${name}${code === undefined ? '' : ` --server ${server.url} --code ${code}`}`,
        ]),
    'Who signs in there, with which PIN:',
    ...staff.map((member) => `  ${member.pin}  ${member.name}, ${member.role}`),
  ].join('\n');
}

async function codeOf(
  server: { readonly url: string; readonly adminToken: string },
  tenantId: string,
  propertyId: string,
): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/v1/admin/enrolment-codes', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.adminToken}` },
      body: JSON.stringify({ tenantId, propertyId }),
      signal: AbortSignal.timeout(5000),
    });
    return codeAnswer.parse(await response.json()).code;
  } catch {
    // The import stands without it; the desk's own line asks for a code again.
    return undefined;
  }
}
