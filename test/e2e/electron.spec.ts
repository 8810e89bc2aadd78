import { _electron as electron, expect, test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMain } from '#main/launch/make-builds.ts';
import { root } from '#main/launch/paths.ts';
import { enrolmentCode } from '#main/launch/enrolment-code.ts';
import { openHouse } from './house/house.ts';
import { readTemplate } from './house/template.ts';
import { DeskWindow } from './pages/desk-window.ts';

/** Electron's program where its package was fetched: it keeps its path beside itself. */
function electronProgram(): string | undefined {
  const folder = join(root, 'node_modules/electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(program) ? program : undefined;
}

const program = electronProgram();
const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const why =
  program === undefined
    ? 'Electron’s program is not on this machine: its package could not fetch it'
    : hasScreen
      ? ''
      : 'this machine has no screen for Electron’s window';

// Playwright reads from this pattern what a test needs: nothing.
// oxlint-disable-next-line no-empty-pattern
test('the desk in Electron’s window shows the lodge', async ({}, info) => {
  if (why !== '') console.log(`skipped: ${info.title}: ${why}`);
  test.skip(why !== '', why);
  test.setTimeout(180_000);
  await makeMain(root);
  const house = await openHouse();
  try {
    const { demo } = await readTemplate();
    const code = await enrolmentCode(house.server.file, demo);
    const app = await electron.launch({
      ...(program === undefined ? {} : { executablePath: program }),
      args: [
        root,
        `--data=${info.outputPath('desk')}`,
        '--name=Desk W',
        `--server=${house.server.file.url}`,
        `--code=${code}`,
      ],
    });
    const window = new DeskWindow(await app.firstWindow());
    await window.signIn.signIn('frontDesk');
    await expect(window.today.arrival('Dr Amara Okafor')).toBeVisible();
    await app.close();
  } finally {
    await house.stop();
  }
});
