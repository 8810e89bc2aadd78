import { join } from 'node:path';
import { deskFolder, desksFolder, root } from './paths.ts';
import { isEnrolled } from './desk-process.ts';
import { enrolmentCode } from './enrolment-code.ts';
import { holdLock } from './hold-lock.ts';
import { sayWhere } from './keep-desk.ts';
import { lodgePlaceOf } from './lodge-place.ts';
import { CannotLaunch, isServing, readServerFile } from './lodge-server.ts';
import { makeRenderer } from './make-builds.ts';
import { say } from './say.ts';
import { showDesk } from './show-desk.ts';
import { type DeskOptions, deskOptions } from './start-options.ts';
import { type Endings, runProgram } from './until-stopped.ts';

/*
 * `npm run desk -- --name B [--server URL --code CODE] [--port N] [--black-box FOLDER]`: one more desk, with its own data and port, at the server
 * of this machine or at the one that is named. Enrolled once, it starts without the line too.
 */

async function run(options: DeskOptions, ends: Endings, finish: (why: string) => void): Promise<void> {
  const folder = deskFolder(options.name);
  const lock = holdLock(join(desksFolder, `${options.name}.lock`));
  if (lock === undefined) throw new CannotLaunch(`Desk ${options.name} is running already.`);
  ends.add(() => Promise.resolve(lock.release()));
  const at = isEnrolled(folder)
    ? { server: options.server ?? readServerFile()?.url, code: options.code }
    : await enrolmentFor(options);
  await makeRenderer(root);
  const desk = await showDesk(
    {
      folder,
      name: `Desk ${options.name}`,
      ...at,
      port: options.port,
      usualPort: usualPort(options.name),
      blackBox: options.blackBox,
    },
    options.open,
  );
  ends.add(() => desk.child.stop(10_000));
  say();
  say(`  Desk ${options.name}:`);
  say();
  sayWhere(desk);
  say();
  void desk.child.ended.then((how) => finish(`The desk has ended (${how}).`));
}

async function enrolmentFor({ server, code, property }: DeskOptions): Promise<{ server: string; code: string }> {
  if (server !== undefined && code !== undefined) return { server, code };
  if (server !== undefined || code !== undefined)
    throw new CannotLaunch('A desk of another server needs both --server and --code.');
  const file = readServerFile();
  if (file === undefined || !(await isServing(file.url)))
    throw new CannotLaunch('The server is not running, and a new desk needs it once. Start the lodge first: npm start');
  return { server: file.url, code: await enrolmentCode(file, await lodgePlaceOf(property)) };
}

/** 4701 for B, 4702 for C and so on; any free one for a longer name. */
function usualPort(name: string): number {
  return /^[A-Za-z]$/.test(name) ? 4700 + name.toUpperCase().charCodeAt(0) - 65 : 0;
}

await runProgram((ends, finish) => run(deskOptions(process.argv.slice(2)), ends, finish), 'Stopping the desk.');
