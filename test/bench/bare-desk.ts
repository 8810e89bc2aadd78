import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a command at a desk comes to at the least: a transaction of as many rows, and an append, each flushed to the disk. */
export interface BareDesk {
  /** Milliseconds until both are on the disk; the append is of the bytes of the envelope. */
  write(rows: number, bytes: number, appended: number): number;
  /** Milliseconds of the transaction alone. */
  transaction(rows: number, bytes: number): number;
  close(): void;
}

/** In a folder on the same disk as the desk's own. */
export function bareDesk(folder: string): BareDesk {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 8000');
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const log = openSync(join(folder, 'bare.log'), 'a');
  const insert = db.prepare<[string]>('INSERT INTO bare (body) VALUES (?)');
  const run = db.transaction((rows: number, body: string) => {
    for (let row = 0; row < rows; row++) insert.run(body);
  });
  const transaction = (rows: number, bytes: number) => {
    const body = 'x'.repeat(bytes);
    const began = performance.now();
    run.immediate(rows, body);
    return performance.now() - began;
  };
  return {
    transaction,
    write(rows, bytes, appended) {
      const line = Buffer.alloc(appended, 120);
      const ms = transaction(rows, bytes);
      const began = performance.now();
      writeSync(log, line);
      fdatasyncSync(log);
      return ms + (performance.now() - began);
    },
    close() {
      closeSync(log);
      db.close();
    },
  };
}
