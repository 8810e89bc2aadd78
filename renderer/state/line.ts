import { create } from 'zustand';
import type { LineView } from '#shared/rpc/sync-views.ts';

/** The line between this desk and the server. Null until the services have said. */
export const useLine = create<{ readonly line: LineView | null }>(() => ({ line: null }));

export function takeLine(line: LineView): void {
  useLine.setState({ line });
}

/** What is sold now waits for the server; what this desk leases it can promise all the same [S32]. */
export function isOffline({ line }: { readonly line: LineView | null }): boolean {
  return line !== null && line.state !== 'online';
}

/** The server takes no sale from this desk now: it is a copy, was replaced or revoked, or is too old [S12, S16, S18, S22]. */
export function isShutOut(state: LineView['state']): boolean {
  return state === 'forked' || state === 'closed' || state === 'revoked' || state === 'tooOld';
}
