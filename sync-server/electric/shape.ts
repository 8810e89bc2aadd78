import type { ChunkFile } from './chunk-file.ts';
import type { ShapeDefinition } from './definition.ts';
import type { LogPiece, LogPosition } from './log-piece.ts';
import type { Lsn } from './lsn.ts';
import { formatOffset, type Offset } from './offset.ts';
import { sees, type PgSnapshot } from './pg-snapshot.ts';
import type { ShapeLog } from './shape-log.ts';
import type { TransactionWriter } from './transaction-writer.ts';

/** A definition that is being followed: its latest changes, and who waits for more. */
export interface Shape {
  readonly definition: ShapeDefinition;
  /** Where its files lie. */
  readonly folder: string;
  readonly log: ShapeLog;
  readonly followers: Set<Follower>;
  /** The handle that a new reader gets, by what it asks for. */
  readonly current: Map<HandleMode, Handle>;
  readonly judging: Judging;
  /** Answers of this moment: many followers ask for the very same. */
  readonly answers: Map<string, Answer>;
  /** Changes up to here were told to it, or came before it. */
  through: Lsn;
  /** The transaction that emptied the table last: a snapshot of before is of no use. */
  emptiedBy: number | undefined;
  dropped: boolean;
  usedAt: number;
}

/** Changes that Postgres still judges for a shape, and how far it has come. Zero for most shapes, always. */
export interface Judging {
  count: number;
  through: Lsn;
  queue: Promise<void>;
  writer: TransactionWriter | undefined;
}

/** Somebody who waits at the end of a shape's log. */
export interface Follower {
  moved(): void;
  dropped(): void;
}

/** `now` handles have no snapshot, those of `changes_only` one without rows. */
export type HandleMode = 'full' | 'changes_only' | 'now';

/**
 * One reading of a shape, from a snapshot on. Several may share a shape's log, each from its own start; a handle is
 * never given out twice, also not after a restart.
 */
export interface Handle {
  readonly id: string;
  readonly shape: Shape;
  readonly mode: HandleMode;
  /** Settles when the snapshot's moment is fixed and replication has come past it. */
  readonly ready: Promise<HandleStart>;
  usedAt: number;
}

export interface HandleStart {
  /** What the snapshot holds; undefined for a handle that begins now. */
  readonly sees: PgSnapshot | undefined;
  /** The snapshot's rows, while they are kept. */
  readonly file: ChunkFile | undefined;
  /** Where reading the log begins. */
  readonly from: Lsn;
  /** From here on nothing in the log can be part of the snapshot. */
  readonly fence: Lsn;
}

/** The shape was dropped while it was begun: whoever asked for it asks again. */
export class ShapeDropped extends Error {}

export function newShape(definition: ShapeDefinition, folder: string, log: ShapeLog, through: Lsn): Shape {
  return {
    definition,
    folder,
    log,
    followers: new Set(),
    current: new Map(),
    judging: { count: 0, through, queue: Promise.resolve(), writer: undefined },
    answers: new Map(),
    through,
    emptiedBy: undefined,
    dropped: false,
    usedAt: Date.now(),
  };
}

/** What a client gets of a shape's log. */
export interface Answer {
  /** The messages, `,\n` between them. */
  readonly messages: Buffer;
  readonly offset: Offset;
  readonly upToDate: boolean;
  readonly hasData: boolean;
}

/**
 * Reads on from an offset; undefined where the log does not reach back that far. At once where memory has it. `reached`
 * is how far replication is.
 */
export function readShape(
  shape: Shape,
  start: HandleStart,
  offset: Offset,
  reached: () => Lsn,
  maxBytes: number,
): Answer | undefined | Promise<Answer | undefined> {
  const from: LogPosition = offset.kind === 'log' ? offset : { lsn: start.from, messages: 0 };
  const { sees: held, fence } = start;
  const overlap = from.lsn < fence && held !== undefined;
  const key = `${formatOffset(offset)}/${maxBytes}`;
  const known = overlap || offset.kind !== 'log' ? undefined : shape.answers.get(key);
  if (known !== undefined) return known;
  const answer = (piece: LogPiece | undefined): Answer | undefined => {
    if (piece === undefined) return undefined;
    const hasData = piece.parts.length > 0;
    const parts = piece.complete ? [...piece.parts, upToDate(completeThrough(shape, reached()))] : piece.parts;
    return {
      messages: joined(parts),
      offset: hasData ? { kind: 'log', ...piece.end } : offset.kind === 'log' ? offset : { kind: 'snapshot' },
      upToDate: piece.complete,
      hasData,
    };
  };
  const piece = shape.log.read(from, Math.min(maxBytes, MAX_PIECE), ({ lsn, xid }) => {
    return overlap && held !== undefined && lsn <= fence && sees(held, xid);
  });
  if (piece instanceof Promise) return piece.then(answer);
  const made = answer(piece);
  // Kept until the log moves on: all who are at its end ask the same.
  if (made?.hasData === true && !overlap && offset.kind === 'log') shape.answers.set(key, made);
  return made;
}

/** A piece of the log passes through memory, for each of its readers. */
const MAX_PIECE = 1_000_000;

/** Up to where the shape's log lacks nothing. */
export function completeThrough(shape: Shape, reached: Lsn): Lsn {
  return shape.judging.count > 0 ? shape.judging.through : reached;
}

/** The same messages as server-sent events, one each. */
export function eventText(messages: Buffer): string {
  return `data: ${messages.toString('utf8').replaceAll(',\n', '\n\ndata: ')}\n\n`;
}

function upToDate(lsn: Lsn): Buffer {
  return Buffer.from(`{"headers":{"control":"up-to-date","global_last_seen_lsn":"${lsn}"}}`);
}

function joined(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [SEPARATOR, part])));
}

const SEPARATOR = Buffer.from(',\n');
