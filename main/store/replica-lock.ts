import Database from 'better-sqlite3';

/** Refuses a second process on the same replica [S19]; the message is shown to the person as it stands. */
export class ReplicaInUse extends Error {
  constructor(file: string) {
    super(
      `Another Cairn is already working with this desk's data (${file}). Close it first, or give this one a folder of its own.`,
    );
    this.name = 'ReplicaInUse';
  }
}

/**
 * Holds the replica for this process until `release`. The lock is the operating system's, on a database beside the replica,
 * so that a killed process leaves nothing behind.
 */
export function lockReplica(file: string): { release(): void } {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new ReplicaInUse(file);
    throw error;
  }
  return {
    release() {
      lock.close();
    },
  };
}
