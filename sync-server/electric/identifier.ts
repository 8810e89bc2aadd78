/** A table by its schema and its name, both as the catalog holds them. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** A name, or what is wrong with how it was written, in the protocol's words. */
export type Named<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

const UNQUOTED = /^[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*$/;

/** Reads `table`, `schema.table` and their quoted forms. The schema is `public` unless it is named. */
export function parseTableName(text: string): Named<TableName> {
  const [first = '', second, ...more] = split(text, '.');
  if (more.length > 0)
    return { ok: false, problem: `Invalid unquoted identifier contains special characters: ${text}` };
  const parts = second === undefined ? ['public', first] : [first, second];
  const [schema, name] = parts.map(parseIdentifier);
  if (schema === undefined || name === undefined) throw new Error('a name has two parts here');
  if (!schema.ok) return schema;
  return name.ok ? { ok: true, value: { schema: schema.value, name: name.value } } : name;
}

/** Reads a list of column names, `id,"Name, first"`. */
export function parseColumnList(text: string): Named<readonly string[]> {
  const names: string[] = [];
  for (const part of split(text, ',')) {
    const name = parseIdentifier(part);
    if (!name.ok) return name;
    names.push(name.value);
  }
  return { ok: true, value: names };
}

/** Reads one name as Postgres does: what is not quoted folds to lower case. */
export function parseIdentifier(text: string): Named<string> {
  const quoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  const inner = quoted ? text.slice(1, -1) : text;
  if (inner === '') return { ok: false, problem: 'Invalid zero-length delimited identifier' };
  if (quoted) {
    const open = inner.replaceAll('""', '').includes('"') || inner.includes('\0');
    return open
      ? { ok: false, problem: `Invalid identifier with unescaped quote: ${inner}` }
      : { ok: true, value: inner.replaceAll('""', '"') };
  }
  return UNQUOTED.test(text)
    ? { ok: true, value: text.toLowerCase() }
    : { ok: false, problem: `Invalid unquoted identifier contains special characters: ${text}` };
}

/** Cuts at a mark that stands outside quotes. */
function split(text: string, mark: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === mark && !quoted) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  return [...parts, part];
}

/** A name that is known to be well written, as it is meant. */
export function unquote(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
}
