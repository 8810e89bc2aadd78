import { join } from 'node:path';
import type { FileLayer } from './file-layer.ts';
import type { LogPlace, SegmentState } from './sealed-log.ts';
import { type Chain, headOf, markOf, noChain, readSegment } from './segment.ts';

/** What a black box holds, as far as it can be read. */
export type ReadLog =
  | { readonly state: 'empty'; readonly place: LogPlace; readonly halfMade: readonly string[] }
  /** Written with another key than the one that was given. */
  | { readonly state: 'otherKey'; readonly segments: number }
  | {
      readonly state: 'read';
      /** The records of each segment, oldest first. */
      readonly segments: readonly { readonly number: number; readonly records: readonly unknown[] }[];
      readonly place: LogPlace;
      /** A last segment that a power cut left without its first record: it holds nothing, and goes before the next is made. */
      readonly halfMade: readonly string[];
      /** Bytes behind the last whole record of the last segment: an append that a power cut has torn. */
      readonly tornBytes: number;
      /** Segments that could not be read to their end, or do not follow the one before: what is behind them is lost to this reading. */
      readonly damaged: readonly string[];
    };

const NAME = /^box-(\d{8})\.seg$/;

export function segmentName(number: number): string {
  return `box-${String(number).padStart(8, '0')}.seg`;
}

/** Whether a file's name is that of a segment. */
export function isSegmentName(name: string): boolean {
  return NAME.test(name);
}

/** Reads a black box without changing it. Without a key it says only whether there is one, as `otherKey`. */
export function readLog(files: FileLayer, folder: string, key: Uint8Array | undefined): ReadLog {
  const numbers = files
    .list(folder)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
  const nextNumber = (numbers.at(-1) ?? 0) + 1;
  const segments: { number: number; records: readonly unknown[] }[] = [];
  const states: SegmentState[] = [];
  const damaged: string[] = [];
  const halfMade: string[] = [];
  let chain: Chain | undefined;
  let tornBytes = 0;
  let heads = 0;
  for (const number of numbers) {
    const isLast = number === numbers.at(-1);
    const bytes = files.read(join(folder, segmentName(number)));
    const head = headOf(bytes);
    if (head === undefined) {
      if (isLast) halfMade.push(segmentName(number));
      else damaged.push(segmentName(number));
      continue;
    }
    heads++;
    if (key === undefined || head.keyMark !== markOf(key)) continue;
    const read = readSegment(key, bytes);
    if (isLast && read?.records.length === 0 && segments.length > 0) {
      halfMade.push(segmentName(number));
      continue;
    }
    const isTorn = read !== undefined && read.wholeBytes < read.allBytes;
    if (read === undefined || (isTorn && !isLast) || (chain !== undefined && !isSame(chain, head.chain)))
      damaged.push(segmentName(number));
    if (read === undefined) continue;
    if (isTorn && isLast) tornBytes = read.allBytes - read.wholeBytes;
    chain = read.chain;
    segments.push({ number, records: read.records });
    states.push({ number, bytes: read.wholeBytes });
  }
  if (segments.length === 0 && heads > 0) return { state: 'otherKey', segments: heads };
  const place = { segments: states, chain: chain ?? noChain, nextNumber };
  if (segments.length === 0) return { state: 'empty', place, halfMade };
  return { state: 'read', segments, place, tornBytes, damaged, halfMade };
}

function isSame(a: Chain, b: Chain): boolean {
  return Buffer.from(a).equals(b);
}
