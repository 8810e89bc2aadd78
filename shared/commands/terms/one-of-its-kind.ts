import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';

/** A row that is set up under a code: null for `expectedVersion` says that it is new. */
export interface Setting {
  readonly expectedVersion: number | null;
}

/**
 * The preparation of a row that is set up or changed under a code of its own: refused as `already-exists` where a new one bears the
 * code of another, as `not-found` where what was changed is not there, and as `changed-elsewhere` where it is not what the person
 * looked at. Only the desk looks at versions; on the server last writers decide [S4].
 */
export function oneOfItsKind<Draft extends Setting, Seen>(
  entity: string,
  rowOf: (seen: Seen) => { readonly version: number; readonly writer: string } | undefined,
) {
  return (seen: Seen, draft: Draft): Outcome<Draft> => {
    const row = rowOf(seen);
    const { expectedVersion: expected } = draft;
    if (expected === null) return row === undefined ? done(draft) : refuse('already-exists', { entity });
    if (row === undefined) return refuse('not-found', { entity });
    if (row.version !== expected)
      return refuse('changed-elsewhere', { expected, found: row.version, by: row.writer }, true);
    return done(draft);
  };
}

/** What a server finds of one that was new at its desk: refused as `already-exists` where another desk was first. */
export function unlessThere(entity: string, row: unknown, { expectedVersion }: Setting): Outcome<null> {
  return expectedVersion === null && row !== undefined ? refuse('already-exists', { entity }) : done(null);
}
