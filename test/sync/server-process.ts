import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServerFile } from '#sync-server/server-file.ts';

/** A server in a process of its own, so that it can be killed. */
export interface ServerProcess {
  readonly url: string;
  /** Kills it as a machine dies: nothing of it gets another word in. */
  kill(): Promise<void>;
}

/** Starts one more server on a database. Resolves when it serves. */
export async function startServerProcess(databaseUrl: string): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-process-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../sync-server/server.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      CAIRN_DATA: folder,
      PORT: '0',
      ELECTRIC_URL: '',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stdout.on('data', (data: Buffer) => {
      log = (log + data.toString()).slice(-10_000);
      if (log.includes('"msg":"serving"')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  const file = await readServerFile(folder);
  if (file === undefined) throw new Error('no server.json');
  return {
    url: file.url,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An address that leads to one of several servers, as a load balancer's does. */
export interface Switch {
  readonly url: string;
  /** From now on new connections lead there. */
  to(url: string): void;
  close(): Promise<void>;
}

export async function openSwitch(first: string): Promise<Switch> {
  let target = new URL(first);
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    to(url) {
      target = new URL(url);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
