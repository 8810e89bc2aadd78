import { type Outcome, done } from '#shared/kernel/outcome.ts';
import { type EnrolBody, enrolAnswer } from '#shared/sync/envelope.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { signText } from './desk-keys.ts';
import type { EnrolRefusal } from './enrol.ts';
import { type World, realWorld } from './world.ts';

/**
 * Signs this desk in again, in the epoch that it is in, with a code that a manager gave for it [S12]: a new token, and all that
 * waits here goes on in its order. The epoch's key proves that it is this desk. Throws where the server cannot be reached; what
 * follows the server must be started anew with the identity that comes back.
 */
export async function signInAgain(
  store: Store,
  code: string,
  world: World = realWorld,
): Promise<Outcome<Identity, EnrolRefusal>> {
  const self = store.identity();
  if (self === undefined) throw new Error('a desk that is not enrolled cannot sign in again');
  const body: EnrolBody = { code, name: self.name, publicKey: self.publicKey, epoch: self.epoch };
  const text = JSON.stringify(body);
  const response = await world.fetch(new URL('/v1/desks/enrol', self.server), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cairn-signature': signText(self.privateKey, text) },
    body: text,
    signal: AbortSignal.timeout(30_000),
  });
  const answered = await response.text();
  if (!response.ok) return { ok: false, status: response.status, message: answered.slice(0, 500) };
  const { token, serverKey, serverNow } = enrolAnswer.parse(JSON.parse(answered));
  const identity: Identity = { ...self, token, serverKey };
  store.transaction(() => {
    store.meta.set('identity', identity);
    store.meta.set('clockOffset', Date.parse(serverNow) - store.machineNow());
  });
  return done(identity);
}
