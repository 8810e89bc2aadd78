import { startSync } from '#main/services/sync/start-sync.ts';
import type { Store } from '#main/store/open-store.ts';

/** Seconds until the replica is whole. */
export function syncFromNothing(store: Store): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the first sync did not end')), 240_000);
    const look = () => {
      if (store.meta.get('firstSync')?.complete !== true) return;
      const seconds = (performance.now() - began) / 1000;
      clearTimeout(late);
      // What is being applied right now ends first.
      setImmediate(() => {
        sync.stop();
        resolve(seconds);
      });
    };
    const sync = startSync({ store, onChange: look, onLine: () => undefined });
  });
}
