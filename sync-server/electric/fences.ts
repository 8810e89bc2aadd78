import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Lsn } from './lsn.ts';
import type { WireMessage } from './pgoutput.ts';

/** Marks in the write-ahead log: when one has come through replication, so has everything committed before it. */
export interface Fences {
  /** Sets a mark and waits for it; the place where it came through. */
  pass(): Promise<Lsn>;
  /** To be told every message of replication. */
  message(message: WireMessage): void;
  /** Gives up every wait: replication broke. */
  breakAll(error: Error): void;
}

export function createFences(pool: pg.Pool): Fences {
  const waiting = new Map<string, { resolve(lsn: Lsn): void; reject(error: Error): void }>();
  const inTransaction: string[] = [];
  return {
    async pass() {
      const token = randomUUID();
      const passed = new Promise<Lsn>((resolve, reject) => waiting.set(token, { resolve, reject }));
      // It may break before anybody waits for it.
      passed.catch(() => {});
      try {
        // Transactional, because a commit is what makes Postgres send its log on at once.
        await pool.query('SELECT pg_logical_emit_message(true, $1, $2)', [PREFIX, token]);
      } catch (error) {
        waiting.delete(token);
        throw error;
      }
      return passed;
    },
    message(message) {
      if (message.tag === 'message' && message.prefix === PREFIX) inTransaction.push(message.content);
      if (message.tag !== 'commit' || inTransaction.length === 0) return;
      for (const token of inTransaction.splice(0)) {
        waiting.get(token)?.resolve(message.commitLsn);
        waiting.delete(token);
      }
    },
    breakAll(error) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      inTransaction.length = 0;
    },
  };
}

const PREFIX = 'cairn-electric';
