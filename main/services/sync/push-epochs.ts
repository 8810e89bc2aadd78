import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import type { Line, Trouble } from './line.ts';
import { type PushLoop, type PushNews, startPush } from './push-loop.ts';
import type { World } from './world.ts';

/** What follows from an answer; of a countersignature it is told which epoch it is for. */
export interface PushesNews extends Omit<PushNews, 'onCountersigned'> {
  readonly onCountersigned: (of: { epoch: number; seq: number; hash: string }) => void;
}

/**
 * Sends the journals of all epochs of this desk, those that have ended first, each under its own key [S16]. What the server says
 * of an ended epoch is not what it says of the desk; one that cannot be deposited for want of a sign-in does not hold the desk up.
 */
export function startPushes(
  store: Store,
  self: Identity,
  line: Line,
  { onReturned, onCountersigned, onAnswered }: PushesNews,
  world: World,
): PushLoop {
  const stuck = new Set<number>();
  // Their own sign-ins may have ended: it is this desk's that counts, and for whose the envelopes are their key.
  const past = (store.meta.get('pastEpochs') ?? []).map(({ identity }) => ({ ...identity, token: self.token }));
  const loops = [...past, self].map((identity) => {
    const { epoch } = identity;
    const news: PushNews = {
      onReturned,
      onCountersigned: ({ seq, hash }) => onCountersigned({ epoch, seq, hash }),
      onAnswered() {
        stuck.delete(epoch);
        onAnswered?.();
        if (epoch !== self.epoch && !store.journal.hasUnsent(epoch)) wake();
      },
    };
    const heard = epoch === self.epoch ? line : quietLine(line, (trouble) => noteTrouble(epoch, trouble));
    return { epoch, push: startPush(store, identity, heard, news, world) };
  });

  function noteTrouble(epoch: number, { kind }: Trouble): void {
    if (kind === 'unreachable') return;
    stuck.add(epoch);
    wake();
  }

  /** The loops that may send: none before those of the epochs before it have been answered for. */
  function due(): PushLoop[] {
    const first = loops.findIndex(({ epoch }) => !stuck.has(epoch) && store.journal.hasUnsent(epoch));
    return loops.slice(0, first < 0 ? loops.length : first + 1).map(({ push }) => push);
  }

  function wake(): void {
    for (const push of due()) push.wake();
  }

  return {
    get nextAttemptAt() {
      const times = loops.flatMap(({ push }) => push.nextAttemptAt ?? []);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    wake,
    now() {
      for (const push of due()) push.now();
    },
    stop() {
      for (const { push } of loops) push.stop();
    },
  };
}

/** The line as an ended epoch's sending sees it: whether it is in, and nothing that it says is said of the desk. */
function quietLine(line: Line, onTrouble: (trouble: Trouble) => void): Line {
  return {
    ...line,
    reached: () => false,
    troubled: (_channel, trouble) => onTrouble(trouble),
    stands: () => {},
  };
}
