import { applyFeed } from '#main/store/apply-feed.ts';
import type { Store } from '#main/store/open-store.ts';
import type { BareDesk } from './bare-desk.ts';
import { workUntilPending } from './busy-desk.ts';
import { type Figure, median } from './figure.ts';
import { workingDay } from './working-day.ts';

const envelopes = 2000;
const turns = 5;

/**
 * A rebase of a week's work: the feed brings a change of the property itself, on which every command rests, so that all that is
 * pending is undone and runs again.
 */
export function rebasePending(store: Store, bare: BareDesk): Figure[] {
  const property = store.answer({ mode: 'peek', entity: 'property', where: [] })[0];
  if (property === undefined) throw new Error('no property');
  store.db.pragma('synchronous = OFF');
  workUntilPending(store, workingDay(store, todayOf(store), envelopes), envelopes);
  store.db.pragma('synchronous = FULL');
  const changes = store.db.prepare<[], number>('SELECT total_changes()').pluck();
  const ms: number[] = [];
  const bareMs: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const row = { ...property, version: property.version + 1 + turn, checkOutTime: `1${turn % 3}:00` };
    const before = changes.get() ?? 0;
    const began = performance.now();
    const { replayed } = applyFeed(store, [{ entity: 'property', id: property.id, row }], undefined, undefined);
    ms.push(performance.now() - began);
    if (replayed !== envelopes) throw new Error(`${replayed} of ${envelopes} envelopes ran again`);
    bareMs.push(bare.transaction((changes.get() ?? 0) - before, 600));
  }
  return [
    {
      part: 'desk',
      name: 'rebase with 2,000 pending envelopes',
      value: median(ms),
      unit: 'ms',
      bound: { value: median(bareMs), what: 'a bare transaction of as many rows as the rebase wrote' },
      target: { below: 1000 },
      note: `every one of them undone and run again; the slowest of ${turns} took ${Math.max(...ms).toFixed(0)} ms`,
    },
  ];
}

function todayOf(store: Store): string {
  return store.db.prepare<[], string>('SELECT business_date FROM property').pluck().get() ?? '';
}
