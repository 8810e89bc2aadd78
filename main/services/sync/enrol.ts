import { type EnrolBody, enrolAnswer } from '#shared/sync/envelope.ts';
import { type Outcome, done } from '#shared/kernel/outcome.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { makeKeys } from './desk-keys.ts';
import { type World, realWorld } from './world.ts';

/** What a person gives to make this machine a desk: where the server is, the code a manager gave, and a name for the desk. */
export interface Enrolment {
  readonly server: string;
  readonly code: string;
  readonly name: string;
}

/** Why the server did not take the desk: its status and its own words. */
export interface EnrolRefusal {
  readonly status: number;
  readonly message: string;
}

/** Makes the epoch's keys and enrols this replica as a desk; throws where the server cannot be reached. */
export async function enrol(
  store: Store,
  { server, code, name }: Enrolment,
  world: World = realWorld,
): Promise<Outcome<Identity, EnrolRefusal>> {
  const keys = makeKeys();
  const body: EnrolBody = { code, name, publicKey: keys.publicKey };
  const response = await world.fetch(new URL('/v1/desks/enrol', server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) return { ok: false, status: response.status, message: text.slice(0, 500) };
  const { serverNow, ...given } = enrolAnswer.parse(JSON.parse(text));
  const identity: Identity = { server, name, ...given, ...keys };
  store.transaction(() => {
    store.meta.set('identity', identity);
    store.meta.set('clockOffset', Date.parse(serverNow) - store.machineNow());
  });
  return done(identity);
}
