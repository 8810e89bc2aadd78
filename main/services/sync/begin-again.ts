import { type Outcome, done } from '#shared/kernel/outcome.ts';
import { type EnrolBody, enrolAnswer } from '#shared/sync/envelope.ts';
import { type NoNextEpoch, beginEpoch } from '#main/store/begin-epoch.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { makeKeys } from './desk-keys.ts';
import type { EnrolRefusal } from './enrol.ts';
import { type World, realWorld } from './world.ts';

/**
 * Begins the next epoch of this desk with a code that a manager gave for it [S16]: after a restored backup, or where the server
 * took this desk for the copy of another. What is pending stays and is deposited under the epoch that made it. Throws where the
 * server cannot be reached; what follows the server must be started anew with the identity that comes back.
 */
export async function beginAgain(
  store: Store,
  code: string,
  world: World = realWorld,
): Promise<Outcome<Identity, EnrolRefusal | NoNextEpoch>> {
  const self = store.identity();
  if (self === undefined) throw new Error('a desk that is not enrolled has no next epoch');
  const keys = makeKeys();
  const body: EnrolBody = { code, name: self.name, publicKey: keys.publicKey };
  const response = await world.fetch(new URL('/v1/desks/enrol', self.server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) return { ok: false, status: response.status, message: text.slice(0, 500) };
  const { serverNow, ...given } = enrolAnswer.parse(JSON.parse(text));
  const begun = beginEpoch(store, { server: self.server, name: self.name, ...given, ...keys });
  if (!begun.ok) return begun;
  store.meta.set('clockOffset', Date.parse(serverNow) - store.machineNow());
  return done(begun.value);
}
