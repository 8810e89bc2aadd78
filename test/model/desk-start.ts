import { type Box, type BoxRecord, copyOfBox, emptyBox, endOf, epochOf, nothingCounted } from './black-box.ts';
import { type Desk, type Entry, type Replica, replayAll, undoAll } from './desk.ts';
import { type Server, enrol } from './server.ts';

/** Starts a desk: what the replica lacks comes from the black box, what the black box lacks from the replica [S7, S15, S16]. */
export function start(server: Server, desk: Desk): void {
  desk.memory = {
    taken: new Map(),
    rest: [],
    doubtful: (desk.replica?.held.size ?? 0) > 0,
    branch: null,
    acknowledged: new Map(),
  };
  if (desk.replica === null) recover(server, desk);
  else if (desk.box !== null) compare(desk, desk.replica, desk.box);
  if (desk.replica !== null && (desk.latch ?? 0) > desk.replica.counters.seq && !desk.broken.has('latch-not-minded')) {
    // What was taken with one copy is gone, and its numbers may be on paper: they are not drawn again.
    desk.waits = 'for an epoch';
    desk.needsEpoch = true;
  }
  if (desk.replica !== null) desk.box = completed(desk, desk.replica, desk.box ?? emptyBox());
}

/** [S16] The replica is gone: identity, counters and journal come from the black box, the base from the feed. */
function recover(server: Server, desk: Desk): void {
  const { box, broken } = desk;
  const epoch = box === null ? 0 : epochOf(box);
  if (box === null || epoch === 0) {
    desk.replica = emptyReplica(broken.has('reinstall-keeps-epoch') ? 1 : enrol(server, desk.code, null));
    desk.box = null;
    return;
  }
  const replica = { ...emptyReplica(epoch), recovered: true };
  replica.counters = broken.has('counters-not-recovered') ? nothingCounted : endOf(box, epoch);
  if (!broken.has('box-not-read')) replica.journal = box.records.map(entryOf);
  desk.replica = replica;
  desk.waits = broken.has('recovered-does-not-ask') ? null : 'for the server';
  if (desk.memory !== null) desk.memory.doubtful = true;
}

/** A box that is ahead tells that the replica is an older copy: what it lacks is taken from the box, with the counters [S16]. */
function compare(desk: Desk, replica: Replica, box: Box): void {
  const epoch = epochOf(box);
  const ahead = epoch > replica.epoch || (epoch === replica.epoch && endOf(box, epoch).seq > replica.counters.seq);
  if (!ahead || desk.broken.has('restored-not-seen')) return;
  desk.waits = desk.broken.has('recovered-does-not-ask') ? null : 'for the server';
  if (desk.memory !== null) desk.memory.doubtful = true;
  const known = new Set(replica.journal.map(({ envelope }) => envelope.id));
  const isNew = ({ envelope }: BoxRecord) =>
    !known.has(envelope.id) && envelope.seq > (replica.settled.get(envelope.epoch) ?? 0);
  replica.recovered = true;
  undoAll(desk, replica);
  const all = [...replica.journal, ...box.records.filter(isNew).map(entryOf)];
  replica.journal = all.toSorted((a, b) => a.envelope.epoch - b.envelope.epoch || a.envelope.seq - b.envelope.seq);
  replica.epoch = epoch;
  replica.counters = endOf(box, epoch);
  replayAll(desk, replica);
}

/** [S7] SQLite completes a black box that lacks its last entries. What was settled without ever being in it is passed over by the counters. */
function completed(desk: Desk, replica: Replica, found: Box): Box {
  const box = copyOfBox(found);
  if (!desk.boxFull && !desk.broken.has('box-not-completed')) {
    completeBox(replica, box);
    if (desk.waits === null) desk.latch = null;
  }
  return box;
}

export function completeBox(replica: Replica, box: Box): void {
  const known = new Set(box.records.map(({ envelope }) => envelope.id));
  for (const { envelope, guestKey } of replica.journal) {
    if (known.has(envelope.id) || envelope.seq <= (box.cut.get(envelope.epoch)?.seq ?? 0)) continue;
    box.records.push({ envelope, guestKey, counters: countersAfter(replica, envelope.seq, envelope.epoch) });
  }
  // A box says from its first byte whose it is.
  if (!box.cut.has(replica.epoch)) box.cut.set(replica.epoch, nothingCounted);
  if (endOf(box, replica.epoch).seq < replica.counters.seq) box.cut.set(replica.epoch, replica.counters);
  box.records.sort((a, b) => a.envelope.epoch - b.envelope.epoch || a.envelope.seq - b.envelope.seq);
  box.flushed = box.records.length;
}

/** The counters as an envelope left them, reckoned from those that follow it in the journal. */
function countersAfter(replica: Replica, seq: number, epoch: number) {
  const later = replica.journal.filter(({ envelope }) => envelope.epoch === epoch && envelope.seq > seq);
  const own = replica.journal.find(({ envelope }) => envelope.epoch === epoch && envelope.seq === seq);
  const next = later.map(({ envelope }) => envelope.input).find((input) => input.name === 'takeCash');
  const receipts =
    next === undefined ? replica.counters : { number: next.receipt.number - 1, receiptHash: next.receipt.previous };
  return { seq, hash: own?.envelope.hash ?? '', number: receipts.number, receiptHash: receipts.receiptHash };
}

/** A new life of the data: a new key and new series, the base fetched anew; what is pending goes under its own epoch [S16]. */
export function renew(server: Server, desk: Desk): void {
  const { replica, memory } = desk;
  if (replica === null || memory === null) return;
  // Of a fork only the branch that renews itself ends; it goes on under a life of its own.
  replica.epoch = enrol(server, desk.code, memory.branch ?? replica.epoch);
  memory.branch = null;
  replica.counters = nothingCounted;
  replica.feed = null;
  replica.incoming = null;
  desk.needsEpoch = false;
  desk.waits = null;
  desk.latch = null;
  memory.taken.clear();
}

export function emptyReplica(epoch: number): Replica {
  const sets = { rows: new Map(), settled: new Map(), held: new Set<string>() };
  return {
    epoch,
    counters: nothingCounted,
    journal: [],
    feed: null,
    incoming: null,
    whole: false,
    recovered: false,
    code: 1,
    ...sets,
  };
}

function entryOf({ envelope, guestKey }: BoxRecord): Entry {
  return { envelope, guestKey, before: new Map(), refused: null };
}
