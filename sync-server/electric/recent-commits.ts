import type { Lsn } from './lsn.ts';
import { sees, type PgSnapshot } from './pg-snapshot.ts';

/**
 * The transactions that replication told last. It may tell one a moment before Postgres shows it to new snapshots; a
 * snapshot taken in that moment would lack it, and so would the log that begins behind it.
 */
export interface RecentCommits {
  note(xid: number, lsn: Lsn): void;
  /** Whether the snapshot lacks one of those told up to a place. */
  areMissing(snapshot: PgSnapshot, upTo: Lsn): boolean;
}

export function rememberCommits(): RecentCommits {
  const xids = Array.from({ length: KEPT }, () => 0);
  const lsns = Array.from({ length: KEPT }, (): Lsn => 0n);
  let count = 0;
  return {
    note(xid, lsn) {
      xids[count % KEPT] = xid;
      lsns[count % KEPT] = lsn;
      count += 1;
    },
    areMissing(snapshot, upTo) {
      for (let index = 0; index < Math.min(count, KEPT); index += 1) {
        if ((lsns[index] ?? 0n) <= upTo && !sees(snapshot, xids[index] ?? 0)) return true;
      }
      return false;
    },
  };
}

const KEPT = 2_048;
