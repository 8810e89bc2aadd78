import { addMachine, beginNextEpoch, hasTwin } from './enrolled.ts';
import type { Installation } from './installation.ts';
import { fair, foul } from './network.ts';
import { type Run, actAtServer, doAt, note } from './run.ts';
import { buyOnTheWeb } from './web.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Something that befalls a run, at a moment that was drawn for it. */
export type Incident = (run: Run) => void | Promise<void>;

/** How often each befalls a desk in a day, on average. */
export const onDesks: readonly (readonly [number, (run: Run, desk: Installation) => void | Promise<void>])[] = [
  [14, (run, desk) => doAt(run, desk)],
  [0.8, cutLine],
  [0.4, pullLine],
  [0.5, killDesk],
  [0.5, cutPower],
  [0.2, setClock],
  [0.5, changeWeather],
  [0.06, cloneDisks],
  [0.12, restoreDisks],
  [0.12, damageReplica],
  [0.4, beginAnew],
  [0.06, revoke],
];

/** How often each befalls the server in a day. */
export const onServer: readonly (readonly [number, Incident])[] = [
  [8, buy],
  [0.5, killServer],
  [0.6, killServerOverARequest],
  [2, breakConnection],
  [0.4, endConnections],
  [0.4, dropShape],
  [0.03, restartElectric],
];

function cutLine(run: Run, { name, wire }: Installation): void {
  if (!wire.isIn) return;
  const length = run.chance.happens(0.3)
    ? run.chance.wait(20 * hour, 3 * 24 * hour)
    : run.chance.wait(40 * minute, 4 * hour);
  wire.setIn(false);
  run.tally.add('cuts of the line');
  note(run, `${name}: the line is cut for ${Math.round(length / minute)} min`);
  run.schedule.after(length, () => {
    wire.setIn(true);
    note(run, `${name}: the line is back`);
  });
}

/** A person pulls the line, and puts it back. */
function pullLine(run: Run, desk: Installation): void {
  if (desk.sync === undefined || desk.sync.line().state === 'switchedOff') return;
  desk.sync.setLine(false);
  run.tally.add('lines pulled by hand');
  note(run, `${desk.name}: the line is pulled`);
  run.schedule.after(run.chance.wait(3 * hour, 30 * hour), () => {
    desk.sync?.setLine(true);
    note(run, `${desk.name}: the line is put back`);
  });
}

function killDesk(run: Run, desk: Installation): void {
  if (desk.store === undefined) return;
  desk.kill();
  run.tally.add('kills of a desk');
  note(run, `${desk.name}: killed`);
  startLater(run, desk);
}

function cutPower(run: Run, desk: Installation): void {
  if (desk.store === undefined) return;
  run.powerGoes.set(desk, run.chance.between(1, 3));
  for (let tries = 0; tries < 8 && desk.store !== undefined; tries++) doAt(run, desk);
  run.powerGoes.delete(desk);
  if (desk.store === undefined) startLater(run, desk);
}

function startLater(run: Run, desk: Installation): void {
  run.schedule.after(run.chance.wait(10 * minute, 8 * hour), () => {
    if (desk.store !== undefined) return;
    desk.start();
    note(run, `${desk.name}: started, ${pendingAt(desk)} pending`);
  });
}

function setClock(run: Run, desk: Installation): void {
  desk.skew = run.chance.weigh([
    [2, 0],
    [1, hour],
    [1, -hour],
    [1, run.chance.between(-300, 300) * 1000],
    [0.5, -26 * hour],
  ]);
  run.tally.add('clocks set wrong');
  note(run, `${desk.name}: its clock is ${Math.round(desk.skew / 1000)} s off`);
}

function changeWeather(run: Run, { name, wire }: Installation): void {
  const bad = run.chance.happens(0.6);
  wire.setWeather(bad ? foul : fair);
  note(run, `${name}: a ${bad ? 'bad' : 'good'} line`);
}

/** The disks are copied to a second machine, and both go on [S22]. */
function cloneDisks(run: Run, desk: Installation): void {
  if (desk.store === undefined || desk.store.meta.get('firstSync')?.complete !== true || run.desks.length > 8) return;
  // Two machines that share a token which is not known any more would sign each other out for ever.
  if (run.signInEnded.has(desk)) return;
  const name = `${desk.name}’${run.desks.length}`;
  const copy = addMachine(run, name, desk.copyDisks(name));
  copy.release = desk.release;
  copy.start();
  run.tally.add('clones');
  note(run, `${desk.name}: its disks are copied, and ${name} works with the copy`);
  if (run.chance.happens(0.7)) {
    copy.wire.setIn(false);
    run.schedule.after(run.chance.wait(6 * hour, 24 * hour), () => copy.wire.setIn(true));
  }
  for (let n = run.chance.between(2, 10); n > 0; n--)
    run.schedule.after(run.chance.wait(8 * hour, 30 * hour), () => doAt(run, copy));
}

/** The disks are saved, and put back later: of the replica alone the black box then knows better [S16], of both nobody does. */
function restoreDisks(run: Run, desk: Installation): void {
  if (desk.store === undefined) return;
  const copy = desk.copyDisks(`${desk.name}.backup`);
  note(run, `${desk.name}: its disks are saved`);
  run.schedule.after(run.chance.wait(10 * hour, 30 * hour), async () => {
    if (desk.store === undefined) return;
    desk.kill();
    const what = run.chance.happens(0.5) ? 'both' : 'replica';
    if (what === 'both') await forgiveUnsent(run, desk);
    desk.putDisks(copy, what);
    desk.start();
    run.tally.add(what === 'both' ? 'old copies of all disks restored' : 'old copies of the replica restored');
    note(run, `${desk.name}: the saved ${what} put back, ${pendingAt(desk)} pending`);
  });
}

/** What was said there, has not reached the server and is not on the copy either is gone with both disks. */
async function forgiveUnsent(run: Run, desk: Installation): Promise<void> {
  const { rows } = await run.server.probe.query<{ id: string }>(
    'SELECT envelope_id AS id FROM envelope WHERE property_id = $1',
    [run.lodge.place.propertyId],
  );
  const known = new Set(rows.map(({ id }) => id));
  for (const { id, by } of run.said.all.values()) if (by === desk.name && !known.has(id)) run.said.unsaid(id);
}

/** The replica is spoilt or gone at the next start; the black box is not [S16]. */
function damageReplica(run: Run, desk: Installation): void {
  if (desk.store === undefined) return;
  if (run.chance.happens(0.5)) desk.kill();
  else desk.close();
  const how = run.chance.pick(['overwritten', 'cut short', 'deleted'] as const) ?? 'deleted';
  desk.damage(how);
  run.tally.add(`replicas ${how}`);
  note(run, `${desk.name}: its replica is ${how}`);
  startLater(run, desk);
}

/** Somebody sees that the desk is taken for a copy, and begins its next epoch. */
async function beginAnew(run: Run, desk: Installation): Promise<void> {
  const standing = desk.sync?.status().standing;
  if ((standing === 'branch' || standing === 'closed') && !hasTwin(run, desk)) await beginNextEpoch(run, desk);
}

async function revoke(run: Run, desk: Installation): Promise<void> {
  const code = desk.store?.identity()?.desk;
  if (code === undefined) return;
  const outcome = await actAtServer(run, 'revokeDesk', { code });
  if (outcome?.ok !== true) return;
  run.tally.add('revokes');
  const readmit = async (): Promise<void> => {
    const again = await actAtServer(run, 'readmitDesk', { code });
    if (again === undefined) run.schedule.after(hour, readmit);
  };
  run.schedule.after(run.chance.wait(12 * hour, 40 * hour), readmit);
}

export async function buy(run: Run): Promise<void> {
  const { server, lodge, chance, schedule, tally } = run;
  await buyOnTheWeb({
    server,
    lodge,
    chance,
    now: () => schedule.now,
    count: (what) => tally.add(what),
    heard(what, outcome) {
      tally.add(outcome.ok ? 'web and reseller commands' : `web and reseller commands refused: ${outcome.reason}`);
      note(run, `web: ${what} ${outcome.ok ? 'done' : outcome.reason}`);
    },
  });
}

async function killServer(run: Run): Promise<void> {
  if (!run.server.up) return;
  await run.server.kill();
  run.tally.add('kills of the server');
  note(run, 'server: killed');
  startServerLater(run);
}

function startServerLater(run: Run): void {
  run.schedule.after(run.chance.wait(20 * minute, 3 * hour), async () => {
    await run.server.start();
    note(run, 'server: started');
  });
}

/** The process dies over the next request, before or after a statement of it was carried out. */
function killServerOverARequest(run: Run): void {
  if (!run.server.up) return;
  run.server.breakAt(run.chance.between(1, 14), run.chance.happens(0.5) ? 'before' : 'after', true);
  run.tally.add('kills of the server over a request');
  startServerLater(run);
}

function breakConnection(run: Run): void {
  if (!run.server.up) return;
  run.server.breakAt(run.chance.between(1, 14), run.chance.happens(0.5) ? 'before' : 'after', false);
  run.tally.add('connections to Postgres broken over a request');
}

async function endConnections(run: Run): Promise<void> {
  await run.server.endConnections();
  run.tally.add('connections ended by Postgres');
  note(run, 'postgres: ends the server’s connections');
}

async function dropShape(run: Run): Promise<void> {
  if (await run.server.dropShape(run.lodge.place)) run.tally.add('shapes dropped');
  note(run, 'feed: the shape is dropped');
}

async function restartElectric(run: Run): Promise<void> {
  if (!run.server.up) return;
  await run.server.restartElectric();
  run.tally.add('restarts of the shape server');
  note(run, 'feed: the shape server starts anew');
}

function pendingAt({ store }: Installation): number {
  return store?.journal.count() ?? 0;
}
