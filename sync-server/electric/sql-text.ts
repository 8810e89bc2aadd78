/** A name as Postgres reads it, whatever characters it holds. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A constant as Postgres reads it. Relies on `standard_conforming_strings`, which every connection here switches on. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A text as a constant that already is JSON, quotes included. */
export function quoteJsonLiteral(text: string): string {
  return quoteLiteral(JSON.stringify(text));
}
