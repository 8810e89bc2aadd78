import { randomBytes } from 'node:crypto';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Pool } from 'pg';
import { type ServerConfig, configFrom } from './config.ts';
import { startElectric } from './electric/server.ts';
import { type Together, openTogether } from './engine/together.ts';
import { buildApp } from './http/app.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { startPruning } from './jobs/start-pruning.ts';
import { openMetrics } from './metrics.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';
import { adminTokenOf, takeFolder, writeServerFile } from './server-file.ts';
import { migrate } from './store/migrate.ts';
import { openPool } from './store/pool.ts';
import { openSignIns } from './store/sign-ins.ts';
import { serverKeyOf } from './store/server-key.ts';

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly adminToken: string;
  readonly databaseUrl: string;
  /** The pool of the server, for commands that begin here (`executeAsServer`). */
  readonly pool: Pool;
  readonly now: () => string;
  /** What these commands are taken in with. */
  readonly together: Together;
  /** The Electric HTTP API behind the gatekeeper; it answers to who knows its secret. */
  readonly electricUrl: string;
  /** Ends all that was started, last begun first. Answers when nothing runs any more. */
  stop(): Promise<void>;
}

/** Starts Postgres, migrations, the feed and the HTTP server, as the configuration says; what was begun is ended again when one fails. */
export async function startServer(config: ServerConfig): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel, base: { service: 'cairn-server' } });
  const ends: (() => Promise<void>)[] = [];
  const stop = async () => {
    // A part that does not end must not keep the others, the database among them, from ending.
    for (let end = ends.pop(); end !== undefined; end = ends.pop())
      await within(STOP_MS, end()).catch((error: unknown) => logger.error({ err: error }, 'a part did not end'));
  };
  try {
    return await start(config, logger, ends, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  config: ServerConfig,
  logger: Logger,
  ends: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const now = config.now ?? (() => new Date().toISOString());
  ends.push(await takeFolder(config.dataFolder));
  const databaseUrl = config.databaseUrl ?? (await startOwnPostgres(config.dataFolder, ends));
  const migrations = await migrate(databaseUrl);
  const pool = openPool(databaseUrl, config.poolSize);
  ends.push(() => pool.end());
  const serverKey = await serverKeyOf(pool, now());
  // [S29] On loopback, and for this process alone: others on the machine do not know the word.
  const ownSecret = randomBytes(24).toString('base64url');
  const electric =
    config.electricUrl === undefined
      ? await startElectric({
          databaseUrl,
          host: '127.0.0.1',
          port: 0,
          logger,
          secret: ownSecret,
          // A restart must not make every desk fetch its property anew [S11].
          storageFolder: join(config.dataFolder, 'electric'),
        })
      : undefined;
  if (electric !== undefined) ends.push(() => electric.stop());
  const adminToken = await adminTokenOf(config.dataFolder);
  const electricUrl = electric?.url ?? config.electricUrl ?? '';
  const metrics = openMetrics(pool, async () => electric?.metrics());
  const together = openTogether({ pool, onRetry: metrics.retried });
  const app = buildApp(
    {
      pool,
      together,
      signIns: openSignIns(pool),
      now,
      adminToken,
      serverKey,
      oldestProtocol: config.oldestProtocol ?? 1,
      metrics,
      gateways: config.gateways ?? [],
      electricUrl: () => electricUrl,
      electricSecret: electric === undefined ? config.electricSecret : ownSecret,
      feedCheckMs: config.feedCheckMs ?? FEED_CHECK_MS,
    },
    logger,
  );
  const pruning = startPruning({ pool, now, lookBackDays: config.lookBackDays ?? LOOK_BACK_DAYS, logger }, PRUNE_MS);
  ends.push(() => pruning.stop());
  ends.push(() => app.close());
  await app.listen({ host: config.host, port: config.port });
  const url = urlOf(config.host, app.server.address());
  const file = { url, adminToken, databaseUrl };
  if (config.jobs === true) {
    const jobs = startJobs({ pool, now, together, databaseUrl, logger, metrics, gateways: config.gateways ?? [] });
    ends.push(() => jobs.stop());
  }
  await writeServerFile(config.dataFolder, { ...file, pid: process.pid });
  ends.push(() => writeServerFile(config.dataFolder, { ...file, pid: null }));
  logger.info({ url, migrations }, 'serving');
  return { ...file, pool, now, together, electricUrl, stop };
}

async function startOwnPostgres(folder: string, ends: (() => Promise<void>)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres(folder);
  ends.push(() => postgres.stop());
  return postgres.databaseUrl;
}

/** No revoked desk reads longer than this. */
const FEED_CHECK_MS = 30_000;

/** How long desks hold what is over, and how often it is looked for. */
const LOOK_BACK_DAYS = 90;
const PRUNE_MS = 3_600_000;

/** How long each part may take to end. */
const STOP_MS = 15_000;

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function urlOf(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${address.port}`;
}

if (import.meta.main) {
  const server = await startServer(configFrom(process.env));
  const end = () => {
    // A second signal does not wait.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
    void server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
}
