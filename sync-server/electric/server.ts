import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import pg from 'pg';
import { answerDelete } from './delete-endpoint.ts';
import { startEngine, type Engine } from './engine.ts';
import { readJson, send, sendError, sendRefusal, type Exchange } from './exchange.ts';
import { printMetrics, readMetrics, type ElectricMetrics } from './metrics.ts';
import { SILENT, type ElectricLogger } from './logger.ts';
import { parseShapeQuery } from './query.ts';
import { corsHeaders } from './response-headers.ts';
import { DEFAULT_SETTINGS, type ElectricSettings } from './settings.ts';
import { answerShape } from './shape-endpoint.ts';
import { ShapeDropped } from './shape.ts';
import { answerSubset } from './subset-endpoint.ts';

export type ElectricOptions = Pick<ElectricSettings, 'databaseUrl'> &
  Partial<ElectricSettings> & { readonly logger?: ElectricLogger };

/** A running shape server. */
export interface Electric {
  /** The address of its HTTP API, without a path. */
  readonly url: string;
  readonly port: number;
  /** Whether it can answer at this moment. */
  ready(): boolean;
  metrics(): Promise<ElectricMetrics>;
  /** Ends connections, gives the slot back and deletes its files. */
  stop(): Promise<void>;
}

/** Starts a server of the Electric shape protocol over a Postgres with `wal_level=logical`. Resolves when it answers. */
export async function startElectric({ logger = SILENT, ...options }: ElectricOptions): Promise<Electric> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: ElectricSettings = { ...DEFAULT_SETTINGS, ...given, databaseUrl: options.databaseUrl };
  const engine = await startEngine(settings, logger);
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 65_000 }, (request, response) => {
    void handle(engine, logger, request, response);
  });
  const port = await listen(server, settings).catch(async (error: unknown) => {
    await engine.stop();
    throw error;
  });
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    port,
    ready: engine.active,
    metrics: () => readMetrics(engine),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await engine.stop();
    },
  };
}

async function handle(
  engine: Engine,
  logger: ElectricLogger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A client that goes away in the middle is no error of ours.
  response.on('error', () => {});
  const url = URL.parse(request.url ?? '/', 'http://shape');
  if (url === null) return void response.writeHead(400).end();
  const exchange: Exchange = { method: request.method ?? 'GET', url, request, response };
  try {
    await route(engine, exchange);
  } catch (error) {
    answerFailure(engine, logger, exchange, error);
  }
}

async function route(engine: Engine, exchange: Exchange): Promise<void> {
  const { method, url } = exchange;
  if (url.pathname === '/v1/health') {
    const active = engine.active();
    return send(
      exchange,
      active ? 200 : 202,
      { 'cache-control': 'no-cache, no-store, must-revalidate' },
      `{"status":"${active ? 'active' : 'starting'}"}`,
    );
  }
  if (url.pathname === '/metrics') return sendMetrics(engine, exchange);
  if (url.pathname === '/') return send(exchange, 200, {}, '');
  if (url.pathname !== '/v1/shape') return sendError(exchange, 404, { message: 'Not found' });
  if (method === 'OPTIONS') {
    const asked = exchange.request.headers['access-control-request-headers'];
    return void exchange.response
      .writeHead(204, {
        ...corsHeaders(exchange),
        ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
      })
      .end();
  }
  if (!isAuthorized(engine.settings.secret, url.searchParams)) {
    return sendError(exchange, 401, { message: 'Unauthorized - Invalid API secret' });
  }
  if (!engine.active()) return sendUnavailable(exchange);
  if (method === 'GET' || method === 'HEAD') return answerQuery(engine, exchange, undefined);
  if (method === 'POST') {
    const body = await readJson(exchange.request, MAX_BODY);
    if (body === undefined) return sendRefusal(exchange, { body: ['is not JSON, or too large'] });
    return answerQuery(engine, exchange, body);
  }
  if (method === 'DELETE') return answerDelete(engine, exchange);
  sendError(exchange, 405, { message: 'Method not allowed' });
}

const MAX_BODY = 1_000_000;
/** A shape that is dropped while it begins (its table was emptied or altered just then) is begun again. */
const BEGINNINGS = 20;

async function answerQuery(engine: Engine, exchange: Exchange, body: unknown): Promise<void> {
  const parsed = parseShapeQuery(exchange.url.searchParams, body);
  if (!parsed.ok) return sendRefusal(exchange, parsed.errors);
  const { query } = parsed;
  for (let attempt = 1; ; attempt += 1) {
    const defined = await engine.define(query);
    if (!defined.ok) return sendRefusal(exchange, defined.errors);
    const { definition } = defined;
    try {
      if (query.subset !== undefined) return await answerSubset(engine, exchange, query, query.subset, definition);
      return await answerShape(engine, exchange, query, definition);
    } catch (error) {
      const again = error instanceof ShapeDropped && attempt < BEGINNINGS && !exchange.response.headersSent;
      if (!again || !engine.active()) throw error;
    }
  }
}

/** The server's own figures in the form that Prometheus reads. */
async function sendMetrics(engine: Engine, exchange: Exchange): Promise<void> {
  if (!isAuthorized(engine.settings.secret, exchange.url.searchParams))
    return sendError(exchange, 401, { message: 'Unauthorized - Invalid API secret' });
  const { headers, text } = await printMetrics(await readMetrics(engine));
  send(exchange, 200, headers, text);
}

function isAuthorized(secret: string | undefined, search: URLSearchParams): boolean {
  if (secret === undefined) return true;
  const given = Buffer.from(search.get('secret') ?? search.get('api_secret') ?? '');
  const wanted = Buffer.from(secret);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function sendUnavailable(exchange: Exchange): void {
  sendError(exchange, 503, { message: 'The database cannot be followed at this moment' }, { 'retry-after': 1 });
}

function answerFailure(engine: Engine, logger: ElectricLogger, exchange: Exchange, error: unknown): void {
  if (exchange.response.headersSent) return void exchange.response.destroy();
  const text = error instanceof Error ? error.message : String(error);
  // Class 22: a condition that fails on a row's data, such as a division by zero. 42501: no right to the table.
  if (error instanceof pg.DatabaseError && /^22|^42/.test(error.code ?? ''))
    return sendRefusal(exchange, { table: [text] });
  if (!engine.active()) return sendUnavailable(exchange);
  logger.error({ error: text }, 'a request failed');
  sendError(exchange, 503, { message: 'The shape cannot be read at this moment' }, { 'retry-after': 1 });
}

function listen(server: Server, { host, port }: ElectricSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address.port);
    });
  });
}
