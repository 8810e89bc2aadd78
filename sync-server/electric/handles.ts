import { join } from 'node:path';
import type pg from 'pg';
import { createChunkFile } from './chunk-file.ts';
import type { Fences } from './fences.ts';
import type { Lsn } from './lsn.ts';
import { sees } from './pg-snapshot.ts';
import type { RecentCommits } from './recent-commits.ts';
import type { ElectricSettings } from './settings.ts';
import { ShapeDropped, type HandleMode, type HandleStart, type Shape } from './shape.ts';
import { beginSnapshot, type Snapshot } from './snapshot.ts';
import type { Table } from './table.ts';

export interface BeginContext {
  readonly settings: ElectricSettings;
  readonly durable: boolean;
  readonly snapshotPool: pg.Pool;
  readonly fences: Fences;
  readonly recent: RecentCommits;
  /** How far replication is. */
  reached(): Lsn;
  /** Resolves once the table's changes are sure to arrive. */
  published(table: Table): Promise<void>;
  /** How much more disk is used. */
  onBytes(bytes: number): void;
}

/** A handle's start, and when its snapshot is whole. */
export interface Begun {
  readonly start: HandleStart;
  readonly whole: Promise<void>;
}

/** Fixes the moment at which a handle begins. Rejects with `ShapeDropped` where the shape was dropped meanwhile. */
export async function beginHandle(context: BeginContext, shape: Shape, mode: HandleMode, id: string): Promise<Begun> {
  await context.published(shape.definition.table);
  for (let attempt = 0; ; attempt += 1) {
    if (shape.dropped) throw new ShapeDropped('the shape was dropped');
    const from = context.reached();
    const snapshot = mode === 'now' ? undefined : await takeSnapshot(context, shape, mode, `${id}.${attempt}`);
    try {
      const fence = await context.fences.pass();
      await shape.judging.queue;
      if (shape.dropped) throw new ShapeDropped('the shape was dropped');
      const { emptiedBy } = shape;
      const stale =
        snapshot !== undefined &&
        (context.recent.areMissing(snapshot.sees, from) ||
          (emptiedBy !== undefined && !sees(snapshot.sees, emptiedBy)));
      if (stale) {
        snapshot.file.remove();
        continue;
      }
      const start = { sees: snapshot?.sees, file: snapshot?.file, from, fence };
      return { start, whole: snapshot?.whole ?? Promise.resolve() };
    } catch (error) {
      snapshot?.file.remove();
      throw error;
    }
  }
}

async function takeSnapshot(
  { settings, durable, snapshotPool, onBytes }: BeginContext,
  shape: Shape,
  mode: HandleMode,
  name: string,
): Promise<Snapshot> {
  const file = await createChunkFile(join(shape.folder, `${name}.rows`), settings.chunkBytes, onBytes);
  return beginSnapshot(snapshotPool, shape.definition, file, { rows: mode === 'full', durable });
}
