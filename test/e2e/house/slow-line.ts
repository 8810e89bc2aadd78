import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A line to the server on which everything passes but the feed, until it is released. */
export interface SlowLine {
  readonly url: string;
  release(): void;
  close(): Promise<void>;
}

export async function openSlowLine(serverUrl: string): Promise<SlowLine> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const line = createServer((incoming, outgoing) => {
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
    if (incoming.url?.startsWith('/v1/feed')) void released.then(pass);
    else pass();
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = line.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    release,
    async close() {
      const closed = new Promise<void>((resolve) => line.close(() => resolve()));
      line.closeAllConnections();
      await closed;
    },
  };
}
