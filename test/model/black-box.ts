import type { Envelope } from './commands.ts';

/** Where a desk's series stand: envelopes of the epoch, receipts of the epoch [S5]. */
export interface Counters {
  readonly seq: number;
  readonly hash: string;
  readonly number: number;
  readonly receiptHash: string;
}

export const nothingCounted: Counters = { seq: 0, hash: '', number: 0, receiptHash: '' };

/** An envelope in the second folder, with the counters as it left them, and the keys of the guests that it seals. */
export interface BoxRecord {
  readonly envelope: Envelope;
  readonly counters: Counters;
  readonly guestKey: string | null;
}

/** The black box [S7]: `flushed` records have reached the disk. What was trimmed leaves its counters behind, for each epoch. */
export interface Box {
  records: BoxRecord[];
  flushed: number;
  cut: Map<number, Counters>;
}

export function emptyBox(): Box {
  return { records: [], flushed: 0, cut: new Map() };
}

export function copyOfBox(box: Box): Box {
  return { records: [...box.records], flushed: box.flushed, cut: new Map(box.cut) };
}

/** The newest epoch that the box knows of; 0 for a box that never held anything. */
export function epochOf(box: Box): number {
  return Math.max(0, ...box.cut.keys(), ...box.records.map(({ envelope }) => envelope.epoch));
}

/** How far an epoch is written in the box, trimmed or not. */
export function endOf(box: Box, epoch: number): Counters {
  const last = box.records.findLast(({ envelope }) => envelope.epoch === epoch);
  const cut = box.cut.get(epoch) ?? nothingCounted;
  return last === undefined || last.counters.seq < cut.seq ? cut : last.counters;
}

/** Takes away what the server countersigned: only up to a record that is the very one [S7, S22]; tells what went. */
export function trim(box: Box, epoch: number, seq: number, hash: string | null, keepCounters: boolean): BoxRecord[] {
  const signed = box.records.find(
    ({ envelope }) => envelope.epoch === epoch && envelope.seq === seq && (hash === null || envelope.hash === hash),
  );
  if (signed === undefined) return [];
  const isGone = ({ envelope }: BoxRecord) => envelope.epoch === epoch && envelope.seq <= seq;
  const gone = box.records.filter(isGone);
  box.flushed -= box.records.slice(0, box.flushed).filter(isGone).length;
  box.records = box.records.filter((record) => !isGone(record));
  if (keepCounters) box.cut.set(epoch, signed.counters);
  return gone;
}
