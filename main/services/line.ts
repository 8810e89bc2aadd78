import type { LineView, SyncView } from '#shared/rpc/views.ts';

/** The line to the server, as the services show and steer it; kept by the sync loop. */
export interface Line {
  now(): LineView;
  /** Everything for the Sync panel. */
  view(): SyncView;
  /** Pulls the line, or puts it back. */
  set(on: boolean): LineView;
  /** Tries at once, without waiting for the pause to end [S13]. */
  tryNow(): LineView;
  /** Returns the way to stop listening. */
  onChange(listener: (line: LineView) => void): () => void;
  stop(): Promise<void>;
}
