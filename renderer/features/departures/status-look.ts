import type { DepartureCell } from '#shared/rpc/departure-views.ts';
import type { DepartureStatus } from '#shared/schema/words.ts';
import type { IconName } from '#renderer/ui/icon.tsx';
import type { Tone } from '#renderer/ui/tag.tsx';

/** How a status looks; its word stands beside it always. */
export const statusLook: Readonly<Record<DepartureStatus, { readonly tone: Tone; readonly icon: IconName }>> = {
  SCHEDULED: { tone: 'in', icon: 'clock' },
  OPEN: { tone: 'house', icon: 'check' },
  FEW_LEFT: { tone: 'out', icon: 'hourglass' },
  FULL: { tone: 'conf', icon: 'ban' },
  WAITLIST: { tone: 'tent', icon: 'guests' },
  CLOSED: { tone: 'outline', icon: 'lock' },
  DEPARTED: { tone: 'gone', icon: 'departuresOut' },
  CANCELLED: { tone: 'late', icon: 'close' },
};

/** Whether a booking can be begun with it: also where nothing is free, since a line or a manager may still help. */
export function isBookable(status: DepartureStatus): boolean {
  return (
    status === 'OPEN' || status === 'FEW_LEFT' || status === 'FULL' || status === 'WAITLIST' || status === 'SCHEDULED'
  );
}

/** Seats that are free, below zero where more is sold than is there. */
export function freeOf({
  total,
  blocked,
  held,
  confirmed,
}: Pick<DepartureCell, 'total' | 'blocked' | 'held' | 'confirmed'>): number {
  return total - blocked - held - confirmed;
}
