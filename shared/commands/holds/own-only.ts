import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Context } from '../context.ts';

/** Who is not of the house acts on what they made themselves, and on nobody else's [U1]; refused as `no-right`. What is not there is refused elsewhere. */
export function ownOnly(
  row: { readonly createdBy: string } | undefined,
  { actor }: Pick<Context, 'actor'>,
  command: string,
): Outcome<null> {
  return actor.role === 'agent' && row !== undefined && row.createdBy !== actor.userId
    ? refuse('no-right', { role: actor.role, command, why: 'not-own' })
    : done(null);
}
