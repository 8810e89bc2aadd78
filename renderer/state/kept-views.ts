import type { ViewMethod } from './view-entities.ts';

/** Views kept after their last reader left, so that going back to a screen shows it at once. */
const KEPT = 24;

/** Of these fewer: a window of the calendar is some two megabytes. The one shown last and the pages beside it are kept. */
const keptOf: Partial<Readonly<Record<ViewMethod, number>>> = { 'calendar.window': 3 };

export interface IdleView {
  readonly key: string;
  readonly method: ViewMethod;
}

/** Which views that nobody shows are forgotten, given the one shown last at the end. */
export function tooManyIdle(idle: readonly IdleView[]): string[] {
  const counts = new Map<ViewMethod, number>();
  let kept = 0;
  const forgotten: string[] = [];
  for (const { key, method } of idle.toReversed()) {
    const count = (counts.get(method) ?? 0) + 1;
    if (kept >= KEPT || count > (keptOf[method] ?? KEPT)) {
      forgotten.push(key);
      continue;
    }
    kept += 1;
    counts.set(method, count);
  }
  return forgotten;
}
