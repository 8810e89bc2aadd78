import { type EntityName, entities } from './entities.ts';
import { type Column, type Columns, baseColumns, columnName } from './entity.ts';

/**
 * The SQL that mirrors an entity's table into the feed, in the transaction that writes it.
 * Per statement and not per row, so that a bulk insert costs one bulk insert more; a row that did not change is not written again.
 */
export function feedMirrorSql(name: EntityName): string {
  const { table, columns } = entities[name];
  const every: Columns = { ...baseColumns, ...columns };
  const fields = Object.entries(every).map(
    ([field, column]) => `      '${columnName(field)}', ${rowValue(field, column)}`,
  );
  return [
    `CREATE OR REPLACE FUNCTION cairn_mirror_${table}() RETURNS trigger LANGUAGE plpgsql AS $$`,
    'BEGIN',
    '  INSERT INTO feed (tenant_id, property_id, entity, id, row)',
    `  SELECT r.tenant_id, r.property_id, '${name}', r.id, jsonb_build_object(`,
    `${fields.join(',\n')})`,
    '  FROM fresh r',
    '  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row',
    '  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;',
    '  RETURN NULL;',
    'END $$;',
    '--> statement-breakpoint',
    ...['insert', 'update'].flatMap((what) => [
      `CREATE OR REPLACE TRIGGER feed_${what} AFTER ${what.toUpperCase()} ON ${table} REFERENCING NEW TABLE AS fresh`,
      `FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_${table}();`,
      '--> statement-breakpoint',
    ]),
    `CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON ${table} REFERENCING OLD TABLE AS gone`,
    `FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('${name}');`,
  ].join('\n');
}

/** A column as its value stands in the feed: as `to_jsonb` gives it, but a moment always as `2026-11-20T05:21:00.000Z`, whatever the session's settings. */
function rowValue(field: string, { kind }: Column<unknown>): string {
  const column = `r.${columnName(field)}`;
  return kind === 'instant' ? `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : column;
}
