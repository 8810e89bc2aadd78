import { statSync } from 'node:fs';
import type { LineView, SyncView } from '#shared/rpc/sync-views.ts';
import type { Change, Store } from '#main/store/open-store.ts';
import { putAsideBeside } from '#main/store/put-aside-replicas.ts';
import { forgetEndedEpochs } from '#main/store/begin-epoch.ts';
import { rebuildOf, secondCopyOf } from '../views/making.ts';
import { startFeed } from './feed-loop.ts';
import { startGivingBack } from './give-back.ts';
import { type Channel, lineOf, standingOf } from './line.ts';
import { startPushes } from './push-epochs.ts';
import { feedAfterPush } from './rebuild-order.ts';
import { type World, realWorld } from './world.ts';

/** The desk's exchange with the server while it runs. */
export interface DeskSync {
  /** Pulls the line or puts it back; kept across restarts. */
  setLine(on: boolean): LineView;
  /** Tries at once what waits for its time. */
  tryNow(): LineView;
  line(): LineView;
  status(): SyncView;
  stop(): void;
}

interface SyncOptions {
  readonly store: Store;
  /** Hears of every change of the replica, from here and from the feed. */
  readonly onChange: (change: Change) => void;
  readonly onLine: (line: LineView) => void;
  /** Hears of every failed exchange. */
  readonly onTrouble?: ((channel: Channel, message: string) => void) | undefined;
  /** The real one, but for a simulation. */
  readonly world?: World | undefined;
}

/** Starts pushing the journal and following the feed. The desk must be enrolled. */
export function startSync({ store, onChange, onLine, onTrouble, world = realWorld }: SyncOptions): DeskSync {
  const self = store.identity();
  if (self === undefined) throw new Error('this desk is not enrolled');
  forgetEndedEpochs(store);
  const told = (view: LineView) => {
    onLine(view);
    givingBack.look();
  };
  const line = lineOf(store, told, onTrouble);
  const givingBack = startGivingBack(store, self, line, world);
  const onApplied = (settled: number) => {
    if (settled === 0) return;
    onLine(line.view());
    push.wake();
  };
  const news = { onReturned: () => push.now(), onApplied };
  const feed = feedAfterPush(store, line, () => startFeed(store, self, line, news, world));
  const push = startPushes(
    store,
    self,
    feed.line,
    {
      onReturned: () => feed.now(),
      onAnswered() {
        feed.mayBegin();
        // No verdict comes back to such a desk: that something is deposited is all that there is to tell [S12, S18].
        const now = line.view();
        if (now.state === 'revoked' || now.state === 'tooOld') onLine(now);
      },
      onCountersigned: (of) => void store.blackBox.countersigned(of),
    },
    world,
  );
  const unhear = store.onChange((change) => {
    onChange(change);
    if (change.entities.includes('lease')) givingBack.look();
    if (change.from === 'feed') return;
    onLine(line.view());
    push.wake();
  });
  push.wake();
  return {
    setLine(on) {
      line.setIn(on);
      if (!on) feed.disconnect();
      else {
        feed.now();
        push.now();
      }
      return line.view();
    },
    tryNow() {
      feed.now();
      push.now();
      return line.view();
    },
    line: line.view,
    status: () => ({
      line: line.view(),
      server: self.server,
      desk: self.desk,
      epoch: self.epoch,
      freshAt: store.meta.get('freshAt') ?? null,
      clockOffsetMs: store.meta.get('clockOffset') ?? 0,
      replicaBytes: bytesOf(store.file),
      standing: standingOf(store),
      secondCopy: secondCopyOf(store),
      rebuild: rebuildOf(store),
      putAside: [...putAsideBeside(store.file)],
      lastError: line.lastError,
      nextAttemptAt: soonest(push.nextAttemptAt, feed.nextAttemptAt),
      firstSync: store.meta.get('firstSync') ?? { rows: 0, complete: false },
      pending: store.journal.pending().map(({ envelope, kind, sent, likelyRefused, concerns }) => ({
        seq: envelope.seq,
        command: envelope.name,
        kind,
        at: envelope.at,
        sent,
        likelyRefused,
        concerns,
      })),
    }),
    stop() {
      unhear();
      givingBack.stop();
      push.stop();
      feed.stop();
    },
  };
}

function soonest(...times: (number | undefined)[]): string | null {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}

function bytesOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0);
}
