/** A statement whose literals travel apart from it, so that the database need read and plan it only once. */
export interface LiftedStatement {
  readonly text: string;
  readonly values: readonly string[];
  /** Reading and planning it costs something. */
  readonly isPlanned: boolean;
}

/** What is read and planned anew each time costs several times what it does: these are worth keeping. */
const planned = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/;
// The driver sets `E` off by a blank of its own, which goes with it: one shape has one text.
const quoted = / ?\bE'((?:[^'\\]|''|\\\\)*)'|'((?:[^']|'')*)'|"[^"]*"/g;

/**
 * Lifts the quoted literals out of a statement as the literals of `sql-literal.ts` write them: `'it''s'` and, where there are
 * backslashes, `E'a\\b'`. Each becomes a parameter of a type that the database finds as it would have found the literal's.
 * Statements that cannot bear parameters (`SET`, `COMMIT`) stay as they are.
 */
export function liftLiterals(statement: string): LiftedStatement {
  if (!planned.test(statement)) return { text: statement, values: [], isPlanned: false };
  const values: string[] = [];
  const text = statement.replaceAll(quoted, (whole, escaped: string | undefined, plain: string | undefined) => {
    if (escaped === undefined && plain === undefined) return whole;
    values.push(
      escaped === undefined
        ? (plain ?? '').replaceAll("''", "'")
        : escaped.replaceAll("''", "'").replaceAll('\\\\', '\\'),
    );
    return `$${values.length}`;
  });
  return { text, values, isPlanned: true };
}
