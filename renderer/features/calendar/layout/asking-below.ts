import type { ChartRow } from './chart.ts';

/** What waits for a person in some rows. */
export interface Asking {
  readonly dueIn: number;
  readonly dueOut: number;
  readonly overdue: number;
}

const NOTHING: Asking = { dueIn: 0, dueOut: 0, overdue: 0 };

/** For every row what is asked in it and in all rows under it; one entry more than rows, the last with nothing. Only stays that touch `[from, to)` count. */
export function askingFrom(rows: readonly ChartRow[], from: number, to: number): readonly Asking[] {
  const sums: Asking[] = Array.from({ length: rows.length + 1 }, () => NOTHING);
  for (let index = rows.length - 1; index >= 0; index--) {
    let { dueIn, dueOut, overdue } = sums[index + 1] ?? NOTHING;
    for (const one of rows[index]?.bars ?? []) {
      if (one.kind !== 'stay' || one.from >= to || Math.max(one.to, one.from + 1) < from) continue;
      if (one.bar.state === 'dueIn') dueIn++;
      else if (one.bar.state === 'dueOut') dueOut++;
      else if (one.bar.state === 'overdue') overdue++;
    }
    sums[index] = { dueIn, dueOut, overdue };
  }
  return sums;
}
