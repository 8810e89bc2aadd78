import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';

/** Who is said to have brought a sale, and what is known of them. */
export interface Sellers {
  readonly channel: Row<'channel'> | undefined;
  readonly agent: Row<'agent'> | undefined;
}

/** Nobody sells by a channel or for an agent that is not known, or that the house works with no more. */
export function maySellFor(
  { channel, agent }: Sellers,
  given: { readonly channelId: string | null; readonly agentId: string | null },
): Outcome<null> {
  if (given.channelId !== null && channel === undefined) return refuse('not-found', { entity: 'channel' });
  if (given.agentId !== null && agent === undefined) return refuse('not-found', { entity: 'agent' });
  if (channel?.active === false) return refuse('not-on-sale', { channel: channel.name });
  return agent?.active === false ? refuse('not-on-sale', { agent: agent.name }) : done(null);
}
