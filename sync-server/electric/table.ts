import type pg from 'pg';
import { z } from 'zod';
import { quoteIdentifier, quoteLiteral } from './sql-text.ts';
import type { TableName } from './identifier.ts';

export interface Column {
  readonly name: string;
  /** The name of its type in the catalog; for an array, of its elements. */
  readonly type: string;
  readonly typeOid: number;
  readonly typeModifier: number;
  /** The type as SQL, safe to put into a cast. */
  readonly sqlType: string;
  /** 0 for what is no array. */
  readonly dimensions: number;
  readonly notNull: boolean;
  /** A stored generated column, which older publications do not carry. */
  readonly generated: boolean;
  /** Whether two values are equal exactly when Postgres prints them alike. */
  readonly equalAsPrinted: boolean;
}

/** A table as the catalog described it when it was first asked for. */
export interface Table extends TableName {
  readonly oid: number;
  readonly columns: readonly Column[];
  /** Positions in `columns` of the primary key, in its order; every column where there is none. */
  readonly key: readonly number[];
  readonly hasPrimaryKey: boolean;
  readonly fullIdentity: boolean;
}

const Row = z.object({
  oid: z.number(),
  fullIdentity: z.boolean(),
  name: z.string(),
  type: z.string(),
  typeOid: z.number(),
  typeModifier: z.number(),
  sqlType: z.string(),
  dimensions: z.number(),
  notNull: z.boolean(),
  generated: z.boolean(),
  oddCollation: z.boolean(),
  keyPosition: z.number().nullable(),
});

/**
 * Describes an ordinary or partitioned table; undefined where there is none of that name. Virtual generated columns are
 * left out: replication does not carry them.
 */
export async function readTable(pool: pg.Pool, { schema, name }: TableName): Promise<Table | undefined> {
  const found = await pool.query(
    `SELECT c.oid::int8::float8 AS "oid", c.relreplident = 'f' AS "fullIdentity", a.attname AS "name",
            coalesce(e.typname, t.typname) AS "type", a.atttypid::int8::float8 AS "typeOid",
            a.atttypmod AS "typeModifier", format_type(a.atttypid, a.atttypmod) AS "sqlType",
            CASE WHEN e.oid IS NULL THEN 0 ELSE greatest(a.attndims, 1) END AS "dimensions", a.attnotnull AS "notNull",
            a.attgenerated <> '' AS "generated",
            coalesce(NOT l.collisdeterministic, false) AS "oddCollation",
            array_position(i.indkey::int2[], a.attnum) AS "keyPosition"
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> 'v'
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
       LEFT JOIN pg_collation l ON l.oid = a.attcollation
       LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
      WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p')
      ORDER BY a.attnum`,
    [schema, name],
  );
  const rows = z.array(Row).parse(found.rows);
  const [first] = rows;
  if (first === undefined) return undefined;
  const key = rows
    .map((row, index) => ({ index, position: row.keyPosition }))
    .filter((entry) => entry.position !== null)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((entry) => entry.index);
  return {
    schema,
    name,
    oid: first.oid,
    fullIdentity: first.fullIdentity,
    hasPrimaryKey: key.length > 0,
    key: key.length > 0 ? key : rows.map((_, index) => index),
    columns: rows.map(
      ({ name: column, type, typeOid, typeModifier, sqlType, dimensions, notNull, generated, oddCollation }) => ({
        name: column,
        type,
        typeOid,
        typeModifier,
        sqlType,
        dimensions,
        notNull,
        generated,
        equalAsPrinted: dimensions === 0 && !oddCollation && EQUAL_AS_PRINTED.has(type),
      }),
    ),
  };
}

/** The table's name in SQL. */
export function tableSql({ schema, name }: TableName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** Not among them: numeric (1.0 = 1.00), char(n) (padding), json, floats (-0 = 0), and whatever an extension brings. */
const EQUAL_AS_PRINTED = new Set(['int2', 'int4', 'int8', 'oid', 'text', 'varchar', 'uuid', 'bool', 'date']);

/** What brings the table under replication with its whole old rows. Empty where nothing is left to do. */
export function replicationSql(table: Table, publication: string, published: boolean): readonly string[] {
  const name = tableSql(table);
  const statements = [
    ...(table.fullIdentity ? [] : [`ALTER TABLE ${name} REPLICA IDENTITY FULL`]),
    ...(published ? [] : [`ALTER PUBLICATION ${quoteIdentifier(publication)} ADD TABLE ${name}`]),
  ];
  if (statements.length === 0) return [];
  // The lock waits for writers already at work: their changes would be in neither the snapshot nor the publication.
  return [
    `SET LOCAL lock_timeout = ${quoteLiteral('10s')}`,
    `LOCK TABLE ${name} IN SHARE ROW EXCLUSIVE MODE`,
    ...statements,
  ];
}
