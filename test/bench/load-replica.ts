import { beginFirstSync, completeFirstSync } from '#main/store/first-sync.ts';
import { codecOf } from '#main/store/row-codec.ts';
import { openDesk } from '#main/store/open-desk.ts';
import type { Store } from '#main/store/open-store.ts';
import { makeKeys } from '#main/services/sync/desk-keys.ts';
import { staff, userOf } from '#sync-server/demo/staff.ts';
import type { BigLodge, EntityRows } from './big-lodge.ts';

/** Stays that are made and written at a time. */
const batch = 4000;

/** A replica with the whole lodge in it and a black box, of a desk that no server knows; its rows are written as the first sync writes them. */
export async function replicaOf(lodge: BigLodge, dataFolder: string): Promise<Store> {
  const people = await Promise.all(staff.map(userOf));
  const store = openDesk({ dataFolder });
  const { tenantId, propertyId } = lodge;
  store.transaction(() =>
    store.meta.set('identity', {
      server: 'http://127.0.0.1:9',
      token: 'none',
      tenantId,
      propertyId,
      deskId: propertyId,
      desk: 'A',
      name: 'Desk A',
      epoch: 1,
      ...makeKeys(),
    }),
  );
  beginFirstSync(store);
  insert(store, lodge.house(people));
  for (let start = 0; start < lodge.size.stays; start += batch) insert(store, lodge.stays(start, batch));
  completeFirstSync(store, new Date().toISOString());
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  return store;
}

function insert(store: Store, entities: readonly EntityRows[]): void {
  store.transaction(() => {
    for (const { entity, rows } of entities) {
      const { encode } = codecOf(entity);
      store.insertMany(
        entity,
        rows.flatMap((row) => encode({ ...row })),
      );
    }
  });
}
