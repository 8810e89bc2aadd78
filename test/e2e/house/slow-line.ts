import { type Server, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A line to the server that a test can be cruel to: it keeps the feed back, or is cut. */
export interface SlowLine {
  readonly url: string;
  /** Lets the feed through from now on. */
  release(): void;
  /** Keeps the feed back: who asks waits. */
  hold(): void;
  /** Nobody answers any more, until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Everything passes but the feed, until it is released. */
export async function openSlowLine(serverUrl: string): Promise<SlowLine> {
  let gate = Promise.withResolvers<void>();
  let port = 0;
  const open = (): Server =>
    createServer((incoming, outgoing) => {
      const pass = () => {
        const { method, headers } = incoming;
        const onward = request(new URL(incoming.url ?? '/', serverUrl), { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        });
        onward.on('error', () => outgoing.destroy());
        outgoing.on('close', () => onward.destroy());
        incoming.pipe(onward);
      };
      if (incoming.url?.startsWith('/v1/feed')) void gate.promise.then(pass);
      else pass();
    });
  const listen = (server: Server) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const shut = (server: Server) => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    return closed;
  };
  let line = open();
  await listen(line);
  // A TCP server that listens has an address with a port.
  port = (line.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${port}`,
    release: () => gate.resolve(),
    hold: () => {
      gate = Promise.withResolvers<void>();
    },
    cut: () => shut(line),
    async mend() {
      line = open();
      await listen(line);
    },
    close: () => shut(line),
  };
}
