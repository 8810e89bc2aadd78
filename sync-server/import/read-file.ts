import { createHash } from 'node:crypto';
import { csvRecords } from './csv-records.ts';
import { type ImportMap, columnsOf } from './import-map.ts';
import { ImportFault } from './import-fault.ts';
import type { QuarantinedRow } from './quarantine-file.ts';
import { type ImportedStay, stayReader } from './read-stay.ts';

/** A file read to its end: rows = stays + quarantined. The fingerprint is the same for the same records in the same order. */
export interface ImportFileRead {
  readonly rows: number;
  readonly stays: readonly ImportedStay[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly fingerprint: string;
}

/** Reads and checks every row. Throws an {@link ImportFault} for a file that is no export of this map; an AbortError when cancelled. */
export async function readImportFile(
  file: string,
  map: ImportMap,
  options: { readonly signal?: AbortSignal; readonly onRows?: (rows: number) => void } = {},
): Promise<ImportFileRead> {
  const records = csvRecords(file, options.signal);
  const header = await headerOf(records, map);
  const read = stayReader(map, header);
  const stays: ImportedStay[] = [];
  const quarantined: QuarantinedRow[] = [];
  const lineOfReference = new Map<string, number>();
  const hash = createHash('sha256').update(JSON.stringify(header));
  let rows = 0;
  for await (const record of records) {
    rows += 1;
    hash.update(record.text).update('\n');
    const outcome = read(record);
    const { line, text } = record;
    if (!outcome.ok) quarantined.push({ line, reasons: outcome.reasons, text });
    else {
      const repeated = repeatOf(outcome.value, lineOfReference);
      if (repeated === undefined) stays.push(outcome.value);
      else quarantined.push({ line, reasons: [`the reference was used before, on line ${repeated}`], text });
    }
    if (rows % 500 === 0) options.onRows?.(rows);
  }
  if (rows === 0) throw new ImportFault('no-rows', 'the file has a header and no rows');
  options.onRows?.(rows);
  return { rows, stays, quarantined, fingerprint: hash.digest('hex') };
}

async function headerOf(
  records: AsyncGenerator<{ readonly fields: readonly string[]; readonly line: number }>,
  map: ImportMap,
) {
  const first = await records.next();
  if (first.done === true) throw new ImportFault('no-rows', 'the file is empty');
  const header = first.value.fields.map((name) => name.trim());
  const missing = columnsOf(map).filter((column) => !header.includes(column));
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (missing.length > 0) {
    const found = header.slice(0, 40).join(', ').slice(0, 400);
    throw new ImportFault(
      'wrong-columns',
      `the map "${map.name}" needs ${missing.join(', ')}; the file has ${found}`,
      first.value.line,
    );
  }
  if (twice !== undefined)
    throw new ImportFault('wrong-columns', `the column "${twice}" is there twice`, first.value.line);
  return header;
}

/** The line on which the same source gave the same reference [B5]. */
function repeatOf(stay: ImportedStay, lineOfReference: Map<string, number>): number | undefined {
  if (stay.reference === null) return undefined;
  const key = `${stay.source}/${stay.reference}`;
  const line = lineOfReference.get(key);
  if (line === undefined) lineOfReference.set(key, stay.line);
  return line;
}
