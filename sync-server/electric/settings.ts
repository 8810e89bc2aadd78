import type { ClientConfig } from 'pg';

/** The knobs of the shape server. Times are milliseconds. */
export interface ElectricSettings {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Shared by all shape servers of a database; created when it is missing. */
  readonly publication: string;
  /** Each server makes a slot of its own, named with this and an end that is its folder's, or random without one. */
  readonly slot: string;
  /** Where shapes are kept so that they outlive the process; without it they live in the temporary folder and end with it. */
  readonly storageFolder: string | undefined;
  /** About how large one answer of a snapshot gets; one of the log is at most a megabyte, because it passes through memory. */
  readonly chunkBytes: number;
  /** How much of its latest changes a shape keeps on disk for those who come back. A larger transaction drops the shape. */
  readonly logBytes: number;
  /** How much of them it keeps in memory as well, and all shapes together. */
  readonly tailBytes: number;
  readonly memoryBytes: number;
  /** How much disk all shapes together may take; past it those go that were not read for longest. */
  readonly diskBytes: number;
  /** How much write-ahead log the slot of a server that is gone may hold before another drops it. */
  readonly abandonedSlotBytes: number;
  readonly longPollMs: number;
  readonly sseMs: number;
  readonly keepAliveMs: number;
  /** How long a request that is ahead of the log waits before it is refused. */
  readonly outOfBoundsMs: number;
  /** How long a snapshot's file is kept after its last reader. */
  readonly snapshotKeepMs: number;
  /** How long a shape without readers is kept. */
  readonly idleMs: number;
  readonly maxShapes: number;
  /** How often shapes without readers, changed tables and abandoned slots are looked for. */
  readonly upkeepMs: number;
  /** How long an answer that is not the first may be kept by an HTTP cache, in seconds. */
  readonly cacheSeconds: number;
  readonly staleSeconds: number;
  /** Whether DELETE /v1/shape may drop a shape. */
  readonly deletable: boolean;
  /** Asked of every request when it is set. */
  readonly secret: string | undefined;
}

export const DEFAULT_SETTINGS: Omit<ElectricSettings, 'databaseUrl'> = {
  host: '127.0.0.1',
  port: 0,
  publication: 'cairn_electric',
  slot: 'cairn_electric',
  storageFolder: undefined,
  chunkBytes: 10_000_000,
  logBytes: 128_000_000,
  tailBytes: 1_000_000,
  memoryBytes: 64_000_000,
  diskBytes: 8_000_000_000,
  abandonedSlotBytes: 1_000_000_000,
  longPollMs: 20_000,
  sseMs: 60_000,
  keepAliveMs: 21_000,
  outOfBoundsMs: 10_000,
  snapshotKeepMs: 300_000,
  idleMs: 3_600_000,
  maxShapes: 5_000,
  upkeepMs: 10_000,
  cacheSeconds: 60,
  staleSeconds: 300,
  deletable: false,
  secret: undefined,
};

/** How every connection prints values: the text is the protocol, so it must not hang on the server's settings. */
export function connectionConfig(databaseUrl: string, name: string): ClientConfig {
  const print = [
    'DateStyle=ISO,DMY',
    'TimeZone=UTC',
    'IntervalStyle=iso_8601',
    'bytea_output=hex',
    'extra_float_digits=1',
  ];
  const options = [...print, 'standard_conforming_strings=on', 'lc_monetary=C', 'jit=off']
    .map((setting) => `-c ${setting}`)
    .join(' ');
  return { connectionString: databaseUrl, options, application_name: name, keepAlive: true };
}
