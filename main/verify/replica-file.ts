import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Identity, type Meta, metaOf } from '#main/store/meta.ts';
import { type Rows, rowsOf } from '#main/store/rows.ts';

/** A replica that is only read, also beside the desk that is at work on it: nothing of it is locked or written. */
export interface ReplicaFile {
  readonly file: string;
  readonly db: Database.Database;
  readonly meta: Meta;
  readonly rows: Rows;
  readonly identity: Identity;
  /** Whether a desk is at work on it at this moment. */
  isAtWork(): boolean;
  /** Runs `look` on one picture of the replica: what the desk writes meanwhile is not in it. */
  atOnce<T>(look: () => T): T;
  close(): void;
}

/** Why nothing can be said; the message is for the person who asked. */
export class CannotJudge extends Error {
  override readonly name = 'CannotJudge';
}

/** Opens the replica in a desk's folder. Throws {@link CannotJudge} where there is none, or none of a desk. */
export function openReplicaFile(folder: string): ReplicaFile {
  const file = join(folder, 'replica.db');
  if (!existsSync(file)) throw new CannotJudge(`There is no replica in ${folder}.`);
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    const meta = metaOf(db);
    const identity = meta.get('identity');
    if (identity === undefined) throw new CannotJudge(`The replica in ${folder} was never enrolled.`);
    const snapshot = db.transaction((look: () => unknown) => look());
    return {
      file,
      db,
      meta,
      rows: rowsOf(db),
      identity,
      isAtWork: () => isHeld(`${file}.lock`),
      // A transaction gives back what its work gave.
      atOnce: <T>(look: () => T) => snapshot.deferred(look) as T,
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError)
      throw new CannotJudge(`The replica in ${folder} cannot be read: ${error.message}.`, { cause: error });
    throw error;
  }
}

/** A desk holds its lock exclusively: then not even a look at it is allowed [S19]. */
function isHeld(lock: string): boolean {
  if (!existsSync(lock)) return false;
  const db = new Database(lock, { readonly: true, timeout: 0 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    db.close();
  }
}
