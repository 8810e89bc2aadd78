import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { uuidv7 } from 'uuidv7';
import type { RowWrite } from '#shared/commands/changes.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type Counters, countersOf } from './counters.ts';
import { isDamage } from './disk-refusal.ts';
import { type GuestSeals, guestSealsOf } from './guest-seals.ts';
import { type Journal, journalOf } from './journal.ts';
import { type Identity, type Meta, metaOf } from './meta.ts';
import { type ReadModels, readModelsOf } from './read-models.ts';
import { lockReplica } from './replica-lock.ts';
import { type Rows, rowsOf } from './rows.ts';
import { type BlackBox, type BoxSource, noBlackBox } from './second-copy.ts';
import { finishUpgrade, migrateReplica } from './upgrade-replica.ts';

/** What has changed in the replica: for the screens that show these entities. */
export interface Change {
  readonly entities: readonly string[];
  readonly from: 'here' | 'feed';
}

/** Whatever a transaction may return: not a promise, since SQLite's transaction ends with the call [style 8]. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T;

/** A row of any entity as it shall stand; null takes it away. */
export interface RowState {
  readonly entity: EntityName;
  readonly id: string;
  readonly row: Row<EntityName> | null;
}

/** The desk's replica with its journal, open in this process alone [S19]. */
export interface Store extends Rows {
  readonly file: string;
  /** For reading only: screens' queries go straight to the indexed tables. */
  readonly db: Database.Database;
  readonly meta: Meta;
  readonly counters: Counters;
  readonly journal: Journal;
  readonly readModels: ReadModels;
  /** Texts of guests, sealed and plain [S29]. */
  readonly seals: GuestSeals;
  /** This machine's clock, in milliseconds since 1970; wrong for all anybody knows [S14]. */
  readonly machineNow: () => number;
  /** A new id for an envelope, in UUIDv7 layout; all other ids of a command derive from it [S3]. */
  readonly newId: () => string;
  /** The second copy of what is taken here [S7]. */
  readonly blackBox: BlackBox;
  /** What the desk is, or undefined before it is enrolled. */
  identity(): Identity | undefined;
  /** Runs `work` in one transaction, all or nothing; inside another it is part of that one. */
  transaction<T>(work: () => Sync<T>): T;
  /** Writes rows and what is read off them, in the transaction that is open. */
  write(writes: readonly RowWrite[]): void;
  /** Puts rows as given, in the transaction that is open. */
  place(states: readonly RowState[]): void;
  /** Tells those who listen, after the commit; a listener that fails takes nothing back. */
  announce(change: Change): void;
  onChange(listener: (change: Change) => void): () => void;
  /** Whether SQLite met damage in the file since it was opened [S16]. */
  isDamaged(): boolean;
  close(): void;
}

/** `migrations` is the folder of the replica's migrations, for a packed application that keeps it elsewhere. */
export interface StoreOptions {
  readonly file: string;
  readonly migrations?: string;
  /** The replica's lock, where the caller holds it already; closing the store releases it. */
  readonly lock?: { release(): void };
  /** Opens the second copy over the replica's own parts. */
  readonly blackBox?: (source: BoxSource) => BlackBox;
  readonly machineNow?: () => number;
  readonly newId?: () => string;
  /** So many random bytes, for keys and nonces. */
  readonly entropy?: (bytes: number) => Uint8Array;
}

/** Opens the replica, brings its schema up to date, and holds it for this process. Throws `ReplicaInUse` where another has it. */
export function openStore(options: StoreOptions): Store {
  const { file, migrations, machineNow = Date.now, newId = uuidv7, entropy } = options;
  mkdirSync(dirname(file), { recursive: true });
  const lock = options.lock ?? lockReplica(file);
  let db: Database.Database;
  try {
    db = openMigrated(file, migrations ?? migrationsFolder());
  } catch (error) {
    if (options.lock === undefined) lock.release();
    throw error;
  }
  const meta = metaOf(db);
  const rows = rowsOf(db);
  const seals = guestSealsOf(db, entropy);
  const readModels = readModelsOf(db, meta, seals);
  const counters = countersOf(db);
  const journal = journalOf(db);
  const listeners = new Set<(change: Change) => void>();
  let damaged = false;
  const run = db.transaction((work: () => unknown) => work());
  const checkpoint = checkpointWhenIdle(db, readModels.tookAway);
  // Guests from before their texts were made here, or a first sync that ended as it was complete.
  if (meta.get('firstSync')?.complete === true && readModels.lackTexts()) run.immediate(() => readModels.rebuild());
  const store: Store = {
    ...rows,
    file,
    db,
    meta,
    counters,
    journal,
    readModels,
    seals,
    machineNow,
    newId,
    blackBox: options.blackBox?.({ meta, counters, journal, seals, machineNow }) ?? noBlackBox,
    identity: () => meta.get('identity'),
    transaction<T>(work: () => Sync<T>): T {
      try {
        // better-sqlite3 gives back what `work` gave.
        return (db.inTransaction ? work() : run.immediate(work)) as T;
      } catch (error) {
        if (isDamage(error)) damaged = true;
        throw error;
      } finally {
        checkpoint.soon();
      }
    },
    write(writes) {
      store.place(writes.map(({ entity, id, after }) => ({ entity, id, row: after })));
    },
    place(states) {
      for (const { entity, id, row } of states) {
        if (row === null) rows.remove(entity, id);
        else rows.put(entity, row);
      }
      readModels.refresh(states);
    },
    announce(change) {
      if (change.from === 'feed' && change.entities.some((each) => each === 'guestKey' || each === 'guest'))
        store.blackBox.keysCame();
      for (const listener of listeners) tell(listener, change);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isDamaged: () => damaged,
    close() {
      checkpoint.stop();
      store.blackBox.close();
      db.close();
      // A desk that puts its replica aside holds on to the lock.
      if (options.lock === undefined) lock.release();
    },
  };
  try {
    finishUpgrade(store);
  } catch (error) {
    store.close();
    throw error;
  }
  return store;
}

function openMigrated(file: string, migrationsFolder: string): Database.Database {
  const db = openDatabase(file);
  try {
    migrateReplica(db, migrationsFolder);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openDatabase(file: string): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  // [S1] What is answered has reached the disk.
  db.pragma('synchronous = FULL');
  // [S29] What is deleted is overwritten: an erased guest's key and name must not lie in pages that are free.
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -65536');
  db.pragma('mmap_size = 268435456');
  db.pragma('temp_store = MEMORY');
  // Writing back is left to quiet moments, so that no command waits for it; this is only the safety net.
  db.pragma('wal_autocheckpoint = 8000');
  return db;
}

/** What was committed stays taken: a screen's bug must not have it called refused, and be taken twice. */
function tell(listener: (change: Change) => void, change: Change): void {
  try {
    listener(change);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

/** Writes the log back into the database when nothing was written for a second; cut to nothing where it may hold what was taken away [S29]. */
function checkpointWhenIdle(db: Database.Database, tookAway: () => boolean): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const checkpoint = () => db.open && db.pragma(`wal_checkpoint(${tookAway() ? 'TRUNCATE' : 'PASSIVE'})`);
  return {
    soon() {
      if (timer === undefined) timer = setTimeout(checkpoint, 1000).unref();
      else timer.refresh();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

function migrationsFolder(): string {
  return new URL('../../shared/schema/migrations/sqlite', import.meta.url).pathname;
}
