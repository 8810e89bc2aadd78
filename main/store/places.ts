import type { Place } from './journal.ts';
import type { Identity } from './meta.ts';
import type { Store } from './open-store.ts';

/** More envelopes than any epoch has. */
const perEpoch = 2 ** 32;

/** A place in the journal as one number that orders it over all epochs, as the plan of a rebase wants it. */
export function numberOf({ epoch, seq }: Place): number {
  return epoch * perEpoch + seq;
}

export function placeAt(number: number): Place {
  return { epoch: Math.floor(number / perEpoch), seq: number % perEpoch };
}

/** The epochs of this desk that may have envelopes in the journal, oldest first. */
export function epochsOf(store: Pick<Store, 'meta'>, self: Pick<Identity, 'epoch'>): readonly number[] {
  return [...(store.meta.get('pastEpochs') ?? []).map(({ identity }) => identity.epoch), self.epoch];
}

/** The last seq of an epoch that is settled here [S10]. */
export function settledIn(store: Pick<Store, 'meta' | 'identity'>, epoch: number): number {
  if (epoch === store.identity()?.epoch) return store.meta.get('settled') ?? 0;
  return store.meta.get('pastEpochs')?.find((past) => past.identity.epoch === epoch)?.settled ?? 0;
}

/** Notes that an epoch is settled up to there; never goes back. In the transaction that is open. */
export function noteSettled(store: Pick<Store, 'meta' | 'identity'>, { epoch, seq }: Place): void {
  if (seq <= settledIn(store, epoch)) return;
  if (epoch === store.identity()?.epoch) store.meta.set('settled', seq);
  const past = store.meta.get('pastEpochs');
  if (past?.some(({ identity }) => identity.epoch === epoch) === true) {
    store.meta.set(
      'pastEpochs',
      past.map((one) => (one.identity.epoch === epoch ? { ...one, settled: seq } : one)),
    );
  }
}

/**
 * Up to which place the journal is settled, as one number. What is pending of an earlier epoch holds the later ones back: they
 * are sent after it, and so nothing is taken for settled that is not [S16].
 */
export function settledPlace(store: Pick<Store, 'meta' | 'identity' | 'journal'>): number {
  const current = store.identity()?.epoch ?? 1;
  for (const { identity, settled } of store.meta.get('pastEpochs') ?? []) {
    const [waiting] = store.journal.envelopesAfter(identity.epoch, settled, 1);
    if (waiting !== undefined) return numberOf({ epoch: identity.epoch, seq: settled });
  }
  return numberOf({ epoch: current, seq: settledIn(store, current) });
}
