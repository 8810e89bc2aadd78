import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GuestNames, guestNamesOf } from '#main/services/views/guest-names.ts';
import { prepareProperty } from '#main/services/views/lodge.ts';
import { standpointOf } from '#main/services/views/standpoint.ts';
import type { Standpoint } from '#main/services/views/bar.ts';
import { type RowState, type Store, openStore } from '#main/store/open-store.ts';
import { aGuest, aProperty, aRoom, aRoomType, deskA } from './host-rows.ts';

/** A real replica of desk A, of which ten envelopes are settled. */
export interface Replica {
  /** As it is open now. */
  store(): Store;
  /** A lodge of two types, three rooms and a few people, and what else a test adds. */
  given(...more: readonly (RowState | RowState[])[]): void;
  standpoint(): Standpoint;
  names(): GuestNames;
  /** Closes it and opens it again, as a restart does. */
  reopen(): void;
  remove(): void;
}

export function aReplica(): Replica {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-views-'));
  const open = () => openStore({ file: join(folder, 'replica.db') });
  let store = open();
  store.transaction(() => {
    store.meta.set('identity', deskA);
    store.meta.set('settled', 10);
  });
  return {
    store: () => store,
    given(...more) {
      const lodge = [
        aProperty(),
        aRoomType('GT', { position: 1 }),
        aRoomType('FR', { position: 2, nightlyRate: 900_000 }),
        aRoom('101', 'GT'),
        aRoom('102', 'GT', { status: 'VACANT_DIRTY' }),
        aRoom('201', 'FR'),
        aGuest('Lucía Delgado', { phone: '+34 600 111 222', email: 'Lucia@example.es', country: 'ES' }),
        aGuest('James Whitfield', { phone: '07700 900123', vip: true }),
        aGuest('Yuki Sato'),
      ];
      store.transaction(() => store.place([...lodge, ...more.flat()]));
    },
    standpoint: () => standpointOf(store.meta, prepareProperty(store.db), guestNamesOf(store.seals)),
    names: () => guestNamesOf(store.seals),
    reopen() {
      store.close();
      store = open();
    },
    remove() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
