import { type Outcome, done } from '#shared/kernel/outcome.ts';
import type { Identity } from './meta.ts';
import type { Store } from './open-store.ts';
import { settledIn } from './places.ts';

/** Why an identity is no later life of this desk. */
export type NoNextEpoch = { readonly why: 'other-desk' | 'not-later'; readonly desk: string; readonly epoch: number };

/**
 * Begins a new epoch of this desk [S16]: a new key, new series of receipts and bookings (their counters are named by the epoch and
 * so begin anew), envelopes from 1. What the epochs before left in the journal stays, under their own keys, to be deposited as
 * such; nothing is dropped. Refuses the identity of another desk: its code was given for a new one.
 */
export function beginEpoch(store: Store, identity: Identity): Outcome<Identity, NoNextEpoch> {
  const self = store.identity();
  const { desk, epoch } = identity;
  if (self !== undefined && (self.deskId !== identity.deskId || self.desk !== desk))
    return { ok: false, why: 'other-desk', desk, epoch };
  if (self !== undefined && epoch <= self.epoch) return { ok: false, why: 'not-later', desk, epoch };
  store.transaction(() => {
    if (self !== undefined) {
      const past = store.meta.get('pastEpochs') ?? [];
      store.meta.set('pastEpochs', [...past, { identity: self, settled: settledIn(store, self.epoch) }]);
      store.meta.set('settled', 0);
    }
    store.meta.set('identity', identity);
  });
  // The second copy says whose it is, before the new epoch's first envelope [S7].
  store.blackBox.catchUp();
  return done(identity);
}

/** Lets go of ended epochs of which nothing is left to deposit. */
export function forgetEndedEpochs(store: Store): void {
  const past = store.meta.get('pastEpochs');
  if (past === undefined) return;
  const left = past.filter(({ identity }) => store.journal.placesIn(identity.epoch).length > 0);
  if (left.length === past.length) return;
  store.transaction(() => (left.length === 0 ? store.meta.clear('pastEpochs') : store.meta.set('pastEpochs', left)));
}
