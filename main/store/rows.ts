import type { Database, Statement } from 'better-sqlite3';
import type { Condition, Need } from '#shared/commands/need.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { columnName } from '#shared/schema/entity.ts';
import { type Cell, type RowCodec, codecOf } from './row-codec.ts';

/** Reading and writing whole rows of any entity by prepared statements, kept by shape. */
export interface Rows {
  find(entity: EntityName, id: string): Row<EntityName> | undefined;
  /** Answers a need of a loader, in id order. */
  answer(need: Need): Row<EntityName>[];
  put(entity: EntityName, row: Readonly<Record<string, unknown>>): void;
  /** Puts a row given as its cells, in the order of its codec. */
  putCells(entity: EntityName, cells: readonly Cell[]): void;
  remove(entity: EntityName, id: string): void;
  /** Inserts whole rows, given cell after cell, many a statement; a row that is there already is replaced. */
  insertMany(entity: EntityName, cells: readonly Cell[]): void;
}

/** Rows of one statement: enough to spare the calls, few enough for one statement's parameters. */
const rowsAtOnce = 20;

export function rowsOf(db: Database): Rows {
  const kept = new Map<string, Statement<Cell[], Cell[]>>();
  const prepare = (sql: string): Statement<Cell[], Cell[]> => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare<Cell[], Cell[]>(sql);
    if (statement.reader) statement.raw();
    kept.set(sql, statement);
    return statement;
  };
  const select = new Map<EntityName, Statement<Cell[], Cell[]>>();
  const upsert = new Map<EntityName, Statement<Cell[], Cell[]>>();
  const statementFor = (
    cache: Map<EntityName, Statement<Cell[], Cell[]>>,
    entity: EntityName,
    sql: (codec: RowCodec) => string,
  ) => {
    const known = cache.get(entity);
    if (known !== undefined) return known;
    const statement = prepare(sql(codecOf(entity)));
    cache.set(entity, statement);
    return statement;
  };
  return {
    find(entity, id) {
      const cells = statementFor(select, entity, (codec) => `${selectFrom(codec)} WHERE id = ?`).get(id);
      return cells === undefined ? undefined : codecOf(entity).decode(cells);
    },
    answer(need) {
      if (need.ids?.length === 0) return [];
      const codec = codecOf(need.entity);
      const { sql, cells } = queryOf(need, codec);
      return prepare(sql)
        .all(...cells)
        .map(codec.decode);
    },
    put(entity, row) {
      statementFor(upsert, entity, upsertSql).run(...codecOf(entity).encode(row));
    },
    putCells(entity, cells) {
      statementFor(upsert, entity, upsertSql).run(...cells);
    },
    remove(entity, id) {
      prepare(`DELETE FROM "${codecOf(entity).table}" WHERE id = ?`).run(id);
    },
    insertMany(entity, cells) {
      const codec = codecOf(entity);
      const width = codec.columns.length;
      const step = width * rowsAtOnce;
      const many = prepare(insertSql(codec, rowsAtOnce));
      const single = prepare(insertSql(codec, 1));
      let at = 0;
      for (; at + step <= cells.length; at += step) many.run(...cells.slice(at, at + step));
      for (; at < cells.length; at += width) single.run(...cells.slice(at, at + width));
    },
  };
}

function insertSql({ table, columns }: RowCodec, rows: number): string {
  const one = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT OR REPLACE INTO "${table}" (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => one).join(', ')}`;
}

function upsertSql({ table, columns }: RowCodec): string {
  const changes = columns.filter((column) => column !== '"id"').map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`;
}

function selectFrom({ table, columns }: RowCodec): string {
  return `SELECT ${columns.join(', ')} FROM "${table}"`;
}

/** Lists travel as one JSON parameter, so that needs of one shape share one statement. `+id` keeps the search on the index of the conditions. */
function queryOf(need: Need, codec: RowCodec): { sql: string; cells: Cell[] } {
  const terms: string[] = [];
  const cells: Cell[] = [];
  if (need.ids !== undefined) {
    const [only] = need.ids;
    terms.push(need.ids.length === 1 ? 'id = ?' : 'id IN (SELECT value FROM json_each(?))');
    cells.push(need.ids.length === 1 && only !== undefined ? only : JSON.stringify(need.ids));
  }
  for (const condition of need.where ?? []) {
    if (!codec.fields.includes(condition.field)) throw new Error(`${need.entity} has no ${condition.field}`);
    const { term, cell } = termOf(condition);
    terms.push(term);
    cells.push(cell);
  }
  const filter = terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`;
  const limit = need.limit === undefined ? '' : ' LIMIT ?';
  if (need.limit !== undefined) cells.push(need.limit);
  return { sql: `${selectFrom(codec)}${filter} ORDER BY +id${limit}`, cells };
}

function termOf({ field, is, value }: Condition): { term: string; cell: Cell } {
  const column = `"${columnName(field)}"`;
  if (is === 'in' || is === 'not in') {
    return { term: `${column} ${is.toUpperCase()} (SELECT value FROM json_each(?))`, cell: JSON.stringify(value) };
  }
  if (Array.isArray(value)) throw new Error(`${field} ${is} takes one value`);
  const single = typeof value === 'boolean' ? Number(value) : (value as Cell); // the list was ruled out above
  return { term: is === '=' ? `${column} IS ?` : `${column} ${is} ?`, cell: single };
}
