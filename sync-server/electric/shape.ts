import type { ShapeDefinition } from './definition.ts';
import type { Lsn } from './lsn.ts';
import { formatOffset, type Offset } from './offset.ts';
import { sees } from './pg-snapshot.ts';
import { emptyLog, readLog, type LogPosition, type ShapeLog } from './shape-log.ts';
import type { Snapshot } from './snapshot.ts';

/** A definition that is being followed: its latest changes, and who waits for more. */
export interface Shape {
  readonly definition: ShapeDefinition;
  readonly log: ShapeLog;
  readonly followers: Set<Follower>;
  /** The handle that a new reader gets, by what it asks for. */
  readonly current: Map<HandleMode, Handle>;
  /** Transactions that Postgres still judges for this shape, and how far it has come. Zero for most shapes, always. */
  readonly judging: { count: number; through: Lsn; queue: Promise<void> };
  /** Answers of this moment: many followers ask for the very same. */
  readonly answers: Map<string, Answer>;
  dropped: boolean;
  usedAt: number;
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
  readonly snapshot: Snapshot | undefined;
  /** Where reading the log begins. */
  readonly from: Lsn;
  /** From here on nothing in the log can be part of the snapshot. */
  readonly fence: Lsn;
}

export function newShape(definition: ShapeDefinition): Shape {
  return {
    definition,
    log: emptyLog(),
    followers: new Set(),
    current: new Map(),
    judging: { count: 0, through: 0n, queue: Promise.resolve() },
    answers: new Map(),
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

/** Reads on from an offset; undefined where the log does not reach back that far. `reached` is how far replication is. */
export function readShape(
  shape: Shape,
  start: HandleStart,
  offset: Offset,
  reached: Lsn,
  maxBytes: number,
): Answer | undefined {
  const from: LogPosition = offset.kind === 'log' ? offset : { lsn: start.from, messages: 0 };
  const overlap = from.lsn < start.fence;
  const key = `${formatOffset(offset)}/${maxBytes}`;
  const known = overlap ? undefined : shape.answers.get(key);
  if (known !== undefined) return known;
  const piece = readLog(shape.log, from, maxBytes, ({ lsn, xid }) => {
    return overlap && lsn <= start.fence && start.snapshot !== undefined && sees(start.snapshot.sees, xid);
  });
  if (piece === undefined) return undefined;
  const hasData = piece.parts.length > 0;
  const parts = piece.complete ? [...piece.parts, upToDate(completeThrough(shape, reached))] : piece.parts;
  const answer: Answer = {
    messages: joined(parts),
    offset: hasData ? { kind: 'log', ...piece.end } : offset.kind === 'log' ? offset : { kind: 'snapshot' },
    upToDate: piece.complete,
    hasData,
  };
  if (hasData && !overlap) shape.answers.set(key, answer);
  return answer;
}

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
