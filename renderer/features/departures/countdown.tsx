import { useServerNow } from '#renderer/state/use-server-now.ts';
import { formatDuration } from '#renderer/ui/format.ts';

/** An hour and more is said in hours; below, every second counts. */
const HOUR_MS = 3_600_000;

/** What is left of a time that runs out, going down while it is shown: `12:04`, `22 h 48`, `3 days`. */
export function Countdown({ until, strong = false }: { readonly until: string; readonly strong?: boolean }) {
  const left = Date.parse(until) - useServerNow(1000);
  const text = leftWords(left);
  return strong ? <b>{text}</b> : <span>{text}</span>;
}

export function leftWords(ms: number): string {
  if (ms >= 48 * HOUR_MS) return formatDuration(ms);
  // The sign of the unit is the same in every language, and short enough for a column.
  if (ms >= HOUR_MS)
    return `${Math.floor(ms / HOUR_MS)} h ${String(Math.floor((ms % HOUR_MS) / 60_000)).padStart(2, '0')}`;
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
