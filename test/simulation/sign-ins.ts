import { signInAgain } from '#main/services/sync/sign-in-again.ts';
import { besideTheServer, codeFrom, hasTwin } from './enrolled.ts';
import type { Installation } from './installation.ts';
import { type Run, note } from './run.ts';

/** The server does not know a desk's token any more [S12]. Not where two machines share it: each that signs in would end the other's. */
export async function endSignIn(run: Run, desk: Installation): Promise<void> {
  const self = desk.store?.identity();
  if (self === undefined || hasTwin(run, desk)) return;
  const { rowCount } = await run.server.probe.query(
    `UPDATE desk_epoch SET token_hash = '' WHERE property_id = $1 AND desk_code = $2 AND epoch = $3 AND branch_of IS NULL`,
    [run.lodge.place.propertyId, self.desk, self.epoch],
  );
  if (rowCount === 0) return;
  run.signInEnded.add(desk);
  run.tally.add('sign-ins ended');
  note(run, `${desk.name}: its sign-in has ended, ${desk.store?.journal.count()} pending`);
}

/** Somebody sees that a desk has to sign in, and does so with a code. */
export async function signIn(run: Run, desk: Installation): Promise<void> {
  const { store, sync } = desk;
  const self = store?.identity();
  if (store === undefined || self === undefined || !run.server.up || sync?.line().state !== 'signInExpired') return;
  const code = await codeFrom(run, self.desk);
  const again = await signInAgain(store, code, besideTheServer(run)).catch(() => undefined);
  desk.close();
  desk.start();
  if (again?.ok === true) run.tally.add('signed in again');
  note(run, `${desk.name}: ${again?.ok === true ? 'signs in again' : 'is not let sign in'}`);
}
