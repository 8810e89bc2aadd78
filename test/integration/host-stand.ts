import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startBrowserHost } from '#main/hosts/browser-host.ts';
import { socketWire } from '#main/hosts/socket-wire.ts';
import { startServices } from '#main/services/services.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { answerFrame } from '#shared/rpc/frames.ts';
import { aLodgeOnDisk } from '#test/electron/lodge-on-disk.ts';
import { idFor } from './host-rows.ts';

export const PIN = '246810';
export const SABINA = idFor('user Sabina');

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A desk of a small lodge with its browser host, as a person or a stranger on this machine meets it. */
export interface HostStand {
  readonly folder: string;
  readonly port: number;
  readonly origin: string;
  /** What went wrong behind a call. */
  readonly bugs: readonly string[];
  /** A fresh one-time address, without its origin. */
  linkPath(): string;
  /** A plain HTTP request, with whatever headers a stranger would send. */
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answer>;
  /** Comes in by a fresh link; the cookie that was given for it. */
  comeIn(): Promise<string>;
  /** Tries to open the wire; the status of the refusal, or the open socket. */
  dial(headers: Readonly<Record<string, string>>, path?: string): Promise<WebSocket | number>;
  openSocket(): Promise<WebSocket>;
  window(): Promise<Client>;
  signedIn(): Promise<Client>;
  stop(): Promise<void>;
}

export async function aHostStand(): Promise<HostStand> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-host-'));
  const screens = join(folder, 'screens');
  mkdirSync(join(screens, 'assets'), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Cairn</title>');
  writeFileSync(join(screens, 'assets/index-a1b2c3d4.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(screens, 'assets/link.js'));
  await aLodgeOnDisk(join(folder, 'desk/replica.db'));
  const bugs: string[] = [];
  const services = await startServices({
    dataFolder: join(folder, 'desk'),
    onBug: (method, error) => bugs.push(`${method}: ${error}`),
  });
  const host = await startBrowserHost({
    join: services.join,
    rendererFolder: screens,
    doorFile: join(folder, 'door.json'),
    port: 0,
  });
  const { port } = host;
  const origin = `http://127.0.0.1:${port}`;

  const stand: HostStand = {
    folder,
    port,
    origin,
    bugs,
    linkPath: () => host.link().slice(origin.length),
    get: (path, headers = {}, method = 'GET') =>
      new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
          let body = '';
          response.on('data', (data: Buffer) => (body += data.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
        });
        asked.on('error', reject);
        asked.end();
      }),
    async comeIn() {
      const { headers } = await stand.get(stand.linkPath());
      return String(headers['set-cookie']).split(';')[0] ?? '';
    },
    dial: (headers, path = '/rpc') =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
        socket.once('open', () => resolve(socket));
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        socket.once('error', reject);
      }),
    async openSocket() {
      const socket = await stand.dial({ origin, cookie: await stand.comeIn() });
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
      return socket;
    },
    window: async () => createClient(socketWire(await stand.openSocket())),
    async signedIn() {
      const client = await stand.window();
      const { user } = await client.call('session.signIn', { userId: SABINA, pin: PIN });
      if (user?.name !== 'Sabina Gurung') throw new Error('the right PIN was not taken');
      return client;
    },
    async stop() {
      await host.stop();
      services.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stand;
}

/** Sends a frame as it is and gives back the next answer. */
export function ask(socket: WebSocket, frame: string | Buffer) {
  return new Promise<ReturnType<typeof answerFrame.parse>>((resolve) => {
    const listen = (data: Buffer) => {
      const answer = answerFrame.safeParse(JSON.parse(data.toString()));
      if (!answer.success) return;
      socket.off('message', listen);
      resolve(answer.data);
    };
    socket.on('message', listen);
    socket.send(frame);
  });
}
