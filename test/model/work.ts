import { type Input, isFact } from './commands.ts';
import { type Desk, type Entry, commitCommand, replayAll, undoAll } from './desk.ts';
import { completeBox, renew, start } from './desk-start.ts';
import { actElsewhere, commit } from './server.ts';
import { type World, note, tally } from './world.ts';

/** How far a command gets before its process is killed: to the commit, to the append, to the flush, or to the screen. */
export type Reach = 'committed' | 'appended' | 'flushed' | 'done';

/** A person runs a command: commit, black box, flush, and only then is it said done [S7]. */
export function command(world: World, desk: Desk, a: number, b: number, reach: Reach): void {
  const { replica, memory, broken } = desk;
  if (replica === null || memory === null || !replica.whole || desk.waits !== null) return;
  const id = `${desk.code}${world.made++}`;
  const entry = commitCommand(
    desk,
    replica,
    id,
    inputOf(
      replica.rows
        .keys()
        .filter((key) => key.startsWith('stay/'))
        .map((key) => key.slice(5))
        .toArray(),
      id,
      a,
      b,
    ),
  );
  if (entry === null) return tally(world, 'refused at the desk');
  tally(world, isFact(entry.envelope.input) ? 'fact' : 'request');
  if (reach === 'committed') return void (desk.memory = null);
  const { box } = desk;
  if (box !== null && !desk.boxFull) {
    const late = box.flushed;
    if (broken.has('box-not-completed')) box.records.push({ ...entry, counters: replica.counters });
    else completeBox(replica, box);
    // Appended is not flushed: the last record may still be lost.
    if (reach === 'appended' || broken.has('said-before-flush')) box.flushed = Math.min(late, box.records.length);
  }
  if (reach !== 'done') return void (desk.memory = null);
  const inBox = box !== null && !desk.boxFull;
  if (!inBox) world.singleCopy.add(id);
  desk.latch = inBox ? null : entry.envelope.seq;
  world.said.set(id, { entry, desk });
  print(world, desk, entry);
}

function print(world: World, desk: Desk, { envelope: { id, input } }: Entry): void {
  if (input.name !== 'takeCash') return;
  const { series, number, hash } = input.receipt;
  const printed = world.printed.get(desk.life) ?? new Map<string, string>();
  world.printed.set(desk.life, printed);
  const name = `${series}-${number}`;
  if (printed.has(name)) note(world, 'S5', `${name} was printed twice, last for ${id}`);
  printed.set(name, hash);
}

function inputOf(stays: readonly string[], id: string, a: number, b: number): Input {
  const stay = stays[b % Math.max(1, stays.length)];
  const receipt = { series: '', number: 0, previous: '', hash: '' };
  if (a === 0) return { name: 'addGuest', sealed: `sealed for ${id}` };
  if (a === 1) return { name: 'faulty', fact: b % 2 === 0 };
  if (stay === undefined || a < 4) return { name: 'sell', slot: b % 2 };
  if (a === 4) return { name: 'cancel', stay };
  if (a === 5) return { name: 'move', stay, slot: b % 2 };
  if (a < 8) return { name: 'checkIn', stay, slot: b % 2, room: a % 2 };
  return { name: 'takeCash', stay, amount: a, receipt };
}

/** A stay is cancelled elsewhere, and as soon as that is over it leaves the feed, but not the business [S29]. */
export function prune(world: World, a: number): void {
  const { server } = world;
  const stays = [...server.rows].filter(
    ([key, row]) => key.startsWith('stay/') && row['state'] !== 'in' && !server.hidden.has(key),
  );
  const [key, stay] = stays[a % Math.max(1, stays.length)] ?? [];
  if (key === undefined) return;
  if (stay?.['state'] === 'booked') actElsewhere(server, world.made++, { name: 'cancel', stay: key.slice(5) });
  server.hidden.add(key);
  server.log.push([{ key, row: null, pruned: true }]);
}

/** A guest is erased: the key goes, and with it whatever was sealed [S29]. */
export function erase({ server }: World, a: number): void {
  const guests = [...server.rows.keys()].filter((key) => key.startsWith('guest/'));
  const id = guests[a % Math.max(1, guests.length)]?.slice(6);
  if (id === undefined) return;
  server.erased.add(id);
  commit(server, new Map([[`key/${id}`, null]]));
}

/** A newer release at the desk: undo, migrate, replay; envelopes stay as they were signed [S17]. */
export function upgrade(desk: Desk): void {
  const { replica, broken } = desk;
  if (replica === null) return;
  undoAll(desk, replica);
  if (broken.has('envelope-upgraded-in-place') && replica.code === 1)
    replica.journal = replica.journal.map((entry) => ({ ...entry, envelope: { ...entry.envelope, version: 2 } }));
  replica.code = 2;
  replayAll(desk, replica);
}

/** Starts a desk; where its second disk has no room for what is missing there, that is shown [S7]. */
export function switchOn(world: World, desk: Desk): void {
  start(world.server, desk);
  const { replica, box } = desk;
  if (!desk.boxFull || replica === null || box === null) return;
  const boxed = new Set(box.records.map(({ envelope }) => envelope.id));
  for (const { envelope } of replica.journal) {
    if (boxed.has(envelope.id)) continue;
    world.singleCopy.add(envelope.id);
    desk.latch = replica.counters.seq;
  }
}

/** A manager lets a desk begin anew [S16]; one to which nothing happened keeps its epoch and its series. */
export function beginEpoch(world: World, desk: Desk): void {
  if (!desk.befallen) note(world, 'S16', `${desk.code} begins a new epoch without need`);
  renew(world.server, desk);
}
