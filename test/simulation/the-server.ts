import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ServerSide } from '#sync-server/engine/execute-as-server.ts';
import { type Electric, startElectric } from '#sync-server/electric/server.ts';
import { type RunningServer, startServer } from '#sync-server/server.ts';
import { type FaultyPool, makeFaulty } from './faulty-pool.ts';

/** A request as it comes over the wire. */
export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer as it goes back; undefined where the server died over it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The real server and the real shape server over one database, with a clock of the run's own; it can be killed and started again. */
export interface TheServer {
  readonly up: boolean;
  readonly side: ServerSide;
  readonly adminToken: string;
  readonly probe: pg.Pool;
  /** From now on it is this time there, in milliseconds. */
  setClock(now: () => number): void;
  /** One exchange, from request to answer. */
  ask(request: Request): Promise<Answer | undefined>;
  /** An exchange that stays open until one of the two ends it: its answer from the head on; undefined where there is none. */
  follow(request: Request, signal: AbortSignal): Promise<Response | undefined>;
  /** Breaks the connection to Postgres at the so-manieth statement from now: before it is sent, or after it was carried out; `dies` takes the server with it. */
  breakAt(statement: number, when: 'before' | 'after', dies: boolean): void;
  /** Takes a break that has not come about back; true where it had come about. */
  unbroken(): boolean;
  /** Ends what is left of a process that died over its work; false where it lives. */
  buryDead(): Promise<boolean>;
  /** The process is gone at once, with whatever it was doing. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Postgres ends every connection of the server. */
  endConnections(): Promise<void>;
  /** The shape server lets the property's shape go: who follows it must begin anew [S11]. */
  dropShape(place: { readonly tenantId: string; readonly propertyId: string }): Promise<boolean>;
  /** The shape server starts anew and knows no shape. */
  restartElectric(): Promise<void>;
  stop(): Promise<void>;
}

export async function theServer(databaseUrl: string): Promise<TheServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-simulated-server-'));
  // Several, because in a crowded seed several things look at once.
  const probe = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // Postgres ends them when it is stopped.
  probe.on('error', () => {});
  let clock = () => 0;
  const now = () => new Date(clock()).toISOString();
  const openElectric = () => startElectric({ databaseUrl, deletable: true });
  let electric: Electric | undefined;
  let server: RunningServer | undefined;
  let pool: FaultyPool | undefined;
  /** Ends what is open when the process ends. */
  let life = new AbortController();
  /** Where the log ended when all of it had come through. */
  let throughAt = '';

  const theElectric = () => {
    if (electric === undefined) throw new Error('the shape server is away');
    return electric;
  };
  const start = async () => {
    electric ??= await openElectric();
    server = await startServer({
      databaseUrl,
      electricUrl: electric.url,
      host: '127.0.0.1',
      port: 0,
      dataFolder: join(folder, 'server'),
      logLevel: 'silent',
      poolSize: 4,
      // A revoked desk's stream is ended soon, as real time goes by in a run.
      feedCheckMs: 250,
      now,
    });
    life = new AbortController();
    pool = makeFaulty(server.pool);
  };
  const kill = async () => {
    const dying = server;
    server = undefined;
    pool?.die();
    life.abort();
    await dying?.stop();
  };
  const running = () => {
    if (server === undefined) throw new Error('the server is away');
    return server;
  };

  const send = async ({ method, path, headers, body }: Request): Promise<Answer> => {
    const response = await fetch(new URL(path, running().url), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: keptOf(response.headers), body: text };
  };
  /** Waits until everything committed before has come through replication, so that what a reading of the feed brings hangs on no real time. */
  const replicated = async (): Promise<void> => {
    const written = async () => {
      const { rows } = await probe.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn');
      return rows[0]?.lsn ?? '';
    };
    if ((await written()) === throughAt) return;
    const mark = async () => {
      const { rows } = await probe.query<{ lsn: string }>(
        `SELECT pg_logical_emit_message(true, 'cairn-simulation', '')::text AS lsn`,
      );
      return lsnOf(rows[0]?.lsn ?? '0/0');
    };
    const fence = await mark();
    const url = new URL('/v1/shape', theElectric().url);
    // A shape of nobody's rows: what it says is how far replication has come.
    url.search = new URLSearchParams({ table: 'feed', where: "entity = 'nothing'", offset: 'now' }).toString();
    for (let tries = 0; tries < 10_000; tries++) {
      const response = await fetch(url);
      const seen = lastSeen(await response.text());
      if (response.status === 200 && seen !== undefined && seen >= fence) {
        throughAt = await written();
        return;
      }
      // Postgres's sender may go to sleep in the very moment of a commit, and then wakes at the next, or after 10 s.
      if (tries % 20 === 19) await mark();
      await pause(response.status === 200 ? 1 : 20);
    }
    throw new Error('replication does not come on');
  };
  const readFeed = async (request: Request): Promise<Answer> => {
    await replicated();
    return send(request);
  };

  await start();
  return {
    get up() {
      return server !== undefined;
    },
    get side() {
      const { pool: itsPool, together } = running();
      return { pool: itsPool, now, together };
    },
    get adminToken() {
      return running().adminToken;
    },
    probe,
    setClock(source) {
      clock = source;
    },
    async ask(request) {
      if (server === undefined) return undefined;
      const died = pool?.died ?? new Promise<never>(() => {});
      const answer = request.path.startsWith('/v1/feed') ? readFeed(request) : send(request);
      // Where it dies, what it was about to answer reaches nobody.
      const either = await Promise.race([answer.catch(() => undefined), died.then(() => undefined)]);
      if (pool?.isDead !== true) return either;
      await answer.catch(() => undefined);
      await kill();
      return undefined;
    },
    async follow({ method, path, headers }, signal) {
      if (server === undefined) return undefined;
      const open = AbortSignal.any([signal, life.signal]);
      const response = await fetch(new URL(path, running().url), { method, headers, signal: open }).catch(
        () => undefined,
      );
      if (pool?.isDead !== true) return response;
      await kill();
      return undefined;
    },
    breakAt: (statement, when, dies) => pool?.breakAt(statement, when, dies),
    unbroken: () => pool?.unbroken() ?? true,
    async buryDead() {
      if (pool?.isDead !== true) return false;
      await kill();
      return true;
    },
    kill,
    async start() {
      if (server === undefined) await start();
    },
    async endConnections() {
      await probe.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'cairn-server'`,
      );
      // When the server hears of it is the machine's chance, not the seed's: the next request finds them gone.
      while ((server?.pool.idleCount ?? 0) > 0) await new Promise((resolve) => setImmediate(resolve));
    },
    async dropShape({ tenantId, propertyId }) {
      const url = new URL('/v1/shape', theElectric().url);
      url.search = new URLSearchParams({
        table: 'feed',
        columns: 'tenant_id,property_id,entity,id,row',
        where: 'tenant_id = $1 AND property_id = $2',
        'params[1]': tenantId,
        'params[2]': propertyId,
        replica: 'full',
      }).toString();
      const response = await fetch(url, { method: 'DELETE' });
      await response.text();
      return response.status === 202;
    },
    async restartElectric() {
      await kill();
      await electric?.stop();
      electric = undefined;
      await start();
    },
    async stop() {
      await server?.stop();
      await electric?.stop();
      await probe.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Headers that mean something to the one who asked; the text is not compressed any more. */
function keptOf(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...headers].filter(([name]) => name.startsWith('electric-') || name === 'content-type' || name === 'retry-after'),
  );
}

function lsnOf(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** How far replication had come when the feed said that it holds no more. */
function lastSeen(body: string): bigint | undefined {
  const found = /"global_last_seen_lsn":"(\d+)"/.exec(body);
  return found?.[1] === undefined ? undefined : BigInt(found[1]);
}
