import { expect, test } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#main/launch/paths.ts';
import { freePort } from '#test/support/free-port.ts';
import { DeskWindow } from './pages/desk-window.ts';

/** `npm start` on a folder of its own, with what it prints. */
class Start {
  readonly process: ChildProcess;
  #said = '';

  constructor(home: string, serverPort: number, deskPort: number) {
    this.process = spawn(
      process.execPath,
      [join(root, 'main/launch/start.ts'), '--no-open', '--port', String(deskPort)],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, CAIRN_HOME: home, CAIRN_SERVER_PORT: String(serverPort) },
      },
    );
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (data: Buffer) => (this.#said += data.toString()));
  }

  async address(): Promise<string> {
    await expect.poll(() => this.#said, { timeout: 240_000, message: 'an address is printed' }).toMatch(/Sign in as/);
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(this.#said)?.[0];
    if (address === undefined) throw new Error(`no address in:\n${this.#said}`);
    return address;
  }

  /** Ctrl+C; the code with which it ends. */
  async end(): Promise<number | null> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGINT');
    const [code] = await exited;
    return typeof code === 'number' ? code : null;
  }
}

/** Every process that has to do with a folder: by its command line, or by what it was started with. */
async function processesOf(folder: string): Promise<string[]> {
  const own = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    own.map(async (pid) => {
      const [command, environment] = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      return `${command}${environment}`.includes(folder) ? `${pid} ${(command ?? '').replaceAll('\0', ' ')}` : '';
    }),
  );
  return found.filter(Boolean);
}

test('npm start shows a working lodge; Ctrl+C ends all it began; a second start keeps the data', async ({
  context,
}) => {
  test.skip(process.platform !== 'linux', 'what runs is read from /proc');
  // Twice everything from nothing: Postgres, server, lodge, desk.
  test.setTimeout(600_000);
  const home = await mkdtemp(join(tmpdir(), 'cairn-start-'));
  await chmod(home, 0o755);
  const [serverPort, deskPort] = [await freePort(), await freePort()];
  let start = new Start(home, serverPort, deskPort);
  try {
    const first = new DeskWindow(await context.newPage());
    await first.page.goto(await start.address());
    await first.signIn.signIn('frontDesk');
    await expect(first.today.arrival('Dr Amara Okafor')).toBeVisible();
    await first.page.getByRole('button', { name: 'Check in Dr Amara Okafor to 101' }).click();
    await expect(first.today.arrival('Dr Amara Okafor')).toHaveCount(0);
    await first.sync.settled();
    expect((await processesOf(home)).length).toBeGreaterThan(2);
    expect(await start.end()).toBe(0);
    expect(await processesOf(home)).toEqual([]);
    await first.page.close();

    start = new Start(home, serverPort, deskPort);
    const second = new DeskWindow(await context.newPage());
    await second.page.goto(await start.address());
    await second.signIn.signIn('frontDesk');
    await expect(second.today.arrival('James Whitfield')).toBeVisible();
    await expect(second.today.arrival('Dr Amara Okafor')).toHaveCount(0);
    await second.sync.settled();
    expect(await start.end()).toBe(0);
    expect(await processesOf(home)).toEqual([]);
  } finally {
    if (start.process.exitCode === null) await start.end();
    await rm(home, { recursive: true, force: true });
  }
});
