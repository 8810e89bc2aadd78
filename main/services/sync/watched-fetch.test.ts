import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '#test/support/free-port.ts';
import { watchedFetch } from './watched-fetch.ts';

const server = createServer((_request, response) => response.end('here'));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => void server.close());

test('tells of a connection that does not come about, and of none that answers or was called off', async () => {
  const gone = vi.fn<(error: unknown) => void>();
  const fetching = watchedFetch(gone);
  expect(await (await fetching(url)).text()).toBe('here');
  await expect(fetching(url, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  expect(gone).not.toHaveBeenCalled();
  await expect(fetching(`http://127.0.0.1:${await freePort()}/`)).rejects.toThrow('fetch failed');
  expect(gone).toHaveBeenCalledTimes(1);
});
