import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createChangeRouter, type ChangeRouter } from './change-router.ts';
import type { ShapeDefinition } from './definition.ts';
import { newHandleId } from './handle-id.ts';
import { beginHandle, type BeginContext } from './handles.ts';
import { judgeLater, rollBackJudging } from './judging.ts';
import { openLogBudget, type LogBudget } from './log-budget.ts';
import type { LogRecord } from './log-record.ts';
import type { Lsn } from './lsn.ts';
import { sees } from './pg-snapshot.ts';
import { openShapeLog } from './shape-log.ts';
import { byUse, holdBack, leastUsed, MAX_JUDGING, MAX_WAITING, RECORD_BYTES } from './shape-use.ts';
import { forgetHandle, keepHandle, keepShape, makeShapeFolder, type KeptShape } from './shape-store.ts';
import { newShape, ShapeDropped, type Handle, type HandleMode, type HandleStart, type Shape } from './shape.ts';
import type { ShapesContext } from './shapes-context.ts';

/** Every shape that is being followed, with its handles. */
export interface Shapes {
  readonly router: ChangeRouter;
  readonly budget: LogBudget;
  find(definition: ShapeDefinition): Shape | undefined;
  handle(id: string): Handle | undefined;
  /** The handle a new reader of the definition gets. With `instead`, another one than that. */
  currentHandle(definition: ShapeDefinition, mode: HandleMode, instead?: string): Promise<Handle>;
  /** Takes up a shape that was kept by an earlier process. */
  restore(kept: KeptShape, definition: ShapeDefinition): Promise<void>;
  drop(shapes: readonly Shape[], reason: string): void;
  all(): readonly Shape[];
  /** The stream broke, and what of a transaction came of it comes again. */
  reset(): void;
  /** Waits until everything up to a place is on disk; gives that place. */
  persist(): Promise<Lsn>;
  /** Lets go of what nobody has read for long. */
  sweep(): void;
  /** Ends the use of all files, which stay. */
  close(): Promise<void>;
}

export function createShapes(context: ShapesContext): Shapes {
  const { settings, logger, storage } = context;
  const { durable } = storage;
  const shapes = new Map<string, Shape>();
  const opening = new Map<string, Promise<Shape>>();
  const handles = new Map<string, Handle>();
  const starts = new WeakMap<Handle, HandleStart>();
  const wholes = new WeakMap<Handle, Promise<void>>();
  const moved = new Set<Shape>();
  let judging = 0;
  let closed = false;
  const keeping = new Set<Promise<void>>();

  const budget = openLogBudget(settings.memoryBytes, () => balance());
  const balance = holdBack(() => [budget.waiting / MAX_WAITING, judging / MAX_JUDGING], context.hold);
  const onBytes = (bytes: number) => void (budget.disk += bytes);
  const limits = { maxBytes: settings.logBytes, tailBytes: settings.tailBytes };
  const recordBytes = Math.min(settings.chunkBytes, RECORD_BYTES);
  const begin: BeginContext = { ...context, durable, onBytes };
  const failed = (shape: Shape, reason: string) => (error: unknown) => {
    if (!shape.dropped) drop([shape], `${reason}: ${String(error)}`);
  };

  const drop = (dropped: readonly Shape[], reason: string) => {
    for (const shape of dropped) {
      if (shape.dropped) continue;
      shape.dropped = true;
      shapes.delete(shape.definition.key);
      router.remove(shape);
      for (const handle of handles.values()) if (handle.shape === shape) forget(handle);
      logger.info({ table: shape.definition.table.name, reason }, 'a shape was dropped');
      for (const follower of shape.followers) follower.dropped();
      shape.log
        .remove()
        .then(() => rm(shape.folder, { recursive: true, force: true }))
        .catch((error: unknown) => logger.warn({ error: String(error) }, 'files of a shape could not be deleted'));
    }
  };
  const forget = (handle: Handle) => {
    handles.delete(handle.id);
    if (handle.shape.current.get(handle.mode) === handle) handle.shape.current.delete(handle.mode);
    starts.get(handle)?.file?.remove();
    if (durable && !handle.shape.dropped) void forgetHandle(handle.shape.folder, handle.id).catch(() => {});
  };
  // It stays good for reading the log; only new readers get another.
  const retire = (handle: Handle) => {
    const start = starts.get(handle);
    if (start?.file === undefined || start.file.removed) return;
    if (handle.shape.current.get(handle.mode) === handle) handle.shape.current.delete(handle.mode);
    start.file.remove();
    keep(handle, start);
  };
  const keep = (handle: Handle, start: HandleStart) => {
    if (!durable || handle.shape.dropped) return;
    const kept = keepHandle(handle.shape.folder, handle.id, handle.mode, start)
      .catch((error: unknown) => {
        if (!handle.shape.dropped) logger.warn({ error: String(error) }, 'a handle could not be kept');
      })
      .finally(() => keeping.delete(kept));
    keeping.add(kept);
  };
  // After all changes that arrived together: followers then read them together.
  const tell = () => {
    for (const shape of moved) for (const follower of shape.followers) follower.moved();
    moved.clear();
  };
  const written = (shape: Shape, record: LogRecord) => {
    if (shape.dropped) return;
    if (!shape.log.append(record)) return drop([shape], 'a transaction is larger than its log may be');
    balance();
    if (!record.last) return;
    if (record.lsn > shape.through) shape.through = record.lsn;
    shape.answers.clear();
    if (moved.size === 0) queueMicrotask(tell);
    moved.add(shape);
    if (budget.disk > settings.diskBytes) shrink(shape);
  };
  /** Drops what was not read for longest until the disk's share is kept again. */
  const shrink = (but?: Shape) => {
    for (const shape of byUse(shapes.values())) {
      if (budget.disk <= settings.diskBytes) return;
      if (shape !== but) drop([shape], 'all shapes together are too large');
    }
    if (but !== undefined && budget.disk > settings.diskBytes) drop([but], 'it is too large');
  };
  const router = createChangeRouter(recordBytes, {
    written,
    broken: drop,
    truncated(emptied, { xid }) {
      for (const shape of emptied) {
        shape.emptiedBy = xid;
        // A handle that still begins takes a snapshot that sees it empty.
        const own = [...handles.values()].filter((handle) => handle.shape === shape);
        const seen = own.every((handle) => {
          const start = starts.get(handle);
          return start === undefined || (start.sees !== undefined && sees(start.sees, xid));
        });
        if (!seen || own.length === 0) drop([shape], 'the table was truncated');
      }
    },
    unjudged(shape, changes, origin, whole) {
      judgeLater(
        {
          pool: context.pool,
          recordBytes,
          reached: context.reached,
          written,
          failed: (each, error) => failed(each, 'its condition failed')(error),
          waiting(by) {
            judging += by;
            balance();
          },
          judged(each) {
            if (moved.size === 0) queueMicrotask(tell);
            moved.add(each);
          },
        },
        shape,
        changes,
        origin,
        whole,
      );
    },
  });

  const openShape = async (definition: ShapeDefinition, folder: string, born: Lsn | undefined): Promise<Shape> => {
    const log = await openShapeLog(folder, limits, budget, (error) => {
      const shape = shapes.get(definition.key);
      if (shape?.log === log) failed(shape, 'its log cannot be written')(error);
    });
    // From here to the router nothing may wait: what is told between would be in neither.
    const from = born ?? context.reached();
    const shape = newShape(definition, folder, log, from > log.through ? from : log.through);
    shapes.set(definition.key, shape);
    router.add(shape);
    if (durable && born === undefined)
      await keepShape(folder, definition, from).catch(failed(shape, 'it cannot be kept'));
    return shape;
  };
  const shapeOf = async (definition: ShapeDefinition): Promise<Shape> => {
    const { key } = definition;
    if (closed) throw new Error('the shapes are closed');
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const already = opening.get(key);
    if (already !== undefined) return already;
    if (shapes.size >= settings.maxShapes) drop(leastUsed(shapes.values()), 'there are too many shapes');
    const made = makeShapeFolder(storage.folder, key, `${Date.now()}-${randomBytes(4).toString('hex')}`).then(
      (folder) => openShape(definition, folder, undefined),
    );
    opening.set(key, made);
    return made.finally(() => opening.delete(key));
  };
  const add = (shape: Shape, mode: HandleMode, id: string, ready: Promise<HandleStart>): Handle => {
    const handle: Handle = { id, shape, mode, ready, usedAt: Date.now() };
    // Perhaps nobody waits for it: who was told of the handle has not come yet.
    ready.catch(() => {});
    shape.current.set(mode, handle);
    handles.set(id, handle);
    return handle;
  };
  const open = (shape: Shape, mode: HandleMode): Handle => {
    const id = newHandleId(`${shape.definition.key}/${mode}`);
    const begun = beginHandle(begin, shape, mode, id);
    const handle = add(
      shape,
      mode,
      id,
      begun.then(({ start }) => start),
    );
    begun.then(
      ({ start, whole }) => {
        starts.set(handle, start);
        wholes.set(handle, whole);
        // Dropped since: nobody else deletes its file.
        if (!handles.has(id)) return start.file?.remove();
        whole.then(
          () => keep(handle, start),
          () => forget(handle),
        );
      },
      (error: unknown) => {
        if (!(error instanceof ShapeDropped))
          logger.warn({ table: shape.definition.table.name, error: String(error) }, 'a shape could not begin');
        forget(handle);
      },
    );
    return handle;
  };

  return {
    router,
    budget,
    find: (definition) => shapes.get(definition.key),
    handle: (id) => handles.get(id),
    async currentHandle(definition, mode, instead) {
      const shape = await shapeOf(definition);
      shape.usedAt = Date.now();
      const current = shape.current.get(mode);
      const usable =
        current !== undefined &&
        current.id !== instead &&
        (starts.get(current)?.from ?? shape.log.forgotten) >= shape.log.forgotten;
      return usable ? current : open(shape, mode);
    },
    async restore(kept, definition) {
      const shape = await openShape(definition, kept.folder, kept.born);
      for (const { id, mode, start } of kept.handles) {
        const handle = add(shape, mode, id, Promise.resolve(start));
        starts.set(handle, start);
        if (start.file === undefined && mode !== 'now') shape.current.delete(mode);
      }
    },
    drop,
    all: () => [...shapes.values()],
    reset() {
      router.reset();
      for (const shape of shapes.values()) {
        if (shape.definition.where !== undefined && shape.definition.where.judge === undefined) rollBackJudging(shape);
        else shape.log.rollback();
      }
    },
    async persist() {
      const all = [...shapes.values()];
      const through = all
        .filter((shape) => shape.judging.count > 0)
        .reduce((least, { judging: { through: judged } }) => (judged < least ? judged : least), context.reached());
      if (durable)
        await Promise.all(all.map((shape) => shape.log.sync().catch(failed(shape, 'its log cannot be kept'))));
      return through;
    },
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
      if (budget.disk > settings.diskBytes) shrink();
    },
    async close() {
      closed = true;
      await Promise.allSettled(opening.values());
      // A snapshot that its readers have to the end is kept too, if the disk is a moment behind.
      const read = [...handles.values()].filter((handle) => starts.get(handle)?.file?.whole() !== undefined);
      await Promise.allSettled(read.map((handle) => wholes.get(handle)));
      await Promise.allSettled(keeping);
      for (const shape of shapes.values()) {
        shape.dropped = true;
        for (const follower of shape.followers) follower.dropped();
      }
      await Promise.all([...shapes.values()].map((shape) => shape.log.close()));
    },
  };
}
