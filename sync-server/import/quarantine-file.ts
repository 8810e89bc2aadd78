import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ImportFault } from './import-fault.ts';

/** A row that was not taken: its line in the file (the header is line 1), why, and its text as it stands there. */
export interface QuarantinedRow {
  readonly line: number;
  readonly reasons: readonly string[];
  readonly text: string;
}

/** Writes the rows as CSV (`line,reasons,original`); with none, a file of an earlier run is removed. Returns the file, or null. */
export async function writeQuarantine(file: string, rows: readonly QuarantinedRow[]): Promise<string | null> {
  try {
    if (rows.length === 0) {
      await rm(file, { force: true });
      return null;
    }
    const lines = rows.map(({ line, reasons, text }) => `${line},${quoted(reasons.join('; '))},${quoted(text)}`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `line,reasons,original\n${lines.join('\n')}\n`);
    return file;
  } catch (problem) {
    throw new ImportFault(
      'quarantine-unwritable',
      `${file} cannot be written: ${problem instanceof Error ? problem.message : ''}`,
    );
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
