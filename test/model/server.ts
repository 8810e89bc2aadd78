import type { Breakage } from './broken.ts';
import { type Envelope, type Input, judge } from './commands.ts';
import { type Rows, type Writes, put } from './rows.ts';

export interface EpochRecord {
  readonly desk: string;
  readonly epoch: number;
  readonly branchOf: number | null;
  lastSeq: number;
  lastHash: string;
  acknowledged: number;
  closed: boolean;
}

/** An answer under its identity [S22], and where in the feed its rows stand. */
export interface Kept {
  readonly envelope: Envelope;
  readonly epoch: number;
  readonly outcome: 'applied' | 'refused' | 'exception';
  readonly reason: string;
  readonly at: number;
  /** Its actor had no right any more [S28]. */
  readonly dismissed: boolean;
}

/** One row of a server transaction as the feed gives it; `pruned` rows leave the feed and not the business [S29]. */
export interface FeedRow {
  readonly key: string;
  readonly row: Rows extends Map<string, infer R> ? R | null : never;
  readonly pruned?: true;
}

export interface Server {
  readonly rows: Rows;
  readonly hidden: Set<string>;
  readonly epochs: EpochRecord[];
  readonly kept: Kept[];
  readonly log: (readonly FeedRow[])[];
  handle: number;
  code: number;
  readonly revoked: Set<string>;
  readonly dismissed: Set<string>;
  readonly erased: Set<string>;
  /** Who had last written a row when an envelope edited it. */
  readonly writers: Map<string, string>;
  readonly broken: ReadonlySet<Breakage>;
}

export interface Push {
  readonly desk: string;
  readonly epoch: number;
  readonly envelopes: readonly { readonly envelope: Envelope; readonly guestKey: string | null }[];
  readonly acknowledged: number;
}

export type Answer = {
  readonly desk: string;
  readonly epoch: number;
  /** Up to where the desk goes on, and what the server signs to have. */
  readonly taken: number;
  /** The last that the push held. */
  readonly sent: number;
  readonly standing: 'active' | 'branch' | 'closed';
  /** The epoch that they were taken under. */
  readonly under: number;
  readonly signed: { readonly seq: number; readonly hash: string } | null;
  readonly outcomes: ReadonlyMap<string, Kept['outcome']>;
  /** The last of the push whose verdict row was acknowledged, and is gone. */
  readonly acknowledged: number;
};

export function openServer(broken: ReadonlySet<Breakage>): Server {
  const closed = { hidden: new Set<string>(), revoked: new Set<string>(), dismissed: new Set<string>() };
  const lists = { epochs: [], kept: [], log: [], erased: new Set<string>(), writers: new Map<string, string>() };
  return { rows: new Map(), handle: 1, code: 1, broken, ...closed, ...lists };
}

/**
 * A new life of a desk's data [S16]: the one it follows takes only facts from now on, or all of them where nobody knows which it
 * was. The other branches of a fork are left alone: they are at work.
 */
export function enrol(server: Server, desk: string, follows: number | null): number {
  const mine = server.epochs.filter((known) => known.desk === desk);
  for (const known of mine) if (follows === null || known.epoch === follows) known.closed = true;
  const epoch = Math.max(0, ...mine.map((known) => known.epoch)) + 1;
  const fresh = { lastSeq: 0, lastHash: '', acknowledged: 0, closed: false, branchOf: null };
  server.epochs.push({ desk, epoch, ...fresh });
  server.revoked.delete(desk);
  return epoch;
}

/** One Postgres transaction [S20]: rows, and what the feed says of them. */
export function commit(server: Server, writes: Writes): void {
  put(server.rows, writes);
  for (const key of writes.keys()) server.hidden.delete(key);
  server.log.push([...writes].map(([key, row]) => ({ key, row })));
}

/** A sale or a cancellation by somebody else, at the server itself. */
export function actElsewhere(server: Server, number: number, input: Input): void {
  const id = `web${number}`;
  const get = (key: string) => server.rows.get(key);
  const own = { id, writer: `server/${id}`, get, sees: undefined, mayAct: true, wasRefused: () => false };
  const judged = judge({ ...own, input, onServer: true });
  if (judged.refused === null) commit(server, judged.writes);
}

/** Lets the verdict rows go that the desk has applied [S10]; where the epoch forked they stay. */
export function acknowledge(server: Server, { desk, epoch, acknowledged }: Push): void {
  const record = server.epochs.find((known) => known.desk === desk && known.epoch === epoch);
  if (record === undefined) return;
  record.acknowledged = Math.max(record.acknowledged, Math.min(record.lastSeq, acknowledged));
  if (server.epochs.some((known) => known.desk === desk && known.branchOf === epoch)) return;
  const gone = [...server.rows.keys()].filter(
    (key) => key.startsWith(`verdict/${desk}/${epoch}/`) && Number(key.split('/')[3]) <= acknowledged,
  );
  if (gone.length > 0) commit(server, new Map(gone.map((key) => [key, null])));
}
