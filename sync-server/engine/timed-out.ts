/** Counts how often an envelope ran into the time limit of a statement, so that one that always does stops no queue [S25]. */
export interface TimeOuts {
  /** Notes one more, and tells whether it was the last that is borne. */
  isLast(envelope: { readonly id: string; readonly hash: string }): boolean;
}

/** Tries of the same envelope, at this process, before it is set aside. */
const TRIES = 3;
/** Envelopes remembered; the longest unheard of is forgotten first. */
const REMEMBERED = 1000;

export function openTimeOuts(): TimeOuts {
  const counts = new Map<string, number>();
  return {
    isLast({ id, hash }) {
      const key = `${id}/${hash}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.delete(key);
      counts.set(key, count);
      const [oldest] = counts.keys();
      if (counts.size > REMEMBERED && oldest !== undefined) counts.delete(oldest);
      return count >= TRIES;
    },
  };
}
