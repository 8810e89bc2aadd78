import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { standings } from '#shared/sync/envelope.ts';

/** What a desk is, from its enrolment: its place, its code and epoch, its sign-in and the epoch's keys. */
export const identity = z.object({
  server: z.string(),
  token: z.string(),
  tenantId: z.string(),
  propertyId: z.string(),
  deskId: z.string(),
  desk: z.string(),
  name: z.string(),
  epoch: z.number().int().min(1),
  /** Ed25519, SPKI and PKCS #8, base64. */
  publicKey: z.string(),
  privateKey: z.string(),
  /** The server's key, which it countersigns with [S7]. */
  serverKey: z.string().optional(),
});
export type Identity = z.infer<typeof identity>;

/** An earlier life of this desk's data, some of whose envelopes are still to be deposited under its own key [S16]. */
export const pastEpoch = z.object({
  identity,
  /** The last seq of it whose verdict row was applied. */
  settled: z.number().int(),
});
export type PastEpoch = z.infer<typeof pastEpoch>;

/** Everything kept under a name, and what it must be when it is read back. */
const kept = {
  identity,
  /** Where the feed goes on [S8]. */
  feed: z.object({ handle: z.string(), offset: z.string() }),
  /** When the replica was last known to be up to date. */
  freshAt: z.string(),
  /** The last seq of this epoch whose verdict row was applied [S10]. */
  settled: z.number().int(),
  /** Oldest first; one whose envelopes are all settled is let go at the next start. */
  pastEpochs: z.array(pastEpoch),
  /** Why the replica is being made anew from the server and the black box, until its first sync is complete [S16]. */
  rebuild: z.object({
    why: z.enum(['damaged', 'missing', 'older', 'recovered']),
    /** Where what was there before lies now. */
    movedTo: z.string().nullable(),
    pendingRestored: z.number().int(),
    at: z.string(),
  }),
  /** The pending envelopes' effects are taken back for an upgrade that is not complete [S17]. */
  upgrading: z.boolean(),
  /** The last server-time estimate that a command was stamped with [S3]. */
  lastNow: z.string(),
  /** Server time less this machine's, in milliseconds. */
  clockOffset: z.number(),
  /** What an epoch of this desk is to the server, as its last answer said. */
  standing: z.object({ epoch: z.number().int(), is: z.enum(standings) }),
  /** Whether a person has pulled the line. */
  lineOff: z.boolean(),
  firstSync: z.object({ rows: z.number(), complete: z.boolean() }),
  /** Indexes and triggers to make again when the first sync is complete. */
  deferred: z.array(z.string()),
  /** The longest stay in days: how far back a window of the calendar must look. */
  longestStay: z.number().int(),
  /** PIN attempts of the sign-in, kept across restarts. */
  lockOut: z.record(z.string(), z.unknown()),
} as const;
type Kept = typeof kept;
export type MetaName = keyof Kept;

/** The desk's few values about itself, in the replica and in its transactions. */
export interface Meta {
  get<N extends MetaName>(name: N): z.infer<Kept[N]> | undefined;
  set<N extends MetaName>(name: N, value: z.infer<Kept[N]>): void;
  clear(name: MetaName): void;
}

export function metaOf(db: Database): Meta {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
  const write = db.prepare<[string, string]>(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare<[string]>('DELETE FROM meta WHERE name = ?');
  return {
    get<N extends MetaName>(name: N) {
      const found = read.get(name);
      if (found === undefined) return undefined;
      // The schema of a name yields the type of that name.
      return kept[name].parse(JSON.parse(found.value)) as z.infer<Kept[N]>;
    },
    set(name, value) {
      write.run(name, JSON.stringify(value));
    },
    clear(name) {
      remove.run(name);
    },
  };
}
