import { join } from 'node:path';
import type pg from 'pg';
import { changeMessages, transactionText } from './change-messages.ts';
import { createChangeRouter, type ChangeRouter } from './change-router.ts';
import type { ShapeDefinition } from './definition.ts';
import type { Fences } from './fences.ts';
import { newHandleId } from './handle-id.ts';
import type { ElectricLogger } from './logger.ts';
import type { Lsn } from './lsn.ts';
import { sees } from './pg-snapshot.ts';
import { judgeInPostgres } from './postgres-judge.ts';
import type { ElectricSettings } from './settings.ts';
import { appendEntry, type LogEntry } from './shape-log.ts';
import { newShape, type Handle, type HandleMode, type HandleStart, type Shape } from './shape.ts';
import { beginSnapshot } from './snapshot.ts';
import type { Table } from './table.ts';

export interface ShapesContext {
  readonly settings: ElectricSettings;
  readonly logger: ElectricLogger;
  readonly folder: string;
  readonly pool: pg.Pool;
  readonly snapshotPool: pg.Pool;
  readonly fences: Fences;
  /** How far replication is. */
  reached(): Lsn;
  /** Resolves once the table's changes are sure to arrive. */
  published(table: Table): Promise<void>;
}

/** Every shape that is being followed, with its handles. */
export interface Shapes {
  readonly router: ChangeRouter;
  find(definition: ShapeDefinition): Shape | undefined;
  handle(id: string): Handle | undefined;
  /** The handle a new reader of the definition gets. With `instead`, another one than that. */
  currentHandle(definition: ShapeDefinition, mode: HandleMode, instead?: string): Handle;
  drop(shapes: readonly Shape[], reason: string): void;
  all(): readonly Shape[];
  /** Lets go of what nobody has read for long. */
  sweep(): void;
}

export function createShapes(context: ShapesContext): Shapes {
  const { settings, logger } = context;
  const shapes = new Map<string, Shape>();
  const handles = new Map<string, Handle>();
  const starts = new WeakMap<Handle, HandleStart>();
  const moved = new Set<Shape>();

  const drop = (dropped: readonly Shape[], reason: string) => {
    for (const shape of dropped) {
      if (shape.dropped) continue;
      shape.dropped = true;
      shapes.delete(shape.definition.key);
      router.remove(shape);
      for (const handle of handles.values()) if (handle.shape === shape) forget(handle);
      logger.info({ table: shape.definition.table.name, reason }, 'a shape was dropped');
      for (const follower of shape.followers) follower.dropped();
    }
  };
  const forget = (handle: Handle) => {
    handles.delete(handle.id);
    if (handle.shape.current.get(handle.mode) === handle) handle.shape.current.delete(handle.mode);
    handle.ready.then(
      ({ snapshot }) => snapshot?.file.remove(),
      () => {},
    );
  };
  // It stays good for reading the log; only new readers get another.
  const retire = (handle: Handle) => {
    if (handle.shape.current.get(handle.mode) === handle) handle.shape.current.delete(handle.mode);
    starts.get(handle)?.snapshot?.file.remove();
  };
  // After all changes that arrived together: followers then read them together.
  const tell = () => {
    for (const shape of moved) for (const follower of shape.followers) follower.moved();
    moved.clear();
  };
  const append = (shape: Shape, entry: LogEntry) => {
    if (shape.dropped) return;
    appendEntry(shape.log, entry, settings.logBytes);
    shape.answers.clear();
    if (moved.size === 0) queueMicrotask(tell);
    moved.add(shape);
  };
  const router = createChangeRouter({
    committed: append,
    broken: drop,
    unjudged(shape, changes, xid, lsn) {
      const { judging } = shape;
      if (judging.count === 0) judging.through = context.reached();
      judging.count += 1;
      if (judging.count > MAX_JUDGING) return drop([shape], 'its condition cannot be judged fast enough');
      judging.queue = judging.queue.then(async () => {
        try {
          if (shape.dropped) return;
          const judged = await judgeInPostgres(context.pool, shape.definition, changes);
          const texts = judged.flatMap((change) => changeMessages(shape.definition, change));
          if (texts.length > 0) append(shape, { lsn, xid, text: Buffer.from(transactionText(texts, xid, lsn)) });
          judging.through = lsn;
        } catch (error) {
          drop([shape], `its condition failed: ${String(error)}`);
        } finally {
          judging.count -= 1;
        }
      });
    },
  });

  const begin = async (shape: Shape, mode: HandleMode, id: string): Promise<HandleStart> => {
    const { definition, log } = shape;
    await context.published(definition.table);
    const born = context.reached();
    const path = join(context.folder, `${id}.json`);
    const snapshot =
      mode === 'now'
        ? undefined
        : await beginSnapshot(context.snapshotPool, definition, {
            path,
            chunkBytes: settings.chunkBytes,
            rows: mode === 'full',
          });
    try {
      const fence = await context.fences.pass();
      await shape.judging.queue;
      if (shape.dropped) throw new Error('the shape was dropped');
      // Transactions that ended before the fence and that the snapshot does not hold belong behind the snapshot.
      const unseen = log.entries.find(
        ({ lsn, xid }) => lsn <= fence && snapshot !== undefined && !sees(snapshot.sees, xid),
      );
      const lost = log.forgotten > born;
      return { snapshot, fence, from: lost ? born : unseen === undefined ? fence : unseen.lsn - 1n };
    } catch (error) {
      snapshot?.file.remove();
      throw error;
    }
  };
  const open = (shape: Shape, mode: HandleMode): Handle => {
    const id = newHandleId(`${shape.definition.key}/${mode}`);
    const handle: Handle = { id, shape, mode, ready: begin(shape, mode, id), usedAt: Date.now() };
    handle.ready.then(
      (start) => starts.set(handle, start),
      (error: unknown) => {
        logger.warn({ table: shape.definition.table.name, error: String(error) }, 'a shape could not begin');
        forget(handle);
      },
    );
    shape.current.set(mode, handle);
    handles.set(id, handle);
    return handle;
  };
  const isSpent = (handle: Handle) =>
    (starts.get(handle)?.from ?? handle.shape.log.forgotten) < handle.shape.log.forgotten;

  return {
    router,
    find: (definition) => shapes.get(definition.key),
    handle: (id) => handles.get(id),
    currentHandle(definition, mode, instead) {
      let shape = shapes.get(definition.key);
      if (shape === undefined) {
        if (shapes.size >= settings.maxShapes) drop(leastUsed(shapes.values()), 'there are too many shapes');
        shape = newShape(definition);
        shapes.set(definition.key, shape);
        router.add(shape);
      }
      shape.usedAt = Date.now();
      const current = shape.current.get(mode);
      const usable = current !== undefined && current.id !== instead && !isSpent(current);
      return usable ? current : open(shape, mode);
    },
    drop,
    all: () => [...shapes.values()],
    sweep() {
      const now = Date.now();
      for (const handle of handles.values()) {
        const unused = now - handle.usedAt;
        if (unused > settings.idleMs) forget(handle);
        else if (unused > settings.snapshotKeepMs) retire(handle);
      }
      const idle = [...shapes.values()].filter(
        (shape) => shape.followers.size === 0 && now - shape.usedAt > settings.idleMs,
      );
      drop(idle, 'nobody reads it');
    },
  };
}

/** Transactions that may wait for Postgres to judge them, per shape. */
const MAX_JUDGING = 10_000;

/** Readers who are gone first; a tenth at once, so that it is not done for every new shape. */
function leastUsed(shapes: Iterable<Shape>): readonly Shape[] {
  const byUse = [...shapes].sort(
    (a, b) => Number(a.followers.size > 0) - Number(b.followers.size > 0) || a.usedAt - b.usedAt,
  );
  return byUse.slice(0, Math.max(1, Math.floor(byUse.length / 10)));
}
