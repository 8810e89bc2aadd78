import { openDesk } from '#main/store/open-desk.ts';
import type { Store } from '#main/store/open-store.ts';
import { startSync } from '#main/services/sync/start-sync.ts';
import { workUntilPending } from './busy-desk.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground.ts';
import { workingDay } from './working-day.ts';

const envelopes = 2000;

/** A week without the server: two thousand commands at a desk with all stays, then the line, until the last is settled. */
export async function weekSettled(ground: Ground): Promise<Figure[]> {
  const store = openDesk({ dataFolder: ground.deskFolder('C') });
  try {
    store.db.pragma('synchronous = OFF');
    workUntilPending(store, workingDay(store, ground.lodge.size.businessDate, envelopes), envelopes);
    store.db.pragma('synchronous = FULL');
    const seconds = await settledAfter(store);
    const refused = store.answer({ mode: 'peek', entity: 'refusal', where: [] }).length;
    return [
      {
        part: 'week',
        name: 'a week of 2,000 envelopes pushed and settled',
        value: seconds,
        unit: 's',
        note: `${(envelopes / seconds).toFixed(0)} a second, from the line's return until none is pending; ${refused} refused`,
      },
    ];
  } finally {
    store.close();
  }
}

function settledAfter(store: Store): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${store.journal.count()} are still pending`)), 240_000);
    const look = () => {
      if (store.journal.count() > 0) return;
      clearTimeout(late);
      setImmediate(() => {
        sync.stop();
        resolve((performance.now() - began) / 1000);
      });
    };
    const sync = startSync({ store, onChange: look, onLine: () => undefined });
  });
}
