import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserHost, startBrowserHost } from '#main/hosts/browser-host.ts';
import { openDoor } from '#main/hosts/door.ts';
import { socketWire } from '#main/hosts/socket-wire.ts';
import { type Services, startServices } from '#main/services/services.ts';
import { openStore } from '#main/store/open-store.ts';
import { hashPin } from '#shared/kernel/pin.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { contract } from '#shared/rpc/contract.ts';
import { MAX_REQUEST_LENGTH, answerFrame } from '#shared/rpc/frames.ts';
import { wirePair } from '#shared/rpc/wire.ts';
import { aLodgeOnDisk } from '#test/electron/lodge-on-disk.ts';
import { BUSINESS_DATE, aGuest, aProperty, aRoom, aRoomType, aRow, aStay, deskA, idFor } from './host-rows.ts';

const PIN = '246810';
const SABINA = idFor('user Sabina');

let folder: string;
let services: Services;
let host: BrowserHost;
let bugs: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-host-'));
  const screens = join(folder, 'screens');
  mkdirSync(join(screens, 'assets'), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Cairn</title>');
  writeFileSync(join(screens, 'assets/index-a1b2c3d4.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(screens, 'assets/link.js'));

  await aLodgeOnDisk(join(folder, 'desk/replica.db'));
  services = await startServices({
    dataFolder: join(folder, 'desk'),
    onBug: (method, error) => bugs.push(`${method}: ${error}`),
  });
  host = await startBrowserHost({
    join: services.join,
    rendererFolder: screens,
    doorFile: join(folder, 'door.json'),
    port: 0,
  });
});

afterAll(async () => {
  await host.stop();
  services.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A plain HTTP request, with whatever headers a stranger would send. */
function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const pathOf = (link: string) => link.slice(link.indexOf('/?'));

/** Comes in by a fresh link; the cookie that was given for it. */
async function comeIn(): Promise<string> {
  const { headers } = await get(pathOf(host.link()));
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

const origin = () => `http://127.0.0.1:${host.port}`;

/** Tries to open the wire; the status of the refusal, or the open socket. */
function dial(headers: Readonly<Record<string, string>>, path = '/rpc'): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

async function openSocket(): Promise<WebSocket> {
  const socket = await dial({ origin: origin(), cookie: await comeIn() });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

async function window(): Promise<Client> {
  return createClient(socketWire(await openSocket()));
}

async function signedIn(): Promise<Client> {
  const client = await window();
  expect((await client.call('session.signIn', { userId: SABINA, pin: PIN })).user?.name).toBe('Sabina Gurung');
  return client;
}

describe('the way in', () => {
  test('a link opens one browser, once, and leaves no token in the address', async () => {
    const path = pathOf(host.link());
    const first = await get(path);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(new RegExp(`^cairn-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/`));
    expect((await get(path)).status).toBe(403);
    expect((await get('/?token=guess')).status).toBe(403);
    expect((await get('/', { cookie: cookie.split(';')[0] ?? '' })).body).toContain('<title>Cairn</title>');
  });

  test('without a key nothing is shown', async () => {
    expect((await get('/')).status).toBe(403);
    expect((await get('/assets/index-a1b2c3d4.js')).status).toBe(403);
    expect((await get('/', { cookie: `cairn-${host.port}=${'x'.repeat(43)}` })).status).toBe(403);
  });

  test('a token grows old, a cookie outlives a restart of the host, and neither is kept as it is', () => {
    let clock = 0;
    const file = join(folder, 'another-door.json');
    const door = openDoor({ file, now: () => clock });
    const late = door.issueToken();
    clock = 11 * 60_000;
    expect(door.redeem(late)).toBeUndefined();
    const secret = door.redeem(door.issueToken());
    expect(secret).toBeDefined();
    const reopened = openDoor({ file, now: () => clock });
    expect(reopened.knows(secret)).toBe(true);
    clock += 8 * 24 * 60 * 60_000;
    expect(reopened.knows(secret)).toBe(false);
  });

  test('pages come with the policy, unsniffed and uncached; hashed files may be kept', async () => {
    const cookie = await comeIn();
    const page = await get('/', { cookie });
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect((await get('/assets/index-a1b2c3d4.js', { cookie })).headers['cache-control']).toContain('immutable');
    expect((await get('/', { cookie }, 'HEAD')).body).toBe('');
  });

  test.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/link.js',
    '/%00',
    '/%zz',
    '/assets',
    '//secret.js',
    '/nothing.js',
  ])('%s leads nowhere', async (path) => {
    const answer = await get(path, { cookie: await comeIn() });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('secret');
  });

  test('another name than this host’s is not answered (DNS rebinding), nor another method', async () => {
    const cookie = await comeIn();
    expect((await get('/', { cookie, host: `evil.example:${host.port}` })).status).toBe(421);
    expect((await get('/', { cookie, host: `127.0.0.1:${host.port + 1}` })).status).toBe(421);
    expect((await get('/', { cookie, host: `localhost:${host.port}` })).status).toBe(200);
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });
});

describe('the wire', () => {
  test('opens for a page of this host with a key, and for nobody else', async () => {
    const cookie = await comeIn();
    expect(await dial({ origin: origin() })).toBe(401);
    expect(await dial({ cookie })).toBe(403);
    expect(await dial({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await dial({ cookie, origin: `http://127.0.0.1:${host.port + 1}` })).toBe(403);
    expect(await dial({ cookie, origin: `http://evil.example:${host.port}`, host: `evil.example:${host.port}` })).toBe(
      421,
    );
    expect(await dial({ cookie, origin: origin() }, '/other')).toBe(404);
    expect(await dial({ cookie, origin: origin() })).toBeInstanceOf(WebSocket);
  });

  test('nobody signed in: session calls are answered, every other is refused', async () => {
    const client = await window();
    const { session, users, property } = await client.call('session.get', {});
    expect(session.user).toBeNull();
    expect(users.map((user) => user.name)).toEqual(['Sabina Gurung']);
    expect(property).toBe('Dhampus Ridge Lodge');
    const others = Object.keys(contract).filter((method) => !method.startsWith('session.'));
    expect(others.length).toBeGreaterThan(10);
    const socket = await openSocket();
    for (const [at, method] of others.entries()) {
      const answer = await ask(socket, JSON.stringify({ id: at + 1, method, input: {} }));
      expect([method, answer.ok ? 'answered' : answer.error.code]).toEqual([method, 'not-signed-in']);
    }
  });

  test('signed in, the lodge is there; locked, it is not', async () => {
    const client = await signedIn();
    const today = await client.call('today.get', {});
    expect(today.arrivals.map((row) => row.bar.bookingNumber)).toEqual(['E-1']);
    const lodge = await client.call('lodge.get', {});
    expect(lodge).toMatchObject({
      property: { name: 'Dhampus Ridge Lodge' },
      desk: { code: 'A' },
      rooms: [{ number: '101' }],
    });
    expect((await client.call('calendar.window', { from: BUSINESS_DATE, days: 7 })).bars).toHaveLength(1);
    await client.call('session.lock', {});
    await expect(client.call('today.get', {})).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('a command at one window is told to the other', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const told = new Promise<readonly string[]>((resolve) => {
      there.onNotice((notice) => notice.type === 'changed' && resolve(notice.entities));
    });
    const answer = await here.call('command.run', {
      name: 'addGuest',
      draft: { name: 'Anton Petrov', country: 'BG', phone: '', email: '', vip: false, note: '' },
    });
    expect(answer).toMatchObject({ ok: true });
    expect(await told).toContain('guest');
    expect((await there.call('guests.find', { text: 'petrov', limit: 5 }))[0]?.name).toBe('Anton Petrov');
  });
});

/** Sends a frame as it is and gives back the next answer. */
function ask(socket: WebSocket, frame: string | Buffer) {
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

describe('hostile messages', () => {
  test.each<[string, string | Buffer, string]>([
    ['no JSON', '{', 'malformed'],
    ['a number', '7', 'malformed'],
    ['null', 'null', 'malformed'],
    ['binary', Buffer.from([0, 255, 1]), 'malformed'],
    ['deep nesting', '['.repeat(100_000), 'malformed'],
    ['a stranger’s field', '{"id":1,"method":"session.get","input":{},"as":"admin"}', 'malformed'],
    ['the prototype', '{"id":1,"method":"__proto__","input":{}}', 'unknown-method'],
    ['no such call', '{"id":1,"method":"session.steal","input":{}}', 'unknown-method'],
    ['wrong input', '{"id":1,"method":"session.signIn","input":{"userId":{},"pin":["1"]}}', 'wrong-input'],
    [
      'a long PIN',
      JSON.stringify({ id: 1, method: 'session.signIn', input: { userId: 'x', pin: '1'.repeat(40) } }),
      'wrong-input',
    ],
    ['too much', 'x'.repeat(MAX_REQUEST_LENGTH + 1), 'too-large'],
  ])('%s is answered clearly', async (_what, frame, code) => {
    const socket = await openSocket();
    expect(await ask(socket, frame)).toMatchObject({ ok: false, error: { code } });
    expect(await ask(socket, '{"id":2,"method":"session.get","input":{}}')).toMatchObject({ id: 2, ok: true });
    socket.close();
  });

  test('far too much ends that wire alone', async () => {
    const [socket, other] = [await openSocket(), await openSocket()];
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.send('x'.repeat(MAX_REQUEST_LENGTH * 4 + 1));
    expect([1006, 1009]).toContain(await closed);
    expect(await ask(other, '{"id":2,"method":"session.get","input":{}}')).toMatchObject({ ok: true });
  });

  test('what is no HTTP at all is turned away', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(host.port, '127.0.0.1', () => socket.write('\x16\x03\x01 not http\r\n\r\n'));
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await get('/')).status).toBe(403);
  });

  test('hostile drafts are refused as values and change nothing', async () => {
    const client = await signedIn();
    const before = await client.call('sync.get', {});
    for (const [name, draft] of [
      ['bookStay', null],
      ['bookStay', { guestId: "'; DROP TABLE guest; --" }],
      ['noSuchCommand', {}],
      ['__proto__', {}],
      ['openProperty', { name: 'Mine' }],
    ] as const) {
      expect([name, await client.call('command.run', { name, draft })]).toMatchObject([name, { ok: false }]);
    }
    for (const text of ["'; DROP TABLE guest; --", '%', '_', '\\', '"', 'NEAR(', '*', '\u0000'])
      await client.call('search.all', { text });
    expect((await client.call('sync.get', {})).pending).toEqual(before.pending);
    expect(bugs).toEqual([]);
  });
});

test('a second desk on the same data is refused in words [S19]', async () => {
  await expect(startServices({ dataFolder: join(folder, 'desk') })).rejects.toThrow(
    /already working with this desk's data/,
  );
});

test('[S11] until the first sync is complete nobody works on part of a lodge', async () => {
  const store = openStore({ file: join(folder, 'part/replica.db') });
  store.transaction(() => {
    store.meta.set('identity', deskA);
    store.place([aProperty()]);
  });
  store.close();
  const part = await startServices({ dataFolder: join(folder, 'part') });
  const [here, there] = wirePair();
  part.join(there);
  const client = createClient(here);
  expect(await client.call('session.get', {})).toMatchObject({ session: { user: null }, users: [] });
  expect((await client.call('session.signIn', { userId: SABINA, pin: PIN })).user).toBeNull();
  part.stop();
});

test('a desk that is not enrolled says what it needs', async () => {
  await expect(startServices({ dataFolder: join(folder, 'new') })).rejects.toThrow(/not enrolled/);
  const enrolment = { server: 'http://127.0.0.1:9', code: 'x', name: 'New' };
  await expect(startServices({ dataFolder: join(folder, 'new'), enrolment })).rejects.toThrow(/cannot be reached/);
});
