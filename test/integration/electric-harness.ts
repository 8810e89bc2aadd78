import {
  isChangeMessage,
  isControlMessage,
  ShapeStream,
  type Message,
  type Row,
  type ShapeStreamOptions,
} from '@electric-sql/client';
import pg from 'pg';
import { vi } from 'vitest';
import { startElectric, type Electric, type ElectricOptions } from '#sync-server/electric/server.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/postgres.ts';

/** A real Postgres with a shape server before it, for one test file. */
export interface ElectricHarness {
  readonly postgres: TestPostgres;
  readonly databaseUrl: string;
  readonly db: pg.Pool;
  electric(): Electric;
  url(): string;
  /** Waits until the database is followed: after a cut it is refused for a moment, which a client tries again and a plain question does not. */
  followed(): Promise<void>;
  /** Waits until nobody follows a shape any more. */
  unfollowed(): Promise<void>;
  /** Empties tables until no shape is left of them: one that only begins outlives being emptied. */
  emptied(tables: string): Promise<void>;
  /** Stops the shape server, and starts another at the same port once `meanwhile` is done. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

export async function startHarness(
  options: Partial<ElectricOptions> = {},
  postgresSettings: Readonly<Record<string, string>> = {},
): Promise<ElectricHarness> {
  const postgres = await startTestPostgres(postgresSettings);
  const databaseUrl = await postgres.createDatabase('shapes');
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => {});
  const start = (port: number) => startElectric({ databaseUrl, port, ...options });
  let electric = await start(0);
  return {
    postgres,
    databaseUrl,
    db,
    electric: () => electric,
    url: () => `${electric.url}/v1/shape`,
    followed: () => vi.waitUntil(() => electric.ready(), PATIENCE).then(() => {}),
    unfollowed: () => vi.waitUntil(async () => (await electric.metrics()).followers === 0, PATIENCE).then(() => {}),
    emptied: (tables) =>
      vi
        .waitUntil(
          async () => {
            await db.query(`TRUNCATE ${tables}`);
            return (await electric.metrics()).shapes === 0;
          },
          { timeout: 30_000, interval: 20 },
        )
        .then(() => {}),
    async restart(meanwhile) {
      const { port } = electric;
      await electric.stop();
      await meanwhile?.();
      electric = await start(port);
      await vi.waitUntil(() => electric.ready(), PATIENCE);
    },
    async stop() {
      await electric.stop();
      await db.end();
      await postgres.stop();
    },
  };
}

export type Change = {
  operation: string;
  key: string;
  value: Row;
  old?: Partial<Row> | undefined;
  headers: Record<string, unknown>;
};

/** A client of the published package that remembers all it was told. */
export interface Reader {
  readonly rows: Map<string, Row>;
  readonly changes: Change[];
  readonly refetches: () => number;
  readonly errors: Error[];
  readonly stream: ShapeStream;
  /** Waits until a condition on what it was told holds; checked after each batch. */
  until(condition: () => boolean): Promise<void>;
  upToDate(): Promise<void>;
  close(): void;
}

export function read(url: string, options: Omit<Partial<ShapeStreamOptions>, 'url'>): Reader {
  const abort = new AbortController();
  const stream = new ShapeStream({ backoffOptions: FAST, ...options, url, signal: abort.signal } as ShapeStreamOptions);
  const rows = new Map<string, Row>();
  const changes: Change[] = [];
  const errors: Error[] = [];
  const waiting = new Set<() => void>();
  let refetches = 0;
  let boundaries = 0;
  const take = (message: Message) => {
    if (isChangeMessage(message)) {
      const { operation } = message.headers;
      if (operation === 'delete') rows.delete(message.key);
      else rows.set(message.key, { ...(operation === 'update' ? rows.get(message.key) : {}), ...message.value });
      changes.push({
        operation,
        key: message.key,
        value: message.value,
        old: message.old_value,
        headers: message.headers,
      });
    } else if (isControlMessage(message)) {
      if (message.headers.control === 'up-to-date') boundaries += 1;
      if (message.headers.control === 'must-refetch') {
        refetches += 1;
        rows.clear();
      }
    }
  };
  stream.subscribe(
    (messages) => {
      for (const message of messages) take(message);
      for (const check of waiting) check();
    },
    (error) => {
      errors.push(error);
      for (const check of waiting) check();
    },
  );
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return {
    rows,
    changes,
    errors,
    stream,
    refetches: () => refetches,
    until,
    upToDate: () => until(() => boundaries > 0),
    close: () => abort.abort(),
  };
}

const PATIENCE = { timeout: 30_000, interval: 5 };

const FAST = { initialDelay: 20, maxDelay: 200, multiplier: 1.5 };

/** Asks once, without the client. */
export async function ask(url: string, query: Readonly<Record<string, string>>, init?: RequestInit) {
  const response = await fetch(`${url}?${new URLSearchParams(query)}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as unknown };
}

/** Reads a shape to its end by plain requests; the messages of each answer, and the last offset with its handle. */
export async function readThrough(url: string, query: Readonly<Record<string, string>>) {
  const answers: {
    offset: string;
    bytes: number;
    messages: readonly { key?: string; headers: Record<string, unknown> }[];
  }[] = [];
  let at: Record<string, string> = { offset: '-1' };
  for (;;) {
    const answer = await ask(url, { ...query, ...at });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
    const offset = answer.headers.get('electric-offset') ?? '';
    answers.push({
      offset,
      bytes: answer.text.length,
      messages: answer.json() as (typeof answers)[number]['messages'],
    });
    at = { offset, handle: answer.headers.get('electric-handle') ?? '' };
    if (answer.headers.has('electric-up-to-date')) return { answers, at };
  }
}
