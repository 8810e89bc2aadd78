import type { RowState, Store } from './open-store.ts';
import { epochsOf, numberOf, settledIn, settledPlace } from './places.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';

/**
 * Lets go of envelopes that are settled while older ones are not: a new epoch's, where the ended one's could not be deposited
 * yet [S16]. The plan of a rebase knows only journals that are settled up to some place; so everything pending is taken back
 * here, and the caller runs what is left on the base again. True where anything was taken back. In the transaction that is open.
 */
export function settleOutOfOrder(store: Store): boolean {
  const self = store.identity();
  if (self === undefined || store.meta.get('pastEpochs') === undefined) return false;
  const upTo = settledPlace(store);
  const settled = epochsOf(store, self).flatMap((epoch) => {
    const last = settledIn(store, epoch);
    return store.journal
      .placesIn(epoch)
      .filter((seq) => seq <= last && numberOf({ epoch, seq }) > upTo)
      .map((seq) => ({ epoch, seq }));
  });
  if (settled.length === 0) return false;
  const images = store.db
    .prepare<[], { entity: EntityName; id: string; row: string | null }>(
      'SELECT entity, id, row FROM before_image ORDER BY epoch DESC, seq DESC, ordinal DESC',
    )
    .all();
  const states = images.map(({ entity, id, row }): RowState => ({
    entity,
    id,
    row: row === null ? null : (JSON.parse(row) as Row<EntityName>), // written by the journal
  }));
  store.place(states);
  store.db.exec('DELETE FROM before_image; DELETE FROM event');
  for (const place of settled) store.journal.drop(place);
  return true;
}
