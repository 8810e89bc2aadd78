/** A table by its schema and its name, both as the catalog holds them. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

const PART = '"(?:[^"\\0]|"")+"|[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*';
const TABLE = new RegExp(`^(?:(${PART})\\.)?(${PART})$`);
const COLUMN = new RegExp(`^(?:${PART})$`);

/** Reads `table`, `schema.table` and their quoted forms. The schema is `public` unless it is named. */
export function parseTableName(text: string): TableName | undefined {
  const parts = TABLE.exec(text);
  if (parts?.[2] === undefined) return undefined;
  return { schema: parts[1] === undefined ? 'public' : unquote(parts[1]), name: unquote(parts[2]) };
}

/** Reads a list of column names, `id,"Name, first"`; undefined where one of them is no name. */
export function parseColumnList(text: string): readonly string[] | undefined {
  const parts = text.match(/(?:"(?:[^"]|"")*"|[^,"])+/g) ?? [];
  const trimmed = parts.map((part) => part.trim());
  // What is left out by the match (an empty name, an open quote) shows as a difference in length.
  if (trimmed.length === 0 || parts.join(',').length !== text.length) return undefined;
  return trimmed.every((part) => COLUMN.test(part)) ? trimmed.map(unquote) : undefined;
}

/** Postgres folds what is not quoted to lower case. */
export function unquote(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
}
