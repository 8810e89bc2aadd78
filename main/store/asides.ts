import { entityOf, rowFromFeed } from './feed-row.ts';
import type { Store } from './open-store.ts';

/** A row of the feed that carries more than this release knows. */
export interface Aside {
  readonly entity: string;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>> | null;
}

/** What a newer server sends beyond what this desk knows is kept, not understood [S18]. Null takes away what was kept of it. */
export function putAside(store: Pick<Store, 'db'>, { entity, id, row }: Aside): void {
  if (row === null) store.db.prepare('DELETE FROM aside WHERE entity = ? AND id = ?').run(entity, id);
  else {
    store.db
      .prepare('INSERT INTO aside (entity, id, row) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row')
      .run(entity, id, JSON.stringify(row));
  }
}

/** Whether anything is kept aside: then what is known of a row that comes anew must not stay there in an older form. */
export function hasAsides(store: Pick<Store, 'db'>): boolean {
  return store.db.prepare('SELECT EXISTS (SELECT 1 FROM aside)').pluck().get() === 1;
}

/**
 * After an upgrade: rows of entities and columns that this release has come to know go into their tables [S18]; what it still
 * does not know wholly stays aside as well. In the transaction that is open, beneath the journal: nothing may lie over the base.
 */
export function takeInAsides(store: Store): void {
  const kept = store.db.prepare<[], { entity: string; id: string; row: string }>('SELECT * FROM aside').all();
  for (const { entity: word, id, row: text } of kept) {
    const entity = entityOf(word);
    if (entity === undefined) continue;
    const { row, unknown } = rowFromFeed(entity, JSON.parse(text) as Record<string, unknown>); // written by `putAside` from a row of the feed
    store.put(entity, { ...row });
    if (!unknown) putAside(store, { entity: word, id, row: null });
  }
}
