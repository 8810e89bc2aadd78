import { type Desk, type Entry, type Memory, type Replica, replayAll, undoAll } from './desk.ts';
import type { Rows } from './rows.ts';
import type { FeedRow, Server } from './server.ts';

/** Told of every envelope that leaves a journal, with where the feed stands. */
export type OnSettled = (entry: Entry, replica: Replica, at: number) => void;

/** Takes `count` whole server transactions from the feed and `part` messages of the one after them [S8]; a 409 begins a new snapshot [S11]. */
export function followFeed(server: Server, desk: Desk, count: number, part: number, onSettled: OnSettled): void {
  const { replica, memory } = desk;
  if (replica === null || memory === null || server.revoked.has(desk.code)) return;
  if (replica.feed === null || replica.feed.handle !== server.handle)
    return refetch(server, desk, replica, memory, onSettled);
  const { at } = replica.feed;
  const whole = server.log.slice(at, at + count);
  const next = server.log[at + count] ?? [];
  memory.rest = next.slice(0, Math.min(part, next.length - 1));
  const atEnd = at + whole.length === server.log.length;
  if (whole.length === 0 && !desk.broken.has('half-transaction'))
    return atEnd ? settleAcknowledged(desk, replica, memory, onSettled) : undefined;
  const rows = desk.broken.has('half-transaction') ? [...whole.flat(), ...memory.rest] : whole.flat();
  takeIn(desk, replica, rows, at + whole.length, onSettled);
  replica.feed = { handle: server.handle, at: at + whole.length };
  if (atEnd) settleAcknowledged(desk, replica, memory, onSettled);
}

/** Lays the snapshot aside first, and puts it in the place of the base only when it is whole. */
function refetch(server: Server, desk: Desk, replica: Replica, memory: Memory, onSettled: OnSettled): void {
  const { broken } = desk;
  memory.rest = [];
  if (replica.incoming?.handle !== server.handle) {
    const rows: Rows = new Map([...server.rows].filter(([key]) => !server.hidden.has(key)));
    replica.incoming = { handle: server.handle, at: server.log.length, rows };
    replica.feed = null;
    return;
  }
  const { at } = replica.incoming;
  const rows: Rows = new Map(replica.incoming.rows);
  undoAll(desk, replica);
  if (broken.has('refetch-drops-journal')) replica.journal = [];
  // [S29] What left the feed stays while something pending rests on it.
  replica.held = new Set(broken.has('held-not-forgotten') ? replica.held : []);
  for (const key of pendingKeys(replica)) {
    const kept = replica.rows.get(key);
    if (kept !== undefined && !rows.has(key) && isPrunable(key) && !broken.has('pruned-is-deleted')) {
      rows.set(key, kept);
      replica.held.add(key);
    }
  }
  replica.rows = rows;
  replica.incoming = null;
  for (const [key, row] of rows) if (key.startsWith('verdict/')) settleBy(replica, { key, row });
  dropSettled(replica, at, onSettled);
  letGo(replica);
  if (broken.has('refetch-without-replay')) for (const entry of replica.journal) entry.before = new Map();
  else replayAll(desk, replica);
  replica.feed = { handle: server.handle, at };
  replica.whole = true;
  if (at === server.log.length) settleAcknowledged(desk, replica, memory, onSettled);
  memory.doubtful ||= replica.journal.length > 0;
}

/** One transaction of SQLite: undo, base, settlement, replay [S8]. */
function takeIn(desk: Desk, replica: Replica, rows: readonly FeedRow[], at: number, onSettled: OnSettled): void {
  const { broken } = desk;
  undoAll(desk, replica);
  const pending = pendingKeys(replica);
  for (const { key, row, pruned } of rows) {
    if (pruned === true && pending.has(key) && !broken.has('pruned-is-deleted')) replica.held.add(key);
    else if (row === null || pruned === true) replica.rows.delete(key);
    else replica.rows.set(key, row);
    if (pruned !== true) replica.held.delete(key);
  }
  // [S10] Also a row that came and went among these messages has settled its envelope.
  const last = new Map(rows.map((given) => [given.key, given]));
  for (const given of broken.has('verdict-gone-in-batch') ? last.values() : rows) settleBy(replica, given);
  if (!broken.has('settled-not-dropped')) dropSettled(replica, at, onSettled);
  letGo(replica);
  if (broken.has('replay-skipped')) for (const entry of replica.journal) entry.before = new Map();
  else replayAll(desk, replica);
}

/** [S10] What was acknowledged in an earlier life had come with the feed before: read to its end, it holds the rows. */
export function settleAcknowledged(desk: Desk, replica: Replica, memory: Memory, onSettled: OnSettled): void {
  if (memory.acknowledged.size === 0) return;
  for (const [epoch, seq] of memory.acknowledged)
    replica.settled.set(epoch, Math.max(seq, replica.settled.get(epoch) ?? 0));
  undoAll(desk, replica);
  dropSettled(replica, replica.feed?.at ?? 0, onSettled);
  letGo(replica);
  replayAll(desk, replica);
}

/** [S29] What left the feed goes when nothing pending rests on it any more. */
function letGo(replica: Replica): void {
  const pending = pendingKeys(replica);
  for (const key of replica.held) {
    if (pending.has(key)) continue;
    replica.held.delete(key);
    replica.rows.delete(key);
  }
}

/** A verdict row answers for its envelope, told by its id, and for all before it [S10, S22]. */
function settleBy(replica: Replica, { key, row }: FeedRow): void {
  if (!key.startsWith('verdict/') || row === null) return;
  const entry = replica.journal.find(({ envelope }) => envelope.id === row['id']);
  if (entry === undefined) return;
  const { epoch, seq } = entry.envelope;
  replica.settled.set(epoch, Math.max(seq, replica.settled.get(epoch) ?? 0));
}

function dropSettled(replica: Replica, at: number, onSettled: OnSettled): void {
  const isSettled = ({ envelope }: Entry) => envelope.seq <= (replica.settled.get(envelope.epoch) ?? 0);
  for (const entry of replica.journal) if (isSettled(entry)) onSettled(entry, replica, at);
  replica.journal = replica.journal.filter((entry) => !isSettled(entry));
}

/** Keys that something pending wrote, or relied on. */
export function pendingKeys(replica: Replica): Set<string> {
  return new Set(
    replica.journal.flatMap(({ envelope, before }) => [
      ...before.keys(),
      ...envelope.sees.map(([key]) => key),
      ...namedBy(envelope.input),
    ]),
  );
}

function namedBy(input: Entry['envelope']['input']): readonly string[] {
  return 'stay' in input ? [`stay/${input.stay}`] : [];
}

/** Rows that may leave the feed while they stand in the business. */
function isPrunable(key: string): boolean {
  return key.startsWith('stay/');
}
