import { z } from 'zod';
import type { ReadLog } from '#main/black-box/read-log.ts';
import type { Concern } from '#shared/schema/answers.ts';
import { envelope, guestKey } from '#shared/sync/envelope.ts';
import { type Count, type NamedCount, envelopeCounter } from './counters.ts';
import { type Identity, type PastEpoch, identity, pastEpoch } from './meta.ts';

const namedCounts = z.array(z.tuple([z.string(), z.number().int(), z.string()]));
const upTo = z.array(z.tuple([z.number().int(), z.number().int()]));

/** The first record of every segment: all that is needed to go on without the segments before it, but for what is pending in them. */
const beginRecord = z.object({
  type: z.literal('begin'),
  identity,
  past: z.array(pastEpoch),
  counters: namedCounts,
  /** Up to which seq of an epoch the server has signed that it has it. */
  countersigned: upTo,
  lastNow: z.string(),
});
export type BeginRecord = z.infer<typeof beginRecord>;

/** One envelope, with what the journal says of it and every counter as it stands after it [S5]. */
const entryRecord = z.object({
  type: z.literal('entry'),
  envelope,
  kind: z.enum(['request', 'fact']),
  // Written by this program from the command's own concern.
  concerns: z.custom<Concern>((value) => typeof value === 'object' && value !== null),
  /** Keys of the guests that it makes: nobody else has them until the server does [S29]. */
  keys: z.array(guestKey).default([]),
  counters: namedCounts,
});
export type EntryRecord = z.infer<typeof entryRecord>;

/** What a black box says of its desk. */
export interface BoxContents {
  readonly identity: Identity;
  readonly past: readonly PastEpoch[];
  readonly counters: ReadonlyMap<string, Count>;
  readonly countersigned: ReadonlyMap<number, number>;
  readonly lastNow: string;
  /** Every envelope in it, in the order of epoch and seq. */
  readonly entries: readonly EntryRecord[];
}

/** What the records of a black box come to; undefined where none says whose it is. */
export function contentsOf(records: readonly unknown[]): BoxContents | undefined {
  let last: BeginRecord | undefined;
  let lastNow = '';
  const counters = new Map<string, Count>();
  const entries = new Map<string, EntryRecord>();
  const countersigned = new Map<number, number>();
  const raise = (counts: readonly NamedCount[]) => {
    for (const [name, value, hash] of counts)
      if (value >= (counters.get(name)?.value ?? 0)) counters.set(name, { value, hash });
  };
  for (const record of records) {
    const begun = beginRecord.safeParse(record);
    if (begun.success) {
      last = begun.data;
      raise(last.counters);
      for (const [epoch, seq] of last.countersigned)
        countersigned.set(epoch, Math.max(seq, countersigned.get(epoch) ?? 0));
      if (last.lastNow > lastNow) lastNow = last.lastNow;
      continue;
    }
    const kept = entryRecord.safeParse(record);
    // A record of a later release says what this one need not know.
    if (!kept.success) continue;
    const { epoch, seq, now } = kept.data.envelope;
    entries.set(`${epoch}/${seq}`, kept.data);
    raise(kept.data.counters);
    if (now > lastNow) lastNow = now;
  }
  if (last === undefined) return undefined;
  const inOrder = [...entries.values()].toSorted(
    ({ envelope: a }, { envelope: b }) => a.epoch - b.epoch || a.seq - b.seq,
  );
  return { identity: last.identity, past: last.past, counters, countersigned, lastNow, entries: inOrder };
}

/** The envelopes among records. */
export function entriesOf(records: readonly unknown[]): readonly EntryRecord[] {
  return records.flatMap((record) => {
    const read = entryRecord.safeParse(record);
    return read.success ? [read.data] : [];
  });
}

/** All records of a black box that was read, oldest first. */
export function recordsIn(read: Extract<ReadLog, { state: 'read' }>): readonly unknown[] {
  return read.segments.flatMap((segment) => segment.records);
}

/**
 * The envelopes that the server has not signed for: what a lost replica must send again. An ended epoch that the desk has let go
 * of was settled to its end, and nobody has its key any more [S16].
 */
export function pendingIn({
  entries,
  countersigned,
  identity: { epoch: current },
  past,
}: BoxContents): readonly EntryRecord[] {
  const open = new Set([current, ...past.map((one) => one.identity.epoch)]);
  return entries.filter(({ envelope: { epoch, seq } }) => open.has(epoch) && seq > (countersigned.get(epoch) ?? 0));
}

/** Where the epoch's envelopes stand in the black box. */
export function lastEnvelopeIn({ counters }: BoxContents, epoch: number): Count {
  return counters.get(envelopeCounter(epoch)) ?? { value: 0, hash: '' };
}
