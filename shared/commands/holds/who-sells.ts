import type { ChannelTerms } from '#shared/bookings/channel-terms.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Context, mayOverride } from '../context.ts';

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

/** A sale that a channel made itself says so by the channel's own reference: naming a channel is not enough to sell by its rights (decision 0026). */
export function isPushed({ externalRef }: { readonly externalRef?: string | null | undefined }): boolean {
  return (externalRef ?? '').trim() !== '';
}

/** Whether it may overbook by its channel's right or a manager's word [I2]. */
export function mayOverbook(
  { mayOverbook: channelMay }: Pick<ChannelTerms, 'mayOverbook'>,
  given: { readonly overbook: boolean; readonly externalRef?: string | undefined },
  context: Context,
): boolean {
  return (channelMay && isPushed(given)) || (given.overbook && mayOverride(context));
}

/** What a channel collects is sold without money [B3]: only with its reference, or by a manager. Refused as `no-right`. */
export function mayBeCollected(
  { collects }: Pick<ChannelTerms, 'collects'>,
  given: { readonly externalRef?: string | undefined },
  context: Context,
): Outcome<null> {
  return collects === 'channel' && !isPushed(given) && !mayOverride(context)
    ? refuse('no-right', { role: context.actor.role, command: 'holdItems', why: 'no-reference' })
    : done(null);
}
