/** What happened in a run, by name: so that a run that tried nothing is seen. */
export interface Tally {
  add(what: string, times?: number): void;
  /** Everything counted, in the order of the names. */
  readonly counts: Readonly<Record<string, number>>;
}

export function tallyOf(): Tally {
  const counts = new Map<string, number>();
  return {
    add: (what, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times),
    get counts() {
      return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

/** The sum of several runs' counts. */
export function sumOf(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const all = tallyOf();
  for (const each of counts) for (const [what, times] of Object.entries(each)) all.add(what, times);
  return all.counts;
}
