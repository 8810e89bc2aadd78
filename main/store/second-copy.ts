import type { FileLayer } from '#main/black-box/file-layer.ts';
import { recoveryCodeOf } from '#main/black-box/recovery-code.ts';
import { type LogPlace, openLog } from '#main/black-box/sealed-log.ts';
import type { GuestKey } from '#shared/sync/envelope.ts';
import type { BeginRecord, EntryRecord } from './box-records.ts';
import type { Counters } from './counters.ts';
import type { GuestSeals } from './guest-seals.ts';
import type { Journal, Pending } from './journal.ts';
import type { Identity, Meta } from './meta.ts';

/** How the second copy stands, for the line and the Sync panel [S7]. */
export interface BlackBoxStatus {
  /** Where it lies; null where the desk keeps none. */
  readonly folder: string | null;
  /** Envelopes in it, and the bytes of its files. */
  readonly records: number;
  readonly bytes: number;
  /** Envelopes that are taken and are not in it, because it failed. */
  readonly missing: number;
  /** The last failure, while something is missing. */
  readonly lastFailure: { readonly at: string; readonly message: string } | null;
}

/** What goes into the second copy of one envelope; the keys are of the guests that it makes [S29]. */
export interface BoxEntry extends Pick<Pending, 'envelope' | 'kind' | 'concerns'> {
  readonly keys: readonly GuestKey[];
}

/** The second copy of what is taken here, in a folder of its own [S7]. */
export interface BlackBox {
  status(): BlackBoxStatus;
  /** Appends what was just committed, flushed when this returns; what failed before goes first. */
  keep(self: Identity, entry: BoxEntry): 'kept' | 'failed' | 'none';
  /** The server signed that it has the epoch up to there: what it covers may go. False where the envelope is not known by this hash. */
  countersigned(of: { readonly epoch: number; readonly seq: number; readonly hash: string }): boolean;
  /** Writes down who the desk is now, its counters, and every pending envelope that is missing. */
  catchUp(): void;
  /** Keys of guests came: that of one who is erased does not stay here longer than its envelope must [S29]. */
  keysCame(): void;
  /** The key, to be written down and kept elsewhere; undefined where the desk keeps no second copy. */
  recoveryCode(): string | undefined;
  close(): void;
}

/** What the black box reads off the replica. */
export interface BoxSource {
  readonly meta: Meta;
  readonly counters: Counters;
  readonly journal: Journal;
  readonly seals: Pick<GuestSeals, 'madeBetween' | 'isErased'>;
  readonly machineNow: () => number;
}

export interface BoxOptions {
  readonly files: FileLayer;
  readonly folder: string;
  readonly key: Uint8Array;
  readonly place: LogPlace;
  /** Files that hold nothing, since their making was cut. */
  readonly halfMade?: readonly string[];
  /** What each of the place's segments holds, oldest first. */
  readonly held: readonly (readonly EntryRecord[])[];
  readonly countersigned: ReadonlyMap<number, number>;
  /** A segment of more bytes is followed by a new one. */
  readonly segmentBytes?: number | undefined;
}

interface Held {
  readonly number: number;
  records: number;
  /** The last seq of each epoch in this segment. */
  readonly last: Map<number, number>;
  /** Guests whose keys lie in it. */
  readonly guests: Set<string>;
}

/** Records of one append: enough to heal fast, few enough that trying in vain costs little. */
const atOnce = 50;
/** Segments that are wholly signed for are not worth being replaced before they have this share of a full one. */
const worthDropping = 1 / 16;

/** A desk without a second copy: tests, and tools that only read. */
export const noBlackBox: BlackBox = {
  status: () => ({ folder: null, records: 0, bytes: 0, missing: 0, lastFailure: null }),
  keep: () => 'none',
  countersigned: () => false,
  catchUp: () => {},
  keysCame: () => {},
  recoveryCode: () => undefined,
  close: () => {},
};

/** Goes on with a black box that was read, or begins one. It never throws: what the disk refuses is told by `status`. */
export function blackBoxOf(options: BoxOptions, source: BoxSource): BlackBox {
  const { files, folder, key, segmentBytes = 1024 * 1024 } = options;
  const { meta, counters, journal } = source;
  const log = openLog(files, folder, key, options.place);
  const signed = new Map(options.countersigned);
  const hashes = new Map<string, string>();
  const held: Held[] = options.place.segments.map(({ number }) => ({
    number,
    records: 0,
    last: new Map(),
    guests: new Set(),
  }));
  options.held.forEach((entries, at) => note(held[at], entries));
  const halfMade = [...(options.halfMade ?? [])];
  let waiting: EntryRecord[] = [];
  let saidOf = '';
  // A record could not be made: what is missing is looked up in the journal before the next.
  let lacks = false;
  let failure: BlackBoxStatus['lastFailure'] = null;

  function note(segment: Held | undefined, entries: readonly EntryRecord[]): void {
    if (segment === undefined) return;
    for (const { envelope, keys } of entries) {
      segment.records++;
      for (const { guestId } of keys) segment.guests.add(guestId);
      segment.last.set(envelope.epoch, Math.max(envelope.seq, segment.last.get(envelope.epoch) ?? 0));
      hashes.set(`${envelope.epoch}/${envelope.seq}`, envelope.hash);
    }
  }

  function beginSegment(self: Identity): void {
    const begin: BeginRecord = {
      type: 'begin',
      identity: self,
      past: meta.get('pastEpochs') ?? [],
      counters: counters.all().map(([name, value, hash]) => [name, value, hash]),
      countersigned: [...signed],
      lastNow: meta.get('lastNow') ?? '',
    };
    log.begin([begin]);
    held.push({ number: log.segments.at(-1)?.number ?? 0, records: 0, last: new Map(), guests: new Set() });
    saidOf = selfText(self);
  }

  function failed(error: unknown): void {
    failure = { at: new Date(source.machineNow()).toISOString(), message: wordsOf(error) };
  }

  /** Takes from the journal what no segment holds and the server has not signed for. */
  function collect(): void {
    const last = (epoch: number) =>
      Math.max(signed.get(epoch) ?? 0, ...held.map((segment) => segment.last.get(epoch) ?? 0));
    waiting = journal
      .pending()
      .filter(({ envelope: { epoch, seq } }) => seq > last(epoch))
      .map((entry) => {
        const { epoch, seq } = entry.envelope;
        return recordOf({ ...entry, keys: source.seals.madeBetween(epoch, seq - 1, seq) });
      });
    lacks = false;
  }

  /** Appends what waits, in order; true when nothing does any more. */
  function appendWaiting(self: Identity): boolean {
    try {
      for (const file of halfMade.splice(0)) files.remove(file);
      if (saidOf !== selfText(self)) beginSegment(self);
      while (waiting.length > 0) {
        const next = waiting.slice(0, atOnce);
        log.append(next);
        note(held.at(-1), next);
        waiting = waiting.slice(next.length);
      }
      failure = null;
    } catch (error) {
      failed(error);
      return false;
    }
    if ((log.segments.at(-1)?.bytes ?? 0) > segmentBytes) quietly(() => beginSegment(self));
    return true;
  }

  const recordOf = ({ envelope, kind, concerns, keys }: BoxEntry): EntryRecord => ({
    type: 'entry',
    envelope,
    kind,
    concerns,
    keys: keys.map((key) => ({ ...key })),
    counters: counters.all().map(([name, value, hash]) => [name, value, hash]),
  });

  /** Nothing of it is awaited by anybody: the server signed for it, or it is of an ended epoch that was let go, all of it settled [S16]. */
  function isCovered(segment: Held): boolean {
    const open = new Set([
      ...(meta.get('pastEpochs') ?? []).map((past) => past.identity.epoch),
      meta.get('identity')?.epoch,
    ]);
    return [...segment.last].every(([epoch, seq]) => !open.has(epoch) || seq <= (signed.get(epoch) ?? 0));
  }

  function trim(): void {
    const self = meta.get('identity');
    if (self === undefined || waiting.length > 0) return;
    const isWorthIt = log.segments.reduce((sum, { bytes }) => sum + bytes, 0) > segmentBytes * worthDropping;
    const holdsErased = held.some(({ guests }) => [...guests].some(source.seals.isErased));
    if ((isWorthIt || holdsErased) && held.every(isCovered)) beginSegment(self);
    const first = held.findIndex((segment, at) => at === held.length - 1 || !isCovered(segment));
    const [keepFrom] = held.slice(first);
    if (keepFrom === undefined || first === 0) return;
    log.dropBefore(keepFrom.number);
    held.splice(0, first);
  }

  return {
    status: () => ({
      folder,
      records: held.reduce((sum, { records }) => sum + records, 0),
      bytes: log.segments.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: waiting.length,
      lastFailure: failure,
    }),
    keep(self, entry) {
      try {
        if (lacks) collect();
        else waiting.push(recordOf(entry));
      } catch (error) {
        // It is committed, and whoever took it must hear so.
        lacks = true;
        failed(error);
        return 'failed';
      }
      return appendWaiting(self) ? 'kept' : 'failed';
    },
    countersigned({ epoch, seq, hash }) {
      if (hashes.get(`${epoch}/${seq}`) !== hash) return false;
      signed.set(epoch, Math.max(seq, signed.get(epoch) ?? 0));
      for (const known of hashes.keys()) {
        const [of, at] = known.split('/').map(Number);
        if (of === epoch && at !== undefined && at < seq) hashes.delete(known);
      }
      quietly(trim);
      return true;
    },
    catchUp() {
      const self = meta.get('identity');
      if (self === undefined) return;
      collect();
      if (appendWaiting(self)) quietly(trim);
    },
    keysCame: () => quietly(trim),
    recoveryCode: () => recoveryCodeOf(key),
    close: () => quietly(() => log.close()),
  };
}

/** What of a desk's identity may change while it works; a change begins a segment that says so. */
function selfText({ server, token, desk, epoch, serverKey }: Identity): string {
  return JSON.stringify([server, token, desk, epoch, serverKey]);
}

/** Tidying that the disk refuses is tried again at the next occasion; nothing is missing by it. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // As above.
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
