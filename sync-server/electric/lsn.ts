/**
 * A place in Postgres' write-ahead log as one number. Changes, `global_last_seen_lsn` and `database_lsn` all use it, in
 * decimal, because the client compares the three with each other.
 */
export type Lsn = bigint;

/** Reads the form Postgres prints, `16/B374D848`. */
export function parseLsn(text: string): Lsn {
  const [high, low] = text.split('/');
  if (high === undefined || low === undefined) throw new Error(`not a log position: ${text}`);
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** The form Postgres reads, `16/B374D848`. */
export function formatLsn(lsn: Lsn): string {
  return `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`;
}
