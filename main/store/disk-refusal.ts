import Database from 'better-sqlite3';
import { type Refusal, refuse } from '#shared/kernel/outcome.ts';

/** What the disk under the replica did, as a refusal: nothing was taken. Undefined where an error is none of the disk's. */
export function refusalOfDisk(error: unknown): Refusal | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  if (error.code === 'SQLITE_FULL') return refuse('disk-full', { what: error.message }, true);
  const isDisk = ['SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PROTOCOL'].some((code) =>
    error.code.startsWith(code),
  );
  return isDisk || isDamage(error)
    ? refuse('disk-failed', { what: error.message, code: error.code }, !isDamage(error))
    : undefined;
}

/** Whether SQLite refused a statement for what it says: a mistake in it, or a replica of which some pages are gone and read as empty. */
export function isStatementRefused(error: unknown): boolean {
  if (error instanceof Error && error.cause instanceof Database.SqliteError) return isStatementRefused(error.cause);
  return error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR';
}

/** Whether an error says that the replica's file is no longer what SQLite wrote [S16]. */
export function isDamage(error: unknown): boolean {
  // The migrator wraps what SQLite says.
  if (error instanceof Error && error.cause instanceof Database.SqliteError) return isDamage(error.cause);
  return (
    error instanceof Database.SqliteError &&
    ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ'].some((code) =>
      error.code.startsWith(code),
    )
  );
}
