import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deskFolder, desksFolder, home, root, serverFolder } from './paths.ts';
import { enrolmentCode } from './enrolment-code.ts';
import { isEnrolled } from './desk-process.ts';
import { holdLock } from './hold-lock.ts';
import { sayWhere } from './keep-desk.ts';
import { type LodgePlace, lodgePlaceOf, rememberPlace, rememberedPlace } from './lodge-place.ts';
import { CannotLaunch, type ServerFile, startLodgeServer } from './lodge-server.ts';
import { makeRenderer } from './make-builds.ts';
import { say, sayPeople } from './say.ts';
import { showDesk } from './show-desk.ts';
import { type StartOptions, startOptions } from './start-options.ts';
import { type Endings, runProgram } from './until-stopped.ts';

/*
 * `npm start`: a whole lodge on a bare machine. Postgres and the server, the demonstration lodge where there is none, the
 * screens where they are not built, and desk A. What was made stays under `.cairn`; Ctrl+C ends all that was started.
 */

const DESK_PORT = 4700;

async function run(options: StartOptions, ends: Endings, finish: (why: string) => void): Promise<void> {
  const began = performance.now();
  const lock = holdLock(join(home, 'start.lock'));
  if (lock === undefined)
    throw new CannotLaunch('The lodge is running already: another start holds it. Stop that one first (Ctrl+C there).');
  ends.add(() => Promise.resolve(lock.release()));
  if (options.fresh) await beginAnew();

  const folder = deskFolder(deskName(options.property));
  // An enrolled desk needs no server to begin: it works from its replica, and the server comes up beside it.
  const known = isEnrolled(folder) ? rememberedPlace(folder) : undefined;
  if (known === undefined) say('Making the lodge. The first start takes a moment.');
  const server = await startLodgeServer();
  ends.add(server.stop);
  const built = makeRenderer(root);
  built.catch(() => undefined);
  const { place, code } =
    known === undefined ? await firstTime(await server.serving, options, folder) : { place: known };
  const url = server.url ?? (await server.serving).url;
  await built;
  const desk = await showDesk(
    {
      folder,
      name: 'Front desk',
      server: url,
      code,
      port: options.port,
      usualPort: DESK_PORT,
      blackBox: options.blackBox,
    },
    options.open,
  );
  ends.add(() => desk.child.stop(10_000));
  rememberPlace(folder, place);

  const { property, people } = place;
  say();
  say(`  ${property} is ready (${((performance.now() - began) / 1000).toFixed(1)} s). The desk:`);
  say();
  sayWhere(desk);
  say();
  say('  Sign in as');
  sayPeople(people);
  say();
  say('  A second desk: npm run desk -- --name B        All of it ends with Ctrl+C.');
  say();

  void desk.child.ended.then((how) => finish(`The desk has ended (${how}).`));
  void server.child.ended.then((how) => {
    if (!ends.begun())
      say(`The server has ended (${how}). The desk works on without it; start again to bring it back.`);
  });
}

/** Each property has a desk A of its own, since a replica holds one lodge. */
function deskName(property: string | undefined): string {
  return property === undefined ? 'A' : `A-${property.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}`;
}

/** Finds or makes the lodge, and gets the code with which its first desk enrols. */
async function firstTime(
  file: ServerFile,
  { property, businessDate }: StartOptions,
  folder: string,
): Promise<{ place: LodgePlace; code?: string }> {
  const place = await lodgePlaceOf(property, businessDate);
  return isEnrolled(folder) ? { place } : { place, code: await enrolmentCode(file, place) };
}

/** Removes the server's data and every desk's; refuses while another desk is at work on its own. */
async function beginAnew(): Promise<void> {
  for (const file of await locksIn(desksFolder)) {
    const lock = holdLock(join(desksFolder, file));
    if (lock === undefined)
      throw new CannotLaunch(
        `Desk ${file.replace('.lock', '')} is at work on this lodge. Stop it before beginning anew.`,
      );
    lock.release();
  }
  for (const folder of [serverFolder, desksFolder]) await rm(folder, { recursive: true, force: true });
  say(`Begun anew: what was in ${basename(home)} is gone.`);
}

async function locksIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.lock'));
}

await runProgram((ends, finish) => run(startOptions(process.argv.slice(2)), ends, finish), 'Stopping the lodge.');
