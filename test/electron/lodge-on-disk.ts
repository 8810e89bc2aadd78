import { randomBytes } from 'node:crypto';
import { hashPin } from '../../shared/kernel/pin.ts';
import { openStore } from '../../main/store/open-store.ts';
import {
  BUSINESS_DATE,
  aGuest,
  aProperty,
  aRoom,
  aRoomType,
  aRow,
  aStay,
  deskA,
  idFor,
} from '../integration/host-rows.ts';

/** A desk's replica with a small lodge in it: one room, one arrival, and Sabina with the PIN 246810. Its server is out of reach. */
export async function aLodgeOnDisk(file: string): Promise<void> {
  const store = openStore({ file });
  const pinHash = await hashPin('246810', randomBytes(16));
  store.transaction(() => {
    store.meta.set('identity', deskA);
    store.meta.set('firstSync', { rows: 8, complete: true });
    store.place([
      aProperty(),
      aRoomType('GT'),
      aRoom('101', 'GT'),
      aGuest('Yuki Sato'),
      ...aStay('E-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 2 }),
      aRow('user', idFor('user Sabina'), {
        name: 'Sabina Gurung',
        initials: 'SG',
        role: 'frontDesk',
        pinHash,
        active: true,
      }),
    ]);
  });
  store.close();
}
