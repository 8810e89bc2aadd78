import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { aRow, idFor } from '#test/integration/host-rows.ts';
import { hashPin } from '#shared/kernel/pin.ts';
import { type Store, openStore } from '#main/store/open-store.ts';
import { waitAfter } from './lock-out.ts';
import { type Sessions, newWindow, openSessions } from './session.ts';

const SABINA = idFor('user Sabina');
const BIKASH = idFor('user Bikash');
const PRAKASH = idFor('user Prakash');
let folder: string;
let store: Store;
let clock: string;
let hash: string;

beforeAll(async () => {
  hash = await hashPin('246810', new TextEncoder().encode('a salt of 16 byt'));
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-session-'));
  store = openStore({ file: join(folder, 'replica.db') });
  clock = '2026-11-20T05:00:00.000Z';
  const user = (id: string, name: string, role: 'frontDesk' | 'manager' = 'frontDesk') =>
    aRow('user', id, { name, initials: name.slice(0, 2), role, pinHash: hash, active: true });
  store.transaction(() =>
    store.place([user(SABINA, 'Sabina'), user(BIKASH, 'Bikash'), user(PRAKASH, 'Prakash', 'manager')]),
  );
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): Sessions => openSessions({ db: store.db, memory: store.meta, now: () => clock });

test('[U1] a PIN signs in at its window and at no other; nothing but session calls is admitted before', async () => {
  const sessions = open();
  const [here, there] = [newWindow(), newWindow()];
  expect(() => sessions.admit('today.get', here)).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
  expect(() => sessions.admit('session.signIn', here)).not.toThrow();
  expect(await sessions.signIn(here, SABINA, '246810')).toMatchObject({ user: { name: 'Sabina' }, locked: false });
  expect(() => sessions.admit('today.get', here)).not.toThrow();
  expect(() => sessions.admit('today.get', there)).toThrow(/nobody is signed in/);
});

test('[S12] [S16] while the replica is not whole a code for the desk needs no person; once it is, it does', () => {
  const sessions = open();
  const window = newWindow();
  expect(() => sessions.admit('desk.enterCode', window)).not.toThrow();
  expect(() => sessions.admit('sync.setLine', window)).toThrow(/nobody is signed in/);
  store.meta.set('firstSync', { rows: 3, complete: false });
  expect(() => sessions.admit('desk.enterCode', window)).not.toThrow();
  store.meta.set('firstSync', { rows: 9, complete: true });
  expect(() => sessions.admit('desk.enterCode', window)).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
});

test('[U1] a locked window answers nothing until its PIN', async () => {
  const sessions = open();
  const window = newWindow();
  await sessions.signIn(window, SABINA, '246810');
  expect(sessions.lock(window)).toMatchObject({ user: { name: 'Sabina' }, locked: true });
  expect(() => sessions.admit('command.run', window)).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
  expect(await sessions.signIn(window, SABINA, '111111')).toMatchObject({ locked: true });
  expect(await sessions.signIn(window, SABINA, '246810')).toMatchObject({ locked: false });
});

test('[U1] five wrong PINs lock the person out, longer with each further one, and a restart changes nothing', async () => {
  const window = newWindow();
  let sessions = open();
  for (let attempt = 1; attempt <= 4; attempt++)
    expect((await sessions.signIn(window, SABINA, '000000')).lockedOutUntil).toBeNull();
  expect((await sessions.signIn(window, SABINA, '000000')).lockedOutUntil).toBe('2026-11-20T05:00:30.000Z');

  store.close();
  store = openStore({ file: join(folder, 'replica.db') });
  sessions = open();
  expect(await sessions.signIn(window, SABINA, '246810')).toEqual({
    user: null,
    locked: false,
    lockedOutUntil: '2026-11-20T05:00:30.000Z',
  });
  expect((await sessions.signIn(window, BIKASH, '246810')).user?.name).toBe('Bikash');

  clock = '2026-11-20T05:00:31.000Z';
  expect((await sessions.signIn(window, SABINA, '000000')).lockedOutUntil).toBe('2026-11-20T05:01:31.000Z');
  clock = '2026-11-20T05:01:32.000Z';
  expect((await sessions.signIn(window, SABINA, '246810')).user?.name).toBe('Sabina');
  expect((await sessions.signIn(window, SABINA, '000000')).lockedOutUntil).toBeNull();
});

test('[U1] many attempts at once share the free tries', async () => {
  const sessions = open();
  const tries = Array.from({ length: 8 }, () => sessions.signIn(newWindow(), SABINA, '000000'));
  await Promise.all(tries);
  expect((await sessions.signIn(newWindow(), SABINA, '246810')).user).toBeNull();
  expect(store.meta.get('lockOut')).toMatchObject({ [SABINA]: { failures: 5 } });
});

test('[U1] a right taken away ends the session, and a stranger leaves no trace', async () => {
  const sessions = open();
  const window = newWindow();
  await sessions.signIn(window, SABINA, '246810');
  const gone = { name: 'Sabina', initials: 'SA', role: 'frontDesk', pinHash: hash, active: false } as const;
  store.transaction(() => store.place([aRow('user', SABINA, gone)]));
  expect(sessions.view(window).user).toBeNull();
  expect(() => sessions.admit('today.get', window)).toThrow(/nobody is signed in/);
  expect((await sessions.signIn(window, 'nobody', '246810')).user).toBeNull();
  expect(store.meta.get('lockOut') ?? {}).toEqual({});
});

test('the wait doubles and stays under an hour', () => {
  expect([4, 5, 6, 7, 20, 5000].map(waitAfter)).toEqual([0, 30_000, 60_000, 120_000, 3_600_000, 3_600_000]);
});

test('[U1] a manager’s PIN lets a colleague try again at every window; nobody lifts their own wait', async () => {
  const sessions = open();
  const wrong = async (userId: string) => {
    for (let attempt = 0; attempt < 5; attempt++) await sessions.signIn(newWindow(), userId, '000000');
  };
  await wrong(SABINA);
  const no = (reason: string) => ({ ok: false, reason, lockedOutUntil: null });
  expect(await sessions.letTry(SABINA, BIKASH, '246810')).toEqual(no('no-right'));
  expect(await sessions.letTry(SABINA, SABINA, '246810')).toEqual(no('no-right'));
  expect(await sessions.letTry(SABINA, PRAKASH, '111111')).toEqual(no('wrong-pin'));
  expect((await sessions.signIn(newWindow(), SABINA, '246810')).user).toBeNull();
  expect(await sessions.letTry(SABINA, PRAKASH, '246810')).toEqual({ ok: true });
  expect((await sessions.signIn(newWindow(), SABINA, '246810')).user?.name).toBe('Sabina');

  // Guessing the manager's PIN here is no way around the manager's own wait.
  await wrong(SABINA);
  for (let attempt = 0; attempt < 5; attempt++) await sessions.letTry(SABINA, PRAKASH, '000000');
  expect(await sessions.letTry(SABINA, PRAKASH, '246810')).toMatchObject({ ok: false, reason: 'locked-out' });
  expect(await sessions.letTry(PRAKASH, PRAKASH, '246810')).toEqual(no('no-right'));
});
