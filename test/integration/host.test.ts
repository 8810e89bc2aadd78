import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openDoor } from '#main/hosts/door.ts';
import { startServices } from '#main/services/services.ts';
import { openStore } from '#main/store/open-store.ts';
import { createClient } from '#shared/rpc/client.ts';
import { contract } from '#shared/rpc/contract.ts';
import { wirePair } from '#shared/rpc/wire.ts';
import { BUSINESS_DATE, aProperty, deskA } from './host-rows.ts';
import { type HostStand, PIN, SABINA, aHostStand, ask } from './host-stand.ts';

let stand: HostStand;
beforeAll(async () => {
  stand = await aHostStand();
});
afterAll(() => stand.stop());

describe('the way in', () => {
  test('a link opens one browser, once, and leaves no token in the address', async () => {
    const path = stand.linkPath();
    const first = await stand.get(path);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(new RegExp(`^cairn-${stand.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/`));
    expect((await stand.get(path)).status).toBe(403);
    expect((await stand.get('/?token=guess')).status).toBe(403);
    expect((await stand.get('/', { cookie: cookie.split(';')[0] ?? '' })).body).toContain('<title>Cairn</title>');
  });

  test('without a key nothing is shown', async () => {
    expect((await stand.get('/')).status).toBe(403);
    expect((await stand.get('/assets/index-a1b2c3d4.js')).status).toBe(403);
    expect((await stand.get('/', { cookie: `cairn-${stand.port}=${'x'.repeat(43)}` })).status).toBe(403);
  });

  test('a token grows old, a cookie outlives a restart of the host, and neither is kept as it is', () => {
    let clock = 0;
    const file = join(stand.folder, 'another-door.json');
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
    const cookie = await stand.comeIn();
    const page = await stand.get('/', { cookie });
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect((await stand.get('/assets/index-a1b2c3d4.js', { cookie })).headers['cache-control']).toContain('immutable');
    expect((await stand.get('/', { cookie }, 'HEAD')).body).toBe('');
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
    const answer = await stand.get(path, { cookie: await stand.comeIn() });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('secret');
  });

  test('another name than this host’s is not answered (DNS rebinding), nor another method', async () => {
    const cookie = await stand.comeIn();
    expect((await stand.get('/', { cookie, host: `evil.example:${stand.port}` })).status).toBe(421);
    expect((await stand.get('/', { cookie, host: `127.0.0.1:${stand.port + 1}` })).status).toBe(421);
    expect((await stand.get('/', { cookie, host: `localhost:${stand.port}` })).status).toBe(200);
    expect((await stand.get('/', { cookie }, 'POST')).status).toBe(405);
  });
});

describe('the wire', () => {
  test('opens for a page of this host with a key, and for nobody else', async () => {
    const cookie = await stand.comeIn();
    expect(await stand.dial({ origin: stand.origin })).toBe(401);
    expect(await stand.dial({ cookie })).toBe(403);
    expect(await stand.dial({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await stand.dial({ cookie, origin: `http://127.0.0.1:${stand.port + 1}` })).toBe(403);
    expect(
      await stand.dial({ cookie, origin: `http://evil.example:${stand.port}`, host: `evil.example:${stand.port}` }),
    ).toBe(421);
    expect(await stand.dial({ cookie, origin: stand.origin }, '/other')).toBe(404);
    expect(await stand.dial({ cookie, origin: stand.origin })).toBeInstanceOf(WebSocket);
  });

  test('nobody signed in: session calls are answered, every other is refused', async () => {
    const client = await stand.window();
    const { session, users, property } = await client.call('session.get', {});
    expect(session.user).toBeNull();
    expect(users.map((user) => user.name)).toEqual(['Sabina Gurung']);
    expect(property).toBe('Dhampus Ridge Lodge');
    const others = Object.keys(contract).filter((method) => !method.startsWith('session.'));
    expect(others.length).toBeGreaterThan(10);
    const socket = await stand.openSocket();
    for (const [at, method] of others.entries()) {
      const answer = await ask(socket, JSON.stringify({ id: at + 1, method, input: {} }));
      expect([method, answer.ok ? 'answered' : answer.error.code]).toEqual([method, 'not-signed-in']);
    }
  });

  test('signed in, the lodge is there; locked, it is not', async () => {
    const client = await stand.signedIn();
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
    const [here, there] = [await stand.signedIn(), await stand.signedIn()];
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

test('a second desk on the same data is refused in words [S19]', async () => {
  await expect(startServices({ dataFolder: join(stand.folder, 'desk') })).rejects.toThrow(
    /already working with this desk's data/,
  );
});

test('[S11] until the first sync is complete nobody works on part of a lodge', async () => {
  const store = openStore({ file: join(stand.folder, 'part/replica.db') });
  store.transaction(() => {
    store.meta.set('identity', deskA);
    store.place([aProperty()]);
  });
  store.close();
  const part = await startServices({ dataFolder: join(stand.folder, 'part') });
  const [here, there] = wirePair();
  part.join(there);
  const client = createClient(here);
  expect(await client.call('session.get', {})).toMatchObject({ session: { user: null }, users: [] });
  expect((await client.call('session.signIn', { userId: SABINA, pin: PIN })).user).toBeNull();
  part.stop();
});

test('a desk that is not enrolled says what it needs', async () => {
  await expect(startServices({ dataFolder: join(stand.folder, 'new') })).rejects.toThrow(/not enrolled/);
  const enrolment = { server: 'http://127.0.0.1:9', code: 'x', name: 'New' };
  await expect(startServices({ dataFolder: join(stand.folder, 'new'), enrolment })).rejects.toThrow(
    /cannot be reached/,
  );
});
