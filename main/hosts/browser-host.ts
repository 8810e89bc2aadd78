import { type IncomingMessage, type ServerResponse, STATUS_CODES, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { MAX_REQUEST_LENGTH } from '#shared/rpc/frames.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { cookieName, cookieOf, hasOwnHost, hasOwnOrigin, hostNames, setCookie } from './browser-request.ts';
import { securityHeaders } from './content-policy.ts';
import { openDoor } from './door.ts';
import { rendererFile } from './renderer-files.ts';
import { socketWire } from './socket-wire.ts';

export interface BrowserHostOptions {
  /** Joins a window to the services. */
  readonly join: (wire: Wire) => void;
  /** The built screens. */
  readonly rendererFolder: string;
  /** Where the cookies given are remembered, hashed. */
  readonly doorFile: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The address to listen on; loopback unless a lodge configures its own network. */
  readonly address?: string;
  /** Further names under which that address is reached, without port. */
  readonly names?: readonly string[];
  readonly pingMs?: number;
}

export interface BrowserHost {
  readonly port: number;
  /** A fresh address that opens one browser, once. */
  link(): string;
  stop(): Promise<void>;
}

const MOST_WINDOWS = 64;

/** The screens and their wire for any browser on this machine. Rejects when the port is taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const address = options.address ?? '127.0.0.1';
  const door = openDoor({ file: options.doorFile, now: Date.now });
  const http = createServer();
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, address, resolve);
  });
  // A TCP server that listens has an address with a port.
  const { port } = http.address() as AddressInfo;
  const names = hostNames(port, [...(options.names ?? []), ...(isWildcard(address) ? [] : [address])]);
  const cookie = cookieName(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_LENGTH * 4, perMessageDeflate: false });

  http.on('request', (request, response) => {
    answer(request, response).catch(() => send(response, 500, 'Something broke here.'));
  });
  http.on('clientError', (_error, socket) => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'));
  http.on('upgrade', (request, socket, head) => {
    // Node types it as a stream; of a plain HTTP server it is the TCP socket.
    const refusal = refusalOf(request);
    if (refusal !== undefined) return refuseUpgrade(socket as Socket, refusal);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // Too long a message or a broken frame: the socket closes with its code, the host goes on.
      opened.on('error', () => opened.terminate());
      keepAlive(opened, options.pingMs ?? 30_000);
      options.join(socketWire(opened));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hasOwnHost(request, names)) return send(response, 421, 'This name is not mine.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'Only GET is answered here.');
    // A path of two slashes would be read as another host's name.
    const url = request.url?.startsWith('//') ? null : URL.parse(request.url ?? '/', 'http://host');
    if (url === null) return send(response, 400, 'This is no address.');
    const known = door.knows(cookieOf(request, cookie));
    const token = url.pathname === '/' ? url.searchParams.get('token') : null;
    if (token !== null) {
      const secret = known ? undefined : door.redeem(token);
      if (!known && secret === undefined) return send(response, 403, USED_LINK);
      const given: Record<string, string> = secret === undefined ? {} : { 'set-cookie': setCookie(cookie, secret) };
      response.writeHead(303, { ...securityHeaders, ...given, location: '/', 'cache-control': 'no-store' }).end();
      return;
    }
    if (!known) return send(response, 403, NO_LINK);
    const file = await rendererFile(options.rendererFolder, url.pathname);
    if (file === undefined) return send(response, 404, 'Nothing is here.');
    response.writeHead(200, {
      ...securityHeaders,
      'content-type': file.type,
      'content-length': file.body.length,
      'cache-control': file.cache,
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  function refusalOf(request: IncomingMessage): number | undefined {
    if (!hasOwnHost(request, names)) return 421;
    if (request.url !== '/rpc') return 404;
    if (!hasOwnOrigin(request)) return 403;
    if (!door.knows(cookieOf(request, cookie))) return 401;
    return sockets.clients.size >= MOST_WINDOWS ? 503 : undefined;
  }

  return {
    port,
    link: () => `http://${isWildcard(address) ? '127.0.0.1' : address}:${port}/?token=${door.issueToken()}`,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await closed;
    },
  };
}

const NO_LINK = 'This window has no key to the desk. Open the address that the desk printed when it started.';
const USED_LINK =
  'This address has been used or is too old. Ask the desk for a new one where it was started (press Enter).';

function send(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.destroy();
  const headers = { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(`${text}\n`);
}

function refuseUpgrade(socket: Socket, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** Ends a socket whose other end has silently gone. */
function keepAlive(socket: WebSocket, everyMs: number): void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, everyMs);
  socket.on('close', () => clearInterval(timer));
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
