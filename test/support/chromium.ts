import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Flags under which a headless Chromium stays quiet and runs as root. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium is: `CHROMIUM_PATH`, the system's, or Playwright's own; undefined where there is none. */
export function findChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && existsSync(given)) return given;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found !== '') return found;
  }
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** Finds a Chromium or installs one: Playwright's own, else the system's package when root. Says plainly what it did. */
export function provideChromium(say: (text: string) => void): string | undefined {
  const found = findChromium();
  if (found !== undefined) return found;
  say('No Chromium here: trying Playwright’s own.');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 180_000,
  });
  const own = findChromium();
  if (own !== undefined) return own;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('Trying the system’s package.');
    try {
      execFileSync('sh', ['-c', 'apt-get update -qq && apt-get install -y -qq chromium'], {
        stdio: 'ignore',
        timeout: 600_000,
      });
    } catch {
      say('The system’s package could not be installed.');
    }
  }
  return findChromium();
}
