import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { changeMessages, type ShapeChange } from './change-messages.ts';
import type { Origin } from './change-router.ts';
import type { LogRecord } from './log-record.ts';
import type { Lsn } from './lsn.ts';
import { judgeInPostgres } from './postgres-judge.ts';
import type { Shape } from './shape.ts';
import { writeTransaction } from './transaction-writer.ts';

export interface JudgingContext {
  readonly pool: pg.Pool;
  readonly recordBytes: number;
  written(shape: Shape, record: LogRecord): void;
  failed(shape: Shape, error: unknown): void;
  /** How far replication is. */
  reached(): Lsn;
  /** How many batches wait has changed. */
  waiting(by: number): void;
  /** A shape's log may be complete further than before, without anything new in it. */
  judged(shape: Shape): void;
}

/**
 * Lets Postgres judge changes one after the other, for conditions that are not judged in process, and writes what comes
 * of them. While the database is away the changes wait.
 */
export function judgeLater(
  context: JudgingContext,
  shape: Shape,
  changes: readonly ShapeChange[],
  origin: Origin,
  whole: boolean,
): void {
  const { judging } = shape;
  if (judging.count === 0) judging.through = context.reached();
  if (whole) shape.through = origin.lsn;
  judging.count += 1;
  context.waiting(1);
  judging.queue = judging.queue.then(async () => {
    try {
      const judged = await untilConnected(shape, () => judgeInPostgres(context.pool, shape.definition, changes));
      if (shape.dropped) return;
      judging.writer ??= writeTransaction(origin, context.recordBytes, (record) => context.written(shape, record));
      judging.writer.add(judged.flatMap((change) => changeMessages(shape.definition, change)));
      if (!whole) return;
      judging.writer.end();
      judging.writer = undefined;
      judging.through = origin.lsn;
    } catch (error) {
      context.failed(shape, error);
    } finally {
      judging.count -= 1;
      context.waiting(-1);
      if (judging.count === 0) context.judged(shape);
    }
  });
}

/** Forgets the transaction whose end has not come, once what came before it is judged. */
export function rollBackJudging(shape: Shape): void {
  const { judging } = shape;
  judging.queue = judging.queue.then(() => {
    judging.writer = undefined;
    shape.log.rollback();
  });
}

async function untilConnected<T>(shape: Shape, work: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
    if (shape.dropped) return [];
    try {
      return await work();
    } catch (error) {
      // What Postgres says of the condition is final; that it is not there, or about to go (57P01 and its like), is not.
      if (error instanceof pg.DatabaseError && !/^(57|08|53)/.test(error.code ?? '')) throw error;
      await delay(wait);
    }
  }
}
