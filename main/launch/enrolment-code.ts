import { z } from 'zod';
import { CannotLaunch, type ServerFile } from './lodge-server.ts';

const answer = z.object({ code: z.string() });

/** A property as it stands on the server. */
export interface Place {
  readonly tenantId: string;
  readonly propertyId: string;
}

/** A code with which one desk can enrol at the property, given on the strength of the administrator's token. */
export async function enrolmentCode({ url, adminToken }: ServerFile, place: Place): Promise<string> {
  const response = await fetch(new URL('/v1/admin/enrolment-codes', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify({ tenantId: place.tenantId, propertyId: place.propertyId }),
  });
  const text = await response.text();
  if (!response.ok) throw new CannotLaunch(`The server gave no code for a desk: ${text.slice(0, 300)}`);
  return answer.parse(JSON.parse(text)).code;
}
