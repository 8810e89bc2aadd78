import { isFact } from './commands.ts';
import { completeBox } from './desk-start.ts';
import { follow, handlePush, hearAnswer, sendPush } from './line.ts';
import { beginEpoch, switchOn } from './work.ts';
import { type World, note } from './world.ts';

/** Brings everything to rest: machines on, lines in, rights back, and every message through. */
export function quiesce(world: World): void {
  const { server, desks } = world;
  server.dismissed.clear();
  server.code = 2;
  for (const desk of desks) {
    desk.boxFull = false;
    if (desk.memory === null) switchOn(world, desk);
    if (desk.replica !== null && desk.box !== null && !desk.broken.has('box-not-completed'))
      completeBox(desk.replica, desk.box);
  }
  deposit(world);
  for (let round = 0; round < 8 && !isQuiet(world); round++) {
    exchange(world);
    for (const desk of desks) if (desk.needsEpoch) beginEpoch(world, desk);
  }
  exchange(world);
}

/** [S12] Revoked desks give what they have, and hear nothing; then they are let in again, under a new epoch. */
function deposit(world: World): void {
  const { server, desks } = world;
  const away = desks.filter(({ code }) => server.revoked.has(code));
  const before = away.map(({ replica }) => replica?.journal.length ?? 0);
  sendAll(world);
  away.forEach(({ code, replica }, index) => {
    const facts = replica?.journal.filter(({ envelope }) => isFact(envelope.input)) ?? [];
    for (const { envelope } of facts)
      if (!server.kept.some((kept) => kept.envelope.id === envelope.id && kept.outcome !== 'refused'))
        note(world, 'S12', `${envelope.id} was not deposited by ${code}`);
    if ((replica?.journal.length ?? 0) !== before[index])
      note(world, 'S12', `something settled at ${code}, which is revoked`);
  });
  server.revoked.clear();
  for (const desk of away) Object.assign(desk, { needsEpoch: true, befallen: true });
}

function exchange(world: World): void {
  sendAll(world);
  // Twice: a snapshot is laid aside first.
  for (const desk of world.desks) for (let step = 0; step < 3; step++) follow(world, desk, Infinity, 0);
  for (const desk of world.desks) if (desk.memory !== null) desk.memory.doubtful = false;
}

function sendAll(world: World): void {
  for (let round = 0; round < 60; round++) {
    const sent = world.desks.map((desk) => sendPush(world, desk, 100));
    while (world.pushes.length > 0) handlePush(world, 0, Infinity, 'answers');
    while (world.answers.length > 0) hearAnswer(world, 0);
    if (!sent.includes(true)) return;
  }
}

export function isQuiet({ server, desks }: World): boolean {
  return desks.every(
    ({ replica, needsEpoch }) =>
      replica !== null &&
      replica.journal.length === 0 &&
      !needsEpoch &&
      replica.feed?.handle === server.handle &&
      replica.feed.at === server.log.length,
  );
}
