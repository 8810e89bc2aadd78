import { changeMessages, type ShapeChange } from './change-messages.ts';
import type { RowText } from './key-text.ts';
import type { LogRecord } from './log-record.ts';
import type { Lsn } from './lsn.ts';
import type { WireMessage, WireRelation, WireTuple } from './pgoutput.ts';
import { arrangeRow, matchColumns } from './relation-columns.ts';
import type { Shape } from './shape.ts';
import { createShapeIndex } from './shape-index.ts';
import type { Table } from './table.ts';
import { writeTransaction, type TransactionWriter } from './transaction-writer.ts';

/** The transaction that a change belongs to. */
export interface Origin {
  readonly xid: number;
  readonly lsn: Lsn;
}

export interface RouterEvents {
  /** A transaction did something to a shape: a piece of it, whole with the record that is the last. */
  written(shape: Shape, record: LogRecord): void;
  /** A transaction touched the table of a shape whose condition only Postgres can judge. */
  unjudged(shape: Shape, changes: readonly ShapeChange[], origin: Origin, whole: boolean): void;
  /** A table is no longer what it was: its shapes must begin anew. */
  broken(shapes: readonly Shape[], reason: string): void;
  /** A table was emptied. */
  truncated(shapes: readonly Shape[], origin: Origin): void;
}

/** Finds the shapes of each change, and tells what a transaction did to each. */
export interface ChangeRouter {
  add(shape: Shape): void;
  remove(shape: Shape): void;
  wants(oid: number): boolean;
  message(message: WireMessage): void;
  /** Forgets the transaction under way and what is known of relations: a new stream begins. */
  reset(): void;
}

/** `recordBytes` is how much of a transaction is collected for a shape before it is handed on. */
export function createChangeRouter(recordBytes: number, events: RouterEvents): ChangeRouter {
  const index = createShapeIndex();
  const relations = new Map<number, WireRelation>();
  /** For each table the places of its columns in the stream's rows. */
  let places = new WeakMap<Table, readonly number[]>();
  const writers = new Map<Shape, TransactionWriter>();
  const unjudged = new Map<Shape, { readonly changes: ShapeChange[]; size: number }>();
  let origin: Origin = { xid: 0, lsn: 0n };

  const place = (table: Table, shapes: Iterable<Shape>): readonly number[] | undefined => {
    const relation = relations.get(table.oid);
    if (relation === undefined) return undefined;
    const found = matchColumns(table, relation);
    if (found === undefined) events.broken([...shapes], `the table ${table.name} has changed`);
    else places.set(table, found);
    return found;
  };

  const change = (oid: number, wireBefore: WireTuple | null, wireAfter: WireTuple | null): void => {
    for (const { table, shapes, candidates } of index.tables(oid)) {
      const known = places.get(table) ?? place(table, shapes);
      if (known === undefined) continue;
      const before = wireBefore === null ? null : arrangeRow(wireBefore, known, null);
      const after = wireAfter === null ? null : arrangeRow(wireAfter, known, before);
      for (const shape of candidates(before, after)) {
        // Told before: the stream begins anew a little before the place where it broke.
        if (origin.lsn > shape.through) tell(shape, before, after);
      }
    }
  };
  const tell = (shape: Shape, before: RowText | null, after: RowText | null) => {
    const { where } = shape.definition;
    if (where !== undefined && where.judge === undefined) {
      const batch = unjudged.get(shape) ?? { changes: [], size: 0 };
      unjudged.set(shape, batch);
      batch.changes.push({ before, after });
      batch.size += sizeOf(before) + sizeOf(after);
      if (batch.changes.length < JUDGED_AT_ONCE && batch.size < JUDGED_SIZE) return;
      unjudged.set(shape, { changes: [], size: 0 });
      events.unjudged(shape, batch.changes, origin, false);
      return;
    }
    const held = (row: RowText | null) =>
      row === null || where === undefined || where.judge?.(row) === true ? row : null;
    const told = changeMessages(shape.definition, { before: held(before), after: held(after) });
    if (told.length === 0) return;
    const writer =
      writers.get(shape) ?? writeTransaction(origin, recordBytes, (record) => events.written(shape, record));
    writers.set(shape, writer);
    writer.add(told);
  };

  return {
    add: index.add,
    remove(shape) {
      index.remove(shape);
      writers.delete(shape);
      unjudged.delete(shape);
    },
    wants: index.has,
    message(message) {
      switch (message.tag) {
        case 'begin':
          origin = { xid: message.xid, lsn: message.commitLsn };
          return;
        case 'relation':
          relations.set(message.relation.oid, message.relation);
          for (const { table, shapes } of index.tables(message.relation.oid)) place(table, shapes);
          return;
        case 'insert':
          return change(message.oid, null, message.after);
        case 'update':
          return change(message.oid, message.before, message.after);
        case 'delete':
          return change(message.oid, message.before, null);
        case 'truncate':
          for (const oid of message.oids)
            for (const { shapes } of index.tables(oid)) {
              events.truncated(
                [...shapes].filter(({ through }) => origin.lsn > through),
                origin,
              );
            }
          return;
        case 'commit':
          for (const writer of writers.values()) writer.end();
          for (const [shape, { changes }] of unjudged) events.unjudged(shape, changes, origin, true);
          writers.clear();
          unjudged.clear();
          return;
        default:
      }
    },
    reset() {
      relations.clear();
      writers.clear();
      unjudged.clear();
      places = new WeakMap();
    },
  };
}

/** So many changes are handed to Postgres together, of so many characters. */
const JUDGED_AT_ONCE = 500;
const JUDGED_SIZE = 500_000;

function sizeOf(row: RowText | null): number {
  return row === null ? 0 : row.reduce((sum, value) => sum + (value?.length ?? 0), 0);
}
