import { z } from 'zod';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { lockAll, see, where } from '../need.ts';

const draft = z.object({ code: z.string().min(1).max(4) });
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly desks: readonly Row<'desk'>[];
}

const ofDesk = {
  version: 1,
  roles: ['manager', 'administrator'],
  draft,
  input: draft,
  load: ({ code }: Draft) => see({ desks: lockAll('desk', [where('code', '=', code)]) }),
  prepare: asIs<Draft>,
  concerns: () => ({}),
} as const;

/** A desk may no longer read, and of what it sends only facts are taken [S12]. Refused where it is revoked already. */
export const revokeDesk = defineRequest<Draft, Draft, Seen>({
  ...ofDesk,
  name: 'revokeDesk',
  decide: (seen, given) => change(seen, given, 'active', (deskId) => ({ type: 'DeskRevoked', deskId })),
});

/** A revoked desk may work again: it reads what came meanwhile and hears what became of what it sent [S12]. */
export const readmitDesk = defineRequest<Draft, Draft, Seen>({
  ...ofDesk,
  name: 'readmitDesk',
  decide: (seen, given) => change(seen, given, 'revoked', (deskId) => ({ type: 'DeskReadmitted', deskId })),
});

function change(
  { desks: [desk] }: Seen,
  { code }: Draft,
  from: Row<'desk'>['status'],
  to: (deskId: string) => Event,
): Outcome<readonly Event[]> {
  if (desk === undefined) return refuse('not-found', { entity: 'desk', code });
  if (desk.status !== from) return refuse('invalid-transition', { status: desk.status });
  return done([to(desk.id)]);
}
