import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '#main/launch/paths.ts';
import { SignInPage } from '#test/e2e/pages/sign-in.ts';
import { TodayPage } from '#test/e2e/pages/today.ts';
import { freePort } from '#test/support/free-port.ts';
import { openChromium } from './calendar/open-chromium.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground.ts';

const patienceMs = 240_000;

/** `npm start` for the second time on a lodge of its own, until its Today can be worked with in Chromium. */
export async function warmStart(ground: Ground): Promise<Figure[]> {
  const home = join(ground.folder, 'home');
  await mkdir(home, { recursive: true });
  const [serverPort, deskPort] = [await freePort(), await freePort()];
  const first = await startOnce(home, serverPort, deskPort);
  await first.stop();
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    const began = performance.now();
    const second = await startOnce(home, serverPort, deskPort);
    try {
      const addressMs = performance.now() - began;
      await page.goto(second.link);
      const signIn = new SignInPage(page);
      await signIn.signIn('manager');
      const today = new TodayPage(page);
      await today.arrivals.getByRole('row').nth(1).waitFor({ timeout: 60_000 });
      const seconds = (performance.now() - began) / 1000;
      return [
        {
          part: 'start',
          name: 'warm start to a usable Today',
          value: seconds,
          unit: 's',
          bound: { value: first.seconds, what: 'the first start of the same lodge, to its address' },
          target: { below: 5 },
          note: `its address after ${(addressMs / 1000).toFixed(1)} s; signing in by PIN included`,
        },
      ];
    } finally {
      await second.stop();
    }
  } finally {
    await browser.close();
  }
}

interface Started {
  readonly link: string;
  /** Until the address was printed. */
  readonly seconds: number;
  /** Ctrl+C, as a terminal sends it; settles when all is ended. */
  stop(): Promise<void>;
}

async function startOnce(home: string, serverPort: number, deskPort: number): Promise<Started> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--', '--no-open', '--port', String(deskPort)], {
    cwd: root,
    // A group of its own, so that Ctrl+C can be sent to it as a terminal does.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CAIRN_HOME: home,
      CAIRN_SERVER_PORT: String(serverPort),
      ELECTRIC_URL: '',
      DATABASE_URL: '',
    },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  };
  try {
    const link = await printedLink(child);
    return { link, seconds: (performance.now() - began) / 1000, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`npm start printed no address:\n${text}`)), patienceMs);
    const hear = (data: Buffer) => {
      text += data.toString();
      const link = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text)?.[0];
      if (link === undefined) return;
      clearTimeout(late);
      resolve(link);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
    child.once('close', () => {
      clearTimeout(late);
      reject(new Error(`npm start ended:\n${text}`));
    });
  });
}
