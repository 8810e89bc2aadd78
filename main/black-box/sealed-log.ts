import { join } from 'node:path';
import type { AppendFile, FileLayer } from './file-layer.ts';
import { HEAD_BYTES, type Chain, headBytes, sealRecord } from './segment.ts';
import { segmentName } from './read-log.ts';

/** One segment that was written, and what can be said of it without opening it. */
export interface SegmentState {
  readonly number: number;
  readonly bytes: number;
}

/** An append-only, encrypted, hash-chained log in segment files [S7]. */
export interface SealedLog {
  readonly folder: string;
  /** Its segments, oldest first; the last is the one that is written. */
  readonly segments: readonly SegmentState[];
  /** Appends records, all of them flushed when this returns. Throws where the disk does; then none of them counts, and the next append begins behind the last that does. */
  append(records: readonly unknown[]): void;
  /** Begins a new segment with these records, flushed with its name. Throws where the disk does; then the one before is written on. */
  begin(records: readonly unknown[]): void;
  /** Removes the segments before the one with this number. */
  dropBefore(number: number): void;
  close(): void;
}

/** Where a log that was read goes on, or a new one begins. */
export interface LogPlace {
  readonly segments: readonly SegmentState[];
  readonly chain: Chain;
  /** The number of the next segment: never one that was there, also where it could not be read. */
  readonly nextNumber: number;
}

/** Goes on behind what was read; what is torn behind the last whole record is cut off before the first append. */
export function openLog(files: FileLayer, folder: string, key: Uint8Array, place: LogPlace): SealedLog {
  const segments: SegmentState[] = [...place.segments];
  let { chain, nextNumber } = place;
  let open: AppendFile | undefined;
  /** Bytes of the last segment that count. */
  let whole = segments.at(-1)?.bytes ?? 0;
  /** Something may lie behind them: of an append that failed, or torn by a power cut. */
  let isRagged = segments.length > 0;

  const pathOf = (number: number) => join(folder, segmentName(number));

  /** Takes off what lies behind the last record that counts, or it would be read as damage once another segment follows. */
  function trimRagged(number: number): AppendFile {
    const file = (open ??= files.open(pathOf(number)));
    if (isRagged) file.truncate(whole);
    return file;
  }

  function seal(records: readonly unknown[], after: Chain): { bytes: Uint8Array; chain: Chain } {
    let last = after;
    const parts = records.map((record) => {
      const sealed = sealRecord(key, last, record);
      last = sealed.chain;
      return sealed.bytes;
    });
    return { bytes: Buffer.concat(parts), chain: last };
  }

  function counted(bytes: number, after: Chain): void {
    whole = bytes;
    chain = after;
    const last = segments.pop();
    if (last !== undefined) segments.push({ number: last.number, bytes });
  }

  return {
    folder,
    segments,
    append(records) {
      const last = segments.at(-1);
      if (last === undefined) throw new Error('the black box has no segment to append to');
      const file = trimRagged(last.number);
      const sealed = seal(records, chain);
      isRagged = true;
      file.append(sealed.bytes);
      file.flush();
      isRagged = false;
      counted(whole + sealed.bytes.length, sealed.chain);
    },
    begin(records) {
      files.makeFolder(folder);
      const last = segments.at(-1);
      if (last !== undefined && isRagged) {
        trimRagged(last.number).flush();
        isRagged = false;
      }
      const number = nextNumber++;
      const file = files.open(pathOf(number));
      try {
        const head = headBytes(key, number, chain);
        const sealed = seal(records, chain);
        file.truncate(0);
        file.append(Buffer.concat([head, sealed.bytes]));
        file.flush();
        files.flushFolder(folder);
        open?.close();
        open = file;
        isRagged = false;
        segments.push({ number, bytes: 0 });
        counted(HEAD_BYTES + sealed.bytes.length, sealed.chain);
      } catch (error) {
        file.close();
        // A file that is no whole segment would be read as one that is damaged.
        files.remove(pathOf(number));
        throw error;
      }
    },
    dropBefore(number) {
      const old = segments.filter((segment) => segment.number < number);
      for (const segment of old) files.remove(pathOf(segment.number));
      if (old.length > 0) files.flushFolder(folder);
      segments.splice(0, old.length);
    },
    close() {
      open?.close();
      open = undefined;
    },
  };
}
