import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { ImportFault } from './import-fault.ts';

/** One record of the file: its fields, the line on which it begins (the first is 1), and its text as it stands there. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
  readonly text: string;
}

/** Longer records are no row of a table; it also bounds the memory that a file without line ends can take. */
const longestRecord = 256 * 1024;

const parsedRecord = z.object({ record: z.array(z.string()), raw: z.string() });

/**
 * Streams the records of a `.csv` or `.csv.gz`, the header among them. Blank lines are passed over; a byte order mark too.
 * Throws an {@link ImportFault} with its line for what is not UTF-8, not CSV, or too long.
 */
export async function* csvRecords(file: string, signal?: AbortSignal): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    info: false,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRecord,
  });
  const feeding = pipeline(Readable.from(textOf(file)), parser, signal === undefined ? {} : { signal });
  // The loop below reports the same problem, as the parser is destroyed with it.
  feeding.catch(() => {});
  let nextLine = 1;
  try {
    for await (const item of parser) {
      const { record, raw } = parsedRecord.parse(item);
      const text = raw.replace(/^(?:\r\n|\r|\n)+/, '').replace(/(?:\r\n|\r|\n)$/, '');
      const blankLines = lineEnds(raw.slice(0, raw.length - raw.replace(/^(?:\r\n|\r|\n)+/, '').length));
      yield { line: nextLine + blankLines, fields: record, text };
      nextLine += lineEnds(raw);
    }
  } catch (problem) {
    throw asFault(problem, file, nextLine);
  }
}

async function* textOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const source = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // `pipe` does not carry an error over.
  bytes.on('error', (problem) => source.destroy(problem));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const chunk of source) {
    const piece = z.instanceof(Uint8Array).parse(chunk);
    if (first && isUtf16(piece)) throw new ImportFault('not-utf8', 'the file is UTF-16; save it as UTF-8');
    first = false;
    yield decoded(() => decoder.decode(piece, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new ImportFault('not-utf8', 'the file is not UTF-8 (Latin-1, Windows-1252?); save it as UTF-8');
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function asFault(problem: unknown, file: string, line: number): unknown {
  if (problem instanceof ImportFault) return problem;
  if (problem instanceof CsvError) {
    const tooLong = problem.code === 'CSV_MAX_RECORD_SIZE';
    return tooLong
      ? new ImportFault('line-too-long', `longer than ${longestRecord / 1024} KiB; is a quote left open?`, line)
      : new ImportFault('broken-csv', `cannot be read as CSV: ${problem.message}`, line);
  }
  if (problem instanceof Error && problem.name === 'AbortError') return problem;
  return new ImportFault(
    'file-unreadable',
    `${file} cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`,
  );
}
