import { trim } from './black-box.ts';
import type { Desk, Entry, Replica } from './desk.ts';
import { type OnSettled, followFeed, settleAcknowledged } from './desk-feed.ts';
import { type Answer, type EpochRecord, acknowledge } from './server.ts';
import { takeEnvelope } from './take-envelope.ts';
import { switchOn } from './work.ts';
import { type World, note, tally } from './world.ts';

/** Sends the next envelopes of the oldest epoch that has any: those that follow each other, and what was applied [S2, S10]. */
export function sendPush(world: World, desk: Desk, limit: number): boolean {
  const { replica, memory } = desk;
  if (replica === null || memory === null) return false;
  const isUnsent = ({ envelope }: Entry) => envelope.seq > (memory.taken.get(envelope.epoch) ?? 0);
  const unsent = replica.journal.filter(isUnsent);
  const [first] = unsent;
  const epoch = first?.envelope.epoch ?? desk.box?.records[0]?.envelope.epoch ?? replica.epoch;
  const batch: Entry[] = [];
  for (const entry of unsent) {
    const { envelope } = entry;
    // A journal that was put together from a trimmed box may lack some: a batch ends there.
    if (
      batch.length === limit ||
      envelope.epoch !== epoch ||
      (batch.at(-1)?.envelope.seq ?? envelope.seq - 1) + 1 !== envelope.seq
    )
      break;
    batch.push(entry);
  }
  const envelopes = batch.map(({ envelope, guestKey }) => ({ envelope, guestKey }));
  world.pushes.push({
    from: desk,
    process: memory,
    push: { desk: desk.code, epoch, envelopes, acknowledged: replica.settled.get(epoch) ?? 0 },
  });
  if (desk.broken.has('trimmed-when-sent') && desk.box !== null && batch.length > 0)
    trim(desk.box, epoch, batch.at(-1)?.envelope.seq ?? 0, null, true);
  return batch.length > 0;
}

/** The server takes up to `limit` envelopes of a push, and answers; or is killed before it does; or another server goes on with the rest. */
export function handlePush(world: World, at: number, limit: number, fate: 'answers' | 'dies' | 'pauses'): void {
  const given = world.pushes.splice(at, 1)[0];
  if (given === undefined) return;
  const { server } = world;
  const { from, process, push } = given;
  const outcomes = new Map<string, 'applied' | 'refused' | 'exception'>();
  let record: EpochRecord | undefined = server.epochs.find(
    ({ desk, epoch }) => desk === push.desk && epoch === push.epoch,
  );
  let taken = push.acknowledged < (record?.acknowledged ?? 0) ? push.acknowledged : (record?.lastSeq ?? 0);
  let done = 0;
  let acknowledged = 0;
  for (const { envelope, guestKey } of push.envelopes.slice(0, fate === 'answers' ? undefined : limit)) {
    const answered = takeEnvelope(server, envelope, guestKey);
    if (answered === 'gap') break;
    done++;
    record = answered;
    taken = Math.max(taken, envelope.seq);
    // [S10] A repeat of what was acknowledged in an earlier life has no verdict row any more.
    if (envelope.seq <= answered.acknowledged && !from.broken.has('acknowledged-not-said')) acknowledged = envelope.seq;
    const kept = server.kept.find((known) => known.envelope.id === envelope.id);
    if (kept !== undefined) outcomes.set(envelope.id, kept.outcome);
  }
  tally(world, `push ${fate}`);
  if (fate === 'dies') return;
  if (fate === 'pauses') {
    const rest = push.envelopes.slice(done);
    if (rest.length > 0 && done > 0) world.pushes.push({ from, process, push: { ...push, envelopes: rest } });
    return;
  }
  acknowledge(server, push);
  if (record === undefined) return;
  const standing = record.branchOf !== null ? 'branch' : record.closed ? 'closed' : 'active';
  const signed = record.lastSeq === 0 ? null : { seq: record.lastSeq, hash: record.lastHash };
  const sent = push.envelopes.at(-1)?.envelope.seq ?? 0;
  const answer: Answer = {
    desk: push.desk,
    epoch: push.epoch,
    under: record.epoch,
    taken,
    sent,
    standing,
    signed,
    outcomes,
    acknowledged,
  };
  world.answers.push({ to: from, process, answer });
}

/** The desk hears an answer: it goes on from there, trims its black box, and learns whether its epoch is its own [S7, S10, S22]. */
export function hearAnswer(world: World, at: number): void {
  const heard = world.answers.splice(at, 1)[0];
  if (heard === undefined) return;
  const { to: desk, answer } = heard;
  const { replica, memory, box, broken } = desk;
  if (replica === null || memory === null || memory !== heard.process) return;
  // What it has beyond what was sent here is of another copy of this disk [S22].
  const last = Math.max(answer.sent, memory.taken.get(answer.epoch) ?? 0);
  memory.taken.set(answer.epoch, Math.min(answer.taken, last));
  if (answer.epoch === replica.epoch) {
    if (answer.standing !== 'active') desk.needsEpoch = true;
    if (answer.standing === 'branch') memory.branch = answer.under;
    // The server has more of this epoch than was ever made here: this is an older copy [S16].
    if ((answer.signed?.seq ?? 0) > replica.counters.seq && !broken.has('server-ahead-not-seen'))
      desk.needsEpoch = true;
    if (desk.waits !== null) desk.waits = desk.needsEpoch ? 'for an epoch' : null;
  }
  if (answer.acknowledged > 0) memory.acknowledged.set(answer.epoch, answer.acknowledged);
  if (broken.has('settled-by-acknowledgement')) settleAcknowledged(desk, replica, memory, settledIn(world));
  if (broken.has('settled-by-answer'))
    replica.journal = replica.journal.filter(({ envelope }) => !answer.outcomes.has(envelope.id));
  if (box === null || answer.signed === null) return;
  const hash = broken.has('trimmed-whatever-hash') ? null : answer.signed.hash;
  const gone = trim(box, answer.epoch, answer.signed.seq, hash, !broken.has('counters-not-kept-on-trim'));
  for (const { envelope } of gone)
    if (!world.server.kept.some((kept) => kept.envelope.id === envelope.id))
      note(world, 'S7', `${envelope.id} was trimmed and is not on the server`);
}

/** A quiet minute: what is to be sent goes there, its answer comes back, and the feed is read to its end. */
export function catchUp(world: World, desk: Desk): void {
  if (desk.memory === null) switchOn(world, desk);
  const waiting = world.pushes.length;
  sendPush(world, desk, 100);
  while (world.pushes.length > waiting) handlePush(world, waiting, Infinity, 'answers');
  while (world.answers.at(-1)?.process === desk.memory) hearAnswer(world, world.answers.length - 1);
  for (let step = 0; step < 3; step++) follow(world, desk, Infinity, 0);
}

export function follow(world: World, desk: Desk, count: number, part: number): void {
  followFeed(world.server, desk, count, part, settledIn(world));
}

/** [S10] An envelope leaves the journal only together with the rows that it came to. */
function settledIn(world: World): OnSettled {
  return ({ envelope }: Entry, _replica: Replica, at: number) => {
    const kept = world.server.kept.find((known) => known.envelope.id === envelope.id);
    if (kept === undefined || kept.at >= at)
      note(world, 'S10', `${envelope.id} left the journal before its rows were there`);
  };
}
