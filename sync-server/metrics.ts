import pg from 'pg';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { commandNamed } from '#shared/commands/registry.ts';
import type { Standing } from '#shared/sync/envelope.ts';
import type { EnvelopeAnswer } from './engine/envelope-turns.ts';

/** What the server measures of itself. */
export interface Metrics {
  executed(command: string, answer: Extract<EnvelopeAnswer, { taken: true }>, ms: number): void;
  setAside(error: unknown): void;
  /** A transaction tried again, `alone` where nobody else may work beside it. */
  retried(alone: boolean): void;
  /** A push that was answered, by what its epoch is to the server. */
  pushed(standing: Standing): void;
  enrolled(what: 'desk' | 'epoch' | 'again'): void;
  /** Holds whose time was over, ended by the job [I5]. */
  holdsExpired(holds: number): void;
  /** Counts a follower of the feed until the returned function is called. */
  following(): () => void;
  print(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** What the embedded shape server says of itself, where there is one. */
export interface FeedFigures {
  readonly slotLagBytes: number;
  readonly shapes: number;
}

/** The figures of domain.md §10 that arise on a server, in a registry of their own: several servers may run in one process. */
export function openMetrics(pool: pg.Pool, feedFigures: () => Promise<FeedFigures | undefined>): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const buckets = [1, 2, 3, 5, 8, 12, 20, 35, 60, 100, 250, 1000];
  const write = new Histogram({
    name: 'reservation_write_ms',
    help: 'From the arrival of a command to its commit',
    labelNames: ['command', 'outcome'],
    buckets,
    registers,
  });
  const repeats = new Counter({
    name: 'envelopes_repeated_total',
    help: 'Envelopes that were answered again',
    registers,
  });
  const setAside = new Counter({ name: 'envelopes_set_aside_total', help: 'Envelopes that threw', registers });
  const retries = new Counter({
    name: 'transactions_retried_total',
    help: 'Transactions tried again since others were in the way',
    labelNames: ['alone'],
    registers,
  });
  const pushes = new Counter({
    name: 'pushes_total',
    help: 'Pushes answered, by what the desk’s epoch is to the server',
    labelNames: ['standing'],
    registers,
  });
  const enrolments = new Counter({
    name: 'enrolments_total',
    help: 'New desks, new epochs of desks, and desks that signed in again',
    labelNames: ['what'],
    registers,
  });
  const oversell = new Counter({
    name: 'oversell_total',
    help: 'Sales beyond capacity that only the database stopped: a bug each',
    registers,
  });
  const expired = new Counter({ name: 'holds_expired_total', help: 'Holds whose time was over', registers });
  const followers = new Gauge({ name: 'feed_followers', help: 'Requests for the feed that are open', registers });
  const conflicts = ratio('conflict_rate', 'Share of requests refused since somebody else was first', registers);
  const moves = ratio('calendar_move_success_rate', 'Share of moves that went through', registers);
  const connections = new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, by what they do',
    labelNames: ['state'],
    registers,
  });
  const slotLag = new Gauge({ name: 'feed_slot_lag_bytes', help: 'Write-ahead log kept for the feed', registers });
  const shapes = new Gauge({ name: 'feed_shapes', help: 'Shapes that the feed serves', registers });
  return {
    executed(command, { verdict, repeated }, ms) {
      if (repeated) return repeats.inc();
      // A label must be one of a few: what a desk sends as a name may be anything.
      const known = commandNamed(command);
      write.observe({ command: known?.name ?? 'unknown', outcome: verdict.outcome }, ms);
      const lost = ['changed-elsewhere', 'sold-out', 'room-taken', 'depends-on-refused'].includes(verdict.reason);
      if (known?.kind === 'request') conflicts.count(verdict.outcome === 'refused' && lost);
      if (known?.name === 'moveStay' || known?.name === 'swapStays') moves.count(verdict.outcome === 'applied');
    },
    setAside(error) {
      setAside.inc();
      if (error instanceof pg.DatabaseError && error.constraint === 'slot_capacity') oversell.inc();
    },
    retried: (alone) => retries.inc({ alone: String(alone) }),
    pushed: (standing) => pushes.inc({ standing }),
    enrolled: (what) => enrolments.inc({ what }),
    holdsExpired: (holds) => expired.inc(holds),
    following() {
      followers.inc();
      return () => followers.dec();
    },
    async print() {
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
      const figures = await feedFigures();
      if (figures !== undefined) {
        slotLag.set(figures.slotLagBytes);
        shapes.set(figures.shapes);
      }
      return { text: await register.metrics(), contentType: register.contentType };
    },
  };
}

function ratio(name: string, help: string, registers: Registry[]): { count(hit: boolean): void } {
  const gauge = new Gauge({ name, help, registers });
  let hits = 0;
  let all = 0;
  return {
    count(hit) {
      all += 1;
      if (hit) hits += 1;
      gauge.set(hits / all);
    },
  };
}
