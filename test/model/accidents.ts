import { epochOf } from './black-box.ts';
import { type Desk, copyOfDisk } from './desk.ts';
import { completeBox } from './desk-start.ts';
import { type World, newDesk } from './world.ts';

/** The process is killed: what it had not written down is gone. */
export function stop(desk: Desk): void {
  desk.memory = null;
}

/** The machine loses its power: so do the bytes of the black box that were not flushed, all or some [S7, S15]. */
export function powerCut(desk: Desk, some: number): void {
  stop(desk);
  const { box } = desk;
  if (box === null) return;
  box.records = box.records.slice(0, Math.min(box.records.length, box.flushed + (some > 3 ? 1 : 0)));
  box.flushed = box.records.length;
}

/** The first disk dies: what was told to have no second copy is lost with it, and was told to be in danger [S7]. */
export function loseReplica(world: World, desk: Desk, wholeDisk: boolean): void {
  stop(desk);
  // A second disk that is full, or a box that is not there yet, was shown too.
  const isExcused = (id: string) => desk.boxFull || desk.box === null || world.singleCopy.has(id);
  destroy(world, isExcused, () => (desk.replica = null));
  if (!wholeDisk || desk.latch === null) return;
  desk.latch = null;
  forgetNumbers(world, desk);
}

/** The whole machine is gone, and is installed anew [S16]. */
export function loseBoth(world: World, desk: Desk): void {
  stop(desk);
  const gone = { replica: null, box: null, latch: null, waits: null, needsEpoch: false, befallen: true };
  destroy(
    world,
    () => true,
    () => Object.assign(desk, gone),
  );
}

export function backUp(desk: Desk): void {
  const { replica, box } = copyOfDisk(desk);
  if (replica?.whole === true) desk.backup = { replica, box };
}

/** An older copy of the replica comes back; the black box is the one of today, or is gone too [S16]. */
export function restore(world: World, desk: Desk, withBox: boolean): void {
  const { backup } = desk;
  if (backup === null) return;
  stop(desk);
  const boxGone = !withBox || desk.box === null || epochOf(desk.box) === 0;
  // Without the box nobody can know which numbers were drawn since, until the server is heard.
  const gone = boxGone ? { box: null, latch: null, life: world.lives++ } : {};
  const older = { replica: backup.replica, backup: null, needsEpoch: false, befallen: true, waits: null };
  destroy(
    world,
    (id) => boxGone || world.singleCopy.has(id),
    () => Object.assign(desk, older, gone),
  );
}

/** The second disk has no room, or has room again: then what is missing there is written at once [S7]. */
export function fillSecondDisk(desk: Desk): void {
  desk.boxFull = !desk.boxFull;
  desk.befallen = true;
  const { replica, box, memory } = desk;
  if (!desk.boxFull && replica !== null && box !== null && memory !== null) {
    if (!desk.broken.has('box-not-completed')) completeBox(replica, box);
    desk.latch = null;
  }
}

/** The disk is copied to a second machine, and both go on [S22]. */
export function clone(world: World, desk: Desk): void {
  if (world.desks.length > 3 || desk.replica?.whole !== true) return;
  desk.befallen = true;
  const copy = newDesk(desk.code, world.lives++, desk.broken);
  Object.assign(copy, copyOfDisk(desk), { needsEpoch: desk.needsEpoch, befallen: true });
  world.desks.push(copy);
}

/** With the latch nobody is left who knows of numbers that were taken with one copy, but for the server, where it has them [S16]. */
function forgetNumbers({ server, singleCopy, said, printed }: World, desk: Desk): void {
  for (const id of singleCopy) {
    const input = said.get(id)?.entry.envelope.input;
    if (input?.name !== 'takeCash' || server.kept.some(({ envelope }) => envelope.id === id)) continue;
    printed.get(desk.life)?.delete(`${input.receipt.series}-${input.receipt.number}`);
  }
}

/** Carries an accident out, and notes what no copy is left of by it: where the rules do not answer for that, it is excused. */
function destroy(world: World, isExcused: (id: string) => boolean, accident: () => void): void {
  const there = [...world.said.keys()].filter((id) => isSomewhere(world, id));
  accident();
  for (const id of there) if (isExcused(id) && !isSomewhere(world, id)) world.excused.add(id);
}

/** Whether a copy of an envelope is left that will reach the server: there already, in a journal, or flushed to a black box. */
export function isSomewhere({ server, desks }: World, id: string): boolean {
  if (server.kept.some(({ envelope }) => envelope.id === id)) return true;
  return desks.some(
    ({ replica, box }) =>
      replica?.journal.some(({ envelope }) => envelope.id === id) === true ||
      box?.records.slice(0, box.flushed).some(({ envelope }) => envelope.id === id) === true,
  );
}
