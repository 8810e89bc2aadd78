import { useSyncExternalStore } from 'react';
import { clockIn } from '#shared/kernel/dates.ts';

/** How much of the day has gone by on the lodge's own clock, 0 to 1; follows it by the minute. */
export function useDayGone(zone: string | undefined): number {
  return useSyncExternalStore(eachMinute, () => dayGone(zone));
}

function eachMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000);
  return () => clearInterval(timer);
}

function dayGone(zone: string | undefined): number {
  if (zone === undefined) return 0;
  const [hours = 0, minutes = 0] = clockIn(zone, new Date().toISOString()).split(':').map(Number);
  return (hours * 60 + minutes) / 1440;
}
