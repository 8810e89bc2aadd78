/** By which way a booking came: the channel and the agent who sold it, by id; null for none. */
export interface CameBy {
  readonly channelId: string | null;
  readonly agentId: string | null;
}

/** Whether two bookings came by the same way: what is owed to whom is agreed with channel and agent, so only such two become one [B5]. */
export function cameAlike(one: CameBy, other: CameBy): boolean {
  return one.channelId === other.channelId && one.agentId === other.agentId;
}
