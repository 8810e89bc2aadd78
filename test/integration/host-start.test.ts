import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { socketWire } from '#main/hosts/socket-wire.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { freePort } from '#test/support/free-port.ts';

const root = resolve(import.meta.dirname, '../..');

/** A program of the terminal as a person sees it: its words, and its end. */
interface Terminal {
  readonly process: ChildProcess;
  words(): string;
  ended: Promise<number | null>;
}

let home: string;
let serverPort: number;
const terminals: Terminal[] = [];

function run(program: string, ...args: string[]): Terminal {
  const child = spawn(process.execPath, [join(root, 'main/launch', program), '--no-open', ...args], {
    cwd: root,
    env: { ...process.env, CAIRN_HOME: home, CAIRN_SERVER_PORT: String(serverPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stdout.on('data', (data: Buffer) => (words += data.toString()));
  child.stderr.on('data', (data: Buffer) => (words += data.toString()));
  const terminal = {
    process: child,
    words: () => words,
    ended: new Promise<number | null>((done) => child.once('close', (code) => done(code))),
  };
  terminals.push(terminal);
  return terminal;
}

/** The first match in what a program says; fails with its words when it ends before. */
async function said(terminal: Terminal, pattern: RegExp): Promise<string> {
  let over = false;
  void terminal.ended.then(() => (over = true));
  return expect
    .poll(() => pattern.exec(terminal.words())?.[0] ?? (over ? `ended: ${terminal.words()}` : undefined), {
      timeout: 240_000,
      interval: 50,
    })
    .toEqual(expect.stringMatching(pattern))
    .then(() => pattern.exec(terminal.words())?.[0] ?? '');
}

const link = (terminal: Terminal) => said(terminal, /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/);

/** Comes in by the printed address and signs in, as a browser would. */
async function signIn(address: string, name: string, pin: string): Promise<Client> {
  const { origin, host } = new URL(address);
  const given = await fetch(address, { redirect: 'manual' });
  expect(given.status).toBe(303);
  const cookie = given.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(origin, { headers: { cookie } });
  expect(await page.text()).toContain('<div id="root">');
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { cookie, origin } });
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
  const client = createClient(socketWire(socket));
  const user = async () => (await client.call('session.get', {})).users.find((known) => known.name === name);
  await expect.poll(user, { timeout: 60_000 }).toBeDefined();
  const session = await client.call('session.signIn', { userId: (await user())?.id ?? '', pin });
  expect(session.user?.name).toBe(name);
  return client;
}

/** Every process that works under this test's folder. */
function processesHere(): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => {
      try {
        return (readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8')).includes(
          home,
        );
      } catch {
        return false;
      }
    });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cairn-start-'));
  serverPort = await freePort();
});

afterAll(async () => {
  for (const terminal of terminals) {
    terminal.process.kill('SIGINT');
    await terminal.ended;
  }
  rmSync(home, { recursive: true, force: true });
});

describe.skipIf(!existsSync('/proc'))('one line to a working lodge', () => {
  const guest = { name: 'Wanda Walkin', country: 'PL', phone: '', email: '', vip: false, note: '' };

  test('the first start makes it, a second desk joins, the second start keeps it, and nothing is left behind', async () => {
    const start = run('start.ts');
    const desk = await signIn(await link(start), 'Sabina Gurung', '240011');
    expect(start.words()).toContain('240011  Sabina Gurung, front desk');
    expect((await desk.call('today.get', {})).arrivals.length).toBeGreaterThan(3);
    expect(await desk.call('command.run', { name: 'addGuest', draft: guest })).toMatchObject({ ok: true });

    const other = run('start.ts');
    expect(await other.ended).toBe(1);
    expect(other.words()).toContain('running already');

    const second = run('desk.ts', '--name', 'B');
    const deskB = await signIn(await link(second), 'Bikash Rai', '240022');
    expect((await deskB.call('lodge.get', {})).desk.code).toBe('B');
    await expect
      .poll(async () => (await deskB.call('guests.find', { text: 'wanda', limit: 5 })).length, { timeout: 60_000 })
      .toBe(1);
    const fresh = run('start.ts', '--fresh');
    expect(await fresh.ended).toBe(1);

    const taken = run('desk.ts', '--name', 'C', '--port', String(serverPort));
    expect(await taken.ended).toBe(1);
    expect(taken.words()).toMatch(/Port \d+ is taken/);

    second.process.kill('SIGINT');
    expect(await second.ended).toBe(0);
    start.process.kill('SIGINT');
    expect(await start.ended).toBe(0);
    expect(processesHere()).toEqual([]);

    const again = run('start.ts');
    const client = await signIn(await link(again), 'Sabina Gurung', '240011');
    expect((await client.call('guests.find', { text: 'wanda', limit: 5 }))[0]?.name).toBe('Wanda Walkin');
    await expect.poll(async () => (await client.call('sync.get', {})).line.state, { timeout: 60_000 }).toBe('online');

    // As when the terminal dies with everything in it: whoever started is gone without a word.
    again.process.kill('SIGKILL');
    await again.ended;
    await expect.poll(processesHere, { timeout: 60_000 }).toEqual([]);
  }, 600_000);
});
