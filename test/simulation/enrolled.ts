import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { enrol } from '#main/services/sync/enrol.ts';
import { beginAgain } from '#main/services/sync/begin-again.ts';
import { type World, realWorld } from '#main/services/sync/world.ts';
import { type Installation, installationOf } from './installation.ts';
import { wireOf } from './network.ts';
import { type Run, deliver, note } from './run.ts';

/** A machine with a disk, among the run's desks from now on; its program is not running yet. */
export function addMachine(run: Run, name: string, disks: string): Installation {
  const { schedule, tally, folder } = run;
  const wire = wireOf({
    chance: run.chance.branch(),
    schedule,
    tally,
    streams: run.streams,
    deliver: (request) => deliver(run, request),
    follow: (request, signal) => run.server.follow(request, signal),
  });
  const onRebase = () => tally.add('rebases');
  const reachable = () => wire.isIn && run.server.up;
  const desk = installationOf({
    name,
    folder,
    disks,
    chance: run.chance.branch(),
    schedule,
    wire,
    reachable,
    onRebase,
    followsLive: run.isCrowded && run.chance.happens(0.5),
    isPlain: run.releases === undefined,
    nextMigrations: run.releases?.migrations,
  });
  if (run.releases === undefined || run.chance.happens(0.3)) desk.release = 'next';
  run.desks.push(desk);
  return desk;
}

/** A new desk, enrolled with a code as a person does, and filled from the server. */
export async function newDesk(run: Run, name: string): Promise<Installation> {
  const disks = join(run.folder, name);
  mkdirSync(disks, { recursive: true });
  const desk = addMachine(run, name, disks);
  desk.start();
  const { store } = desk;
  if (store === undefined) throw new Error('it does not start');
  const code = await codeFrom(run);
  const enrolled = await enrol(store, { server: 'http://server.simulation', code, name }, besideTheServer(run));
  if (!enrolled.ok) throw new Error(`${enrolled.status} ${enrolled.message}`);
  desk.close();
  desk.start();
  return desk;
}

/** A person begins the next epoch of a desk, with a code that a manager gave for it [S16]. Tells whether it was begun. */
export async function beginNextEpoch(run: Run, desk: Installation): Promise<boolean> {
  const { store } = desk;
  const self = store?.identity();
  if (store === undefined || self === undefined || !run.server.up) return false;
  const code = await codeFrom(run, self.desk);
  const begun = await beginAgain(store, code, besideTheServer(run)).catch(() => undefined);
  desk.close();
  desk.start();
  if (begun?.ok === true) run.tally.add('epochs begun anew');
  note(run, `${desk.name}: ${begun?.ok === true ? `begins epoch ${begun.value.epoch}` : 'is not let begin anew'}`);
  return begun?.ok === true;
}

export async function codeFrom({ server, lodge }: Run, desk?: string): Promise<string> {
  const asked = await server.ask({
    method: 'POST',
    path: '/v1/admin/enrolment-codes',
    headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...lodge.place, minutes: 30, ...(desk === undefined ? {} : { desk }) }),
  });
  // The server's answer to the administrator.
  const { code } = JSON.parse(asked?.body ?? '{}') as { code: string };
  return code;
}

/** The world of a person who stands next to the server: what is asked there is answered at once. */
export function besideTheServer({ server, schedule }: Run): World {
  return {
    ...realWorld,
    elapsed: () => schedule.now,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = Object.fromEntries(new Headers(init?.headers));
      const body = typeof init?.body === 'string' ? init.body : undefined;
      const path = `${url.pathname}${url.search}`;
      const answer = await server.ask({ method: init?.method ?? 'GET', path, headers, body });
      if (answer === undefined) throw new TypeError('fetch failed');
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    },
  };
}

/** Whether another machine works under the same desk: which of the two is to go on only people can say. */
export function hasTwin({ desks }: Run, { name }: Installation): boolean {
  const first = name.split('’')[0];
  return desks.some((other) => other.name !== name && other.name.split('’')[0] === first);
}
