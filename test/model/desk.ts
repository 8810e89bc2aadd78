import { type Box, type Counters, copyOfBox } from './black-box.ts';
import type { Breakage } from './broken.ts';
import { type Envelope, type Input, editedBy, hashOf, isFact, judge, writerOf } from './commands.ts';
import { type Row, type Rows, type Writes, put } from './rows.ts';
import type { FeedRow } from './server.ts';

/** An envelope that is not settled, with what it found before it and whether it has an effect here [S9]. */
export interface Entry {
  readonly envelope: Envelope;
  readonly guestKey: string | null;
  before: Writes;
  refused: string | null;
}

/** What SQLite holds: durable as soon as it is written here [S1]. */
export interface Replica {
  epoch: number;
  counters: Counters;
  rows: Rows;
  journal: Entry[];
  /** By epoch: the last seq whose verdict row was applied. */
  settled: Map<number, number>;
  feed: { readonly handle: number; readonly at: number } | null;
  /** The new snapshot after a 409, laid aside until it is whole [S11]. */
  incoming: { readonly handle: number; readonly at: number; readonly rows: Rows } | null;
  /** Rows that left the feed while something pending rests on them [S29]. */
  held: Set<string>;
  whole: boolean;
  /** Its journal came from the black box, so that the base may lack what it rests on. */
  recovered: boolean;
  code: number;
}

/** What a running desk knows without having written it down. */
export interface Memory {
  readonly taken: Map<number, number>;
  rest: readonly FeedRow[];
  /** An effect may stand twice until the server has answered: the base holds it, and its verdict row is gone. */
  doubtful: boolean;
  /** The epoch under which the server takes this desk for the copy of another [S22]. */
  branch: number | null;
  /** By epoch: what the server says was acknowledged in an earlier life; it settles when the feed was read to its end [S10]. */
  readonly acknowledged: Map<number, number>;
}

export interface Desk {
  readonly code: string;
  /** One disk and its copies since: whoever shares it may not print a number twice. */
  life: number;
  replica: Replica | null;
  box: Box | null;
  memory: Memory | null;
  boxFull: boolean;
  /** Beside the replica: the last seq that was taken with "second copy failed" and is not in the box yet [S16]. */
  latch: number | null;
  /** A recovered desk makes nothing before the server has said what it has, or before its new epoch has begun [S16]. */
  waits: 'for the server' | 'for an epoch' | null;
  /** It has learnt that it may not go on under this epoch [S16, S22]. */
  needsEpoch: boolean;
  /** Something befell it after which a new epoch is due; without that there must be none. */
  befallen: boolean;
  backup: { readonly replica: Replica; readonly box: Box | null } | null;
  readonly broken: ReadonlySet<Breakage>;
}

export function copyOfReplica(replica: Replica): Replica {
  const journal = replica.journal.map((entry) => ({ ...entry, before: new Map(entry.before) }));
  const sets = { rows: new Map(replica.rows), settled: new Map(replica.settled), held: new Set(replica.held) };
  return { ...replica, ...sets, journal };
}

export function copyOfDisk({ replica, box }: Desk): { replica: Replica | null; box: Box | null } {
  return { replica: replica === null ? null : copyOfReplica(replica), box: box === null ? null : copyOfBox(box) };
}

/** Runs a command at the desk up to the commit [S1]; null where it is refused, and then nothing has changed. */
export function commitCommand(desk: Desk, replica: Replica, id: string, wanted: Input): Entry | null {
  const { broken } = desk;
  const { counters, epoch } = replica;
  const seq = counters.seq + 1;
  const writer = writerOf({ desk: desk.code, epoch, seq });
  const input = wanted.name === 'takeCash' ? { ...wanted, receipt: draw(desk, replica, id, wanted.amount) } : wanted;
  const get = (key: string) => replica.rows.get(key);
  const judged = judge({
    input,
    id,
    writer,
    get,
    sees: undefined,
    mayAct: true,
    wasRefused: () => false,
    onServer: false,
  });
  if (judged.refused !== null) return null;
  // [S6] At the desk where it happens a fact is held to its guard.
  if (judged.contradicted && input.name !== 'takeCash') return null;
  const sees = editedBy(input).map((key) => [key, String(get(key)?.['writer'] ?? '')] as const);
  const unsigned = { desk: desk.code, epoch, seq, id, version: replica.code, input, sees, prevHash: counters.hash };
  const envelope = { ...unsigned, hash: hashOf(unsigned) };
  const drawn = input.name === 'takeCash' ? { number: input.receipt.number, receiptHash: input.receipt.hash } : {};
  const entry: Entry = {
    envelope,
    guestKey: input.name === 'addGuest' ? `key of ${id}` : null,
    before: new Map(),
    refused: null,
  };
  apply(replica, entry, judged.writes);
  replica.counters = { ...counters, ...drawn, seq, hash: envelope.hash };
  replica.journal.push(entry);
  if (broken.has('envelope-not-journalled') && seq % 3 === 0) replica.journal.pop();
  return entry;
}

function draw(desk: Desk, replica: Replica, id: string, amount: number) {
  const { number, receiptHash } = replica.counters;
  const drawn = { series: `${desk.code}.${replica.epoch}`, number: number + 1, previous: receiptHash };
  return { ...drawn, hash: JSON.stringify([drawn.series, drawn.number, id, amount, receiptHash.length]) };
}

function apply(replica: Replica, entry: Entry, writes: Writes): void {
  entry.before = new Map([...writes.keys()].map((key): [string, Row | null] => [key, replica.rows.get(key) ?? null]));
  put(replica.rows, writes);
}

/** Restores before-images, newest first [S8]. */
export function undoAll({ broken }: Desk, replica: Replica): void {
  if (broken.has('undo-skipped')) return;
  const order = broken.has('undo-oldest-first') ? replica.journal : replica.journal.toReversed();
  for (const entry of order) put(replica.rows, entry.before);
}

/** Runs everything pending again in order: a fact always, a request where it passes [S9]. */
export function replayAll(desk: Desk, replica: Replica): void {
  const refused = new Set<string>();
  for (const entry of replica.journal) {
    const { envelope } = entry;
    const writer = writerOf(envelope);
    const wasRefused = (saw: string) => refused.has(saw);
    const given = { input: envelope.input, id: envelope.id, writer, sees: envelope.sees, mayAct: true, wasRefused };
    const judged = judge({ ...given, get: (key) => replica.rows.get(key), onServer: false });
    entry.refused = judged.refused;
    if (judged.refused !== null) refused.add(writer);
    if (
      desk.broken.has('pending-fact-dropped') &&
      isFact(envelope.input) &&
      judged.refused === null &&
      judged.contradicted
    ) {
      entry.refused = 'contradicted';
      entry.before = new Map();
      continue;
    }
    apply(replica, entry, judged.refused === null ? judged.writes : new Map());
    if (desk.broken.has('refused-blocks') && entry.refused !== null) break;
  }
}
