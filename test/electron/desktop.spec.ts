import { type ElectronApplication, type Page, _electron, expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installed, surroundings, whyNoWindow } from '../../main/launch/desktop.ts';
import { makeMain, makeRenderer } from '../../main/launch/make-builds.ts';
import { APP_ORIGIN } from '../../main/app/security.ts';
import { aLodgeOnDisk } from './lodge-on-disk.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = installed(root);
const why =
  binary === undefined
    ? 'the Electron binary is not installed (node node_modules/electron/install.js)'
    : whyNoWindow(surroundings());

// The list of results does not show why a test was skipped, and this must not pass in silence.
if (why !== undefined) console.info(`The desktop window was not tested: ${why}.`);

test.describe('the desktop window', () => {
  test.skip(why !== undefined, `skipped: ${why ?? ''}`);

  let folder: string;
  let app: ElectronApplication;
  let page: Page;

  test.beforeAll(async () => {
    await Promise.all([makeMain(root), makeRenderer(root)]);
    folder = mkdtempSync(join(tmpdir(), 'cairn-electron-'));
    await aLodgeOnDisk(join(folder, 'replica.db'));
    app = await _electron.launch({ executablePath: binary ?? '', args: [root, `--data=${folder}`], cwd: root });
    page = await app.firstWindow();
  });

  test.afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('shows our own page, with the wire and nothing of Node', async () => {
    await expect(page).toHaveURL(`${APP_ORIGIN}/index.html`);
    expect(await page.evaluate(() => typeof Reflect.get(window, 'cairn')?.connect)).toBe('function');
    expect(
      await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')]),
    ).toEqual(['undefined', 'undefined']);
  });

  test('goes nowhere else and opens nothing', async () => {
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
    await expect(page).toHaveURL(/^app:\/\/cairn\//);
    expect(app.windows()).toHaveLength(1);
  });

  test('a person signs in, the services answering over the port', async () => {
    await page.getByText('Sabina Gurung').first().click();
    await page.keyboard.type('246810');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Yuki Sato').first()).toBeVisible();
  });
});
