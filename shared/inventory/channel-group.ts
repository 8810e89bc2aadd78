import type { BookingSource, ChannelGroup } from '#shared/schema/words.ts';

/** The group whose quota a source sells from where no channel's settings say otherwise [I7, I12]. */
export function groupOf(source: BookingSource): ChannelGroup {
  if (source === 'website') return 'website';
  return source === 'ota' ? 'ota' : 'manual';
}

/** The group of which somebody who waits will have seats: their channel's, else their source's. */
export function groupWaitedFor(entry: {
  readonly source: BookingSource;
  readonly channelGroup: ChannelGroup | null;
}): ChannelGroup {
  return entry.channelGroup ?? groupOf(entry.source);
}
