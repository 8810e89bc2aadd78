import type { Store } from '#main/store/open-store.ts';
import { type Enrolment, enrol } from './sync/enrol.ts';
import { signInAgain } from './sync/sign-in-again.ts';

/** A desk that cannot begin its work; the message is for the person who started it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/**
 * Where a desk of a server on this same machine finds it now: its port may be another than at the last start. A desk of a
 * server elsewhere is not led away from it.
 */
export function followServer(store: Store, server: string): void {
  const identity = store.identity();
  if (identity === undefined || identity.server === server) return;
  if (isLoopback(identity.server) && isLoopback(server))
    store.transaction(() => store.meta.set('identity', { ...identity, server }));
}

function isLoopback(address: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(address)?.hostname ?? '');
}

/** Makes a new replica a desk of the server; one that is enrolled stays the desk that it is. Throws {@link CannotStart} where that cannot be. */
export async function enrolIfNew(store: Store, enrolment: Enrolment | undefined): Promise<void> {
  if (store.identity() !== undefined) return enrolment === undefined ? undefined : signInUnlessWhole(store, enrolment);
  if (enrolment === undefined)
    throw new CannotStart(
      'This desk is not enrolled yet. Start it with --server ADDRESS --code CODE; a manager gives the code.',
    );
  const answer = await enrol(store, enrolment).catch((error: unknown) => {
    throw new CannotStart(`The server at ${enrolment.server} cannot be reached, and a new desk needs it once.`, {
      cause: error,
    });
  });
  if (!answer.ok) throw new CannotStart(`The server did not take this desk in: ${answer.message} (${answer.status})`);
}

/**
 * A desk whose base is still to be fetched, after a recovery say, has no screen on which anybody could enter a code: it signs in
 * again with the one it is started with [S12, S16]. A code that is used up, as in a start command that is kept, changes nothing.
 */
async function signInUnlessWhole(store: Store, { code }: Enrolment): Promise<void> {
  if (store.meta.get('firstSync')?.complete === true) return;
  // Where the server is away too, the desk waits for it as it would without a code.
  await signInAgain(store, code).catch(() => undefined);
}
