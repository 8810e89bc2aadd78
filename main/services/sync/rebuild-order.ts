import type { Store } from '#main/store/open-store.ts';
import type { FeedLoop } from './feed-loop.ts';
import type { Line } from './line.ts';

/** The feed of a desk whose replica is being made anew. */
export interface FeedInOrder extends FeedLoop {
  /** The line for the push: what goes wrong there is not to keep the desk without its rows. */
  readonly line: Line;
  /** Begins the feed where nothing is left to wait for. */
  mayBegin(): void;
}

/**
 * Follows the feed at once; but while a replica is made anew, only when what came back from the black box has been sent [S16]:
 * the server answers for envelopes that it had already, and so they are not laid a second time over a base that holds them.
 */
export function feedAfterPush(store: Store, line: Line, start: () => FeedLoop): FeedInOrder {
  const isWaiting = () => store.meta.get('rebuild') !== undefined && store.journal.pending().some(({ sent }) => !sent);
  let feed = isWaiting() ? undefined : start();
  const begin = () => {
    feed ??= start();
  };
  return {
    line: {
      ...line,
      troubled(channel, trouble) {
        line.troubled(channel, trouble);
        // The server is there and does not take them: they wait for a person, the base need not.
        if (trouble.kind !== 'unreachable') begin();
      },
    },
    mayBegin() {
      if (feed === undefined && !isWaiting()) begin();
    },
    get nextAttemptAt() {
      return feed?.nextAttemptAt;
    },
    now: () => feed?.now(),
    disconnect: () => feed?.disconnect(),
    stop: () => feed?.stop(),
  };
}
