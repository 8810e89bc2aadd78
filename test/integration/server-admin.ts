import type { ALodgeOnServer } from './server-harness.ts';

/** A code for a new desk, or for the desk named. */
export async function enrolmentCode(
  lodge: ALodgeOnServer,
  minutes = 30,
  desk?: string,
): Promise<{ code: string; expiresAt: string }> {
  const response = await askAdmin(lodge, 'enrolment-codes', { minutes, desk });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { code: string; expiresAt: string }; // the admin route's answer
}

/** A question of the administrator about this lodge. */
export function askAdmin(
  lodge: ALodgeOnServer,
  path: string,
  body: Readonly<Record<string, unknown>> = {},
  token = lodge.server.adminToken,
): Promise<Response> {
  return fetch(new URL(`/v1/admin/${path}`, lodge.server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...lodge.place, ...body }),
  });
}
