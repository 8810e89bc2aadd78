/** Why a file as a whole cannot be imported. Rows that cannot be taken are no fault: they go into quarantine. */
export type ImportFaultReason =
  | 'file-unreadable'
  | 'not-utf8'
  | 'broken-csv'
  | 'line-too-long'
  | 'wrong-columns'
  | 'no-rows'
  | 'map-unknown'
  | 'map-broken'
  | 'wrong-option'
  | 'quarantine-unwritable'
  | 'name-taken'
  | 'nothing-to-resume'
  | 'folder-in-use'
  | 'under-way';

/** Carries a refusal up through the streams; {@link importProperty} hands it out as a value. Its message is for people. */
export class ImportFault extends Error {
  readonly reason: ImportFaultReason;
  /** The line of the file, where it has one; the first is 1. */
  readonly line: number | null;

  constructor(reason: ImportFaultReason, message: string, line: number | null = null) {
    super(line === null ? message : `line ${line}: ${message}`);
    this.name = 'ImportFault';
    this.reason = reason;
    this.line = line;
  }
}
