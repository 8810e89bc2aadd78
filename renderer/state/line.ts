import { create } from 'zustand';
import type { LineView } from '#shared/rpc/sync-views.ts';

/** The line between this desk and the server. Null until the services have said. */
export const useLine = create<{ readonly line: LineView | null }>(() => ({ line: null }));

export function takeLine(line: LineView): void {
  useLine.setState({ line });
}
