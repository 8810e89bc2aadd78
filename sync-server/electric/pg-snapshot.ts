import { z } from 'zod';

/** What a snapshot sees: every transaction below `xmin`, and those below `xmax` that were not still running. */
export interface PgSnapshot {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: ReadonlySet<bigint>;
}

const Printed = z.string().regex(/^\d+:\d+:(\d+(,\d+)*)?$/);

/** Reads the text of `pg_current_snapshot()`, `xmin:xmax:xip,xip`. */
export function parsePgSnapshot(text: string): PgSnapshot {
  const [xmin = '', xmax = '', running = ''] = Printed.parse(text).split(':');
  return {
    xmin: BigInt(xmin),
    xmax: BigInt(xmax),
    running: new Set(running === '' ? [] : running.split(',').map(BigInt)),
  };
}

/** The text that `parsePgSnapshot` reads. */
export function printPgSnapshot({ xmin, xmax, running }: PgSnapshot): string {
  return `${xmin}:${xmax}:${[...running].join(',')}`;
}

/**
 * Whether the snapshot already holds the work of a transaction. Replication names transactions by their lower 32 bits
 * only, so the number is completed to the one nearest `xmax`.
 */
export function sees(snapshot: PgSnapshot, xid: number): boolean {
  const whole = snapshot.xmax + BigInt.asIntN(32, BigInt(xid) - snapshot.xmax);
  return whole < snapshot.xmin || (whole < snapshot.xmax && !snapshot.running.has(whole));
}

/** The snapshot as the protocol writes it into its messages. */
export function snapshotFields(snapshot: PgSnapshot): { xmin: string; xmax: string; xip_list: string[] } {
  return {
    xmin: String(snapshot.xmin),
    xmax: String(snapshot.xmax),
    xip_list: [...snapshot.running].map(String),
  };
}
