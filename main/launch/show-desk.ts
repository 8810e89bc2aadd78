import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { type DeskOrder, type RunningDesk, deskFlags, startDesk } from './desk-process.ts';
import { electronBinary, hasScreen, surroundings, whyNoWindow } from './desktop.ts';
import { makeMain } from './make-builds.ts';
import { openBrowser } from './open-browser.ts';
import { home, root } from './paths.ts';
import { say } from './say.ts';

/** A desk as it is shown: in a window of its own, or at an address for a browser. */
export type ShownDesk =
  | { readonly kind: 'window'; readonly child: Child }
  | ({ readonly kind: 'address' } & RunningDesk);

/** Shows the desk in Electron's window where that can be had, else in the browser host. It never fails for want of a window. */
export async function showDesk(order: DeskOrder, open: boolean): Promise<ShownDesk> {
  const binary = open && order.port === undefined ? await windowProgram() : undefined;
  if (binary !== undefined) return { kind: 'window', child: openWindow(binary, order) };
  const desk = await startDesk(order);
  if (open && hasScreen(surroundings())) openBrowser(desk.link);
  return { kind: 'address', ...desk };
}

async function windowProgram(): Promise<string | undefined> {
  if (whyNoWindow(surroundings()) !== undefined) return undefined;
  const binary = await electronBinary(root, join(home, 'no-electron'));
  if (binary === undefined) return undefined;
  try {
    await makeMain(root);
    return binary;
  } catch (error) {
    say(
      `The window cannot be built, so the desk is shown in a browser: ${error instanceof Error ? error.message : ''}`,
    );
    return undefined;
  }
}

function openWindow(binary: string, order: DeskOrder): Child {
  return startChild({
    command: binary,
    args: [root, ...deskFlags(order)],
    logFile: join(order.folder, 'window.log'),
  });
}
