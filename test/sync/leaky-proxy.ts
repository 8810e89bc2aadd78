import { type IncomingMessage, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a desk and the server and does what bad lines do. */
export interface LeakyProxy {
  readonly url: string;
  /** Cuts pushes before they reach the server. */
  holdPushes: boolean;
  /** How many of the next pushes lose their answer after the server has committed. */
  loseAnswers: number;
  /** How many answers were lost. */
  readonly lost: number;
  /** What was asked of the feed, in order: the queries. */
  readonly feedQueries: readonly URLSearchParams[];
  /** Every text that went through, to the server and back. */
  readonly overheard: () => string;
  stop(): Promise<void>;
}

export async function leakyProxy(target: string): Promise<LeakyProxy> {
  let lost = 0;
  const feedQueries: URLSearchParams[] = [];
  const overheard: Buffer[] = [];
  const hear = (chunk: Buffer) => void overheard.push(chunk);
  const server = createServer((incoming, outgoing) => {
    const isPush = incoming.url?.startsWith('/v1/commands') === true;
    if (isPush && proxy.holdPushes) {
      incoming.socket.destroy();
      return;
    }
    if (incoming.url?.startsWith('/v1/feed') === true) feedQueries.push(new URL(incoming.url, target).searchParams);
    const upstream = request(
      new URL(incoming.url ?? '/', target),
      // Plain text, so that what goes through can be read.
      { method: incoming.method, headers: { ...incoming.headers, 'accept-encoding': 'identity' } },
      (answer: IncomingMessage) => {
        if (isPush && proxy.loseAnswers > 0) {
          proxy.loseAnswers--;
          answer.resume().once('end', () => {
            lost++;
            incoming.socket.destroy();
          });
          return;
        }
        answer.on('data', hear);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        answer.once('close', () => outgoing.destroy());
      },
    );
    upstream.once('error', () => incoming.socket.destroy());
    outgoing.once('close', () => upstream.destroy());
    incoming.on('data', hear);
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const proxy: LeakyProxy = {
    url: `http://127.0.0.1:${port}`,
    holdPushes: false,
    loseAnswers: 0,
    feedQueries,
    overheard: () => Buffer.concat(overheard).toString('utf8'),
    get lost() {
      return lost;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}
