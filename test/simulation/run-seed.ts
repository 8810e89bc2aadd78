import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chanceOf } from './chance.ts';
import { rollDay } from './deeds.ts';
import { beginNextEpoch, hasTwin, newDesk } from './enrolled.ts';
import { onDesks, onServer } from './incidents.ts';
import { breachesIn, breachesOn, unequal } from './invariants.ts';
import { laterOnDesks, laterOnServer, onCrowds } from './later-incidents.ts';
import { firstDay, openLodge } from './lodge.ts';
import { fair } from './network.ts';
import { type Run, actAtServer, doAt, note } from './run.ts';
import { openReleases } from './releases.ts';
import { jobRound } from './rounds.ts';
import { countInventory } from './inventory-counts.ts';
import { whatWasSaid } from './said.ts';
import { scheduleFrom } from './schedule.ts';
import { servedRows, takenEnvelopes } from './served.ts';
import { signIn } from './sign-ins.ts';
import { streamsOf } from './streams.ts';
import { tallyOf } from './tally.ts';
import type { TheServer } from './the-server.ts';

export interface SeedOptions {
  readonly seed: number;
  /** Without what the simulation came to try later, as seeds were that found something before: the same draws, so the same run. */
  readonly plain?: boolean;
  readonly desks: number;
  readonly days: number;
  /** Where the disks of its desks are for as long as it runs. */
  readonly folder: string;
}

/** What one seed came to. */
export interface SeedResult {
  readonly seed: number;
  /** Every rule that was found broken; none where all is well. */
  readonly breaches: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly log: readonly string[];
  /** What the server's rows come to in the end, entity by entity. */
  readonly digests: Readonly<Record<string, unknown>>;
  readonly ms: number;
}

/** In every third seed requests meet in the server, and some desks follow open streams: how those fall out is the machine's chance, so that such a seed need not replay alike. */
export function isCrowd(seed: number): boolean {
  return seed % 3 === 2;
}

/** Entities of which no column is sealed or covers what is. */
const plain = ['property', 'room', 'roomType', 'roomBlock', 'slot', 'occupancy', 'journalEntry', 'journalLine'];

const hour = 3_600_000;
const day = 24 * hour;
/** The clock of the jobs, much slower than the server's: hundreds of rounds a day in which nothing is due show nothing. */
const jobsEvery = 2 * hour;
/** As long as lines may need to come back, and retries to fall due. */
const healing = 2 * day;

/** Runs one seed against the server, in a tenant of its own: days of work and of bad luck, then a quiet time, then the checks. */
export async function runSeed(server: TheServer, options: SeedOptions): Promise<SeedResult> {
  const began = performance.now();
  const folder = join(options.folder, `seed-${options.seed}`);
  mkdirSync(folder, { recursive: true });
  const chance = chanceOf(options.seed);
  const isCrowded = options.plain !== true && isCrowd(options.seed);
  const tally = tallyOf();
  const met = (many: number) => {
    tally.add('moments with several requests in the server at once');
    tally.add('requests that met others in the server', many);
  };
  const schedule = scheduleFrom(Date.parse(`${firstDay}T02:00:00.000Z`), { within: isCrowded ? 2000 : 0, met });
  server.setClock(() => schedule.now);
  await server.start();
  const run: Run = {
    chance,
    schedule,
    tally,
    server,
    lodge: await openLodge(server.side, chance, schedule.now, options.plain !== true),
    said: whatWasSaid(),
    desks: [],
    folder,
    log: [],
    found: [],
    answers: new Map(),
    hearing: new Set(),
    powerGoes: new Map(),
    releases: options.plain === true ? undefined : openReleases(folder),
    isCrowded,
    streams: streamsOf(),
    signInEnded: new Set(),
  };
  try {
    for (let n = 0; n < options.desks; n++) await newDesk(run, `desk ${n + 1}`);
    await schedule.until(schedule.now + 10 * 60_000);
    plan(run, options.days);
    await schedule.until(schedule.now + options.days * day);
    await heal(run);
    return await resultOf(run, options.seed, began);
  } catch (error) {
    // A run that cannot go on is a finding like any other, with its seed and its log.
    const breaches = [
      `it stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ...run.found,
    ];
    return {
      seed: options.seed,
      breaches,
      counts: run.tally.counts,
      log: run.log,
      digests: {},
      ms: performance.now() - began,
    };
  } finally {
    for (const desk of run.desks) desk.close();
    run.releases?.end();
    await server.start();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Draws for each day what happens when. */
function plan(run: Run, days: number): void {
  const { chance, schedule, desks } = run;
  const befall = (perDay: number, what: () => void | Promise<void>) => {
    for (let at = chance.wait(day / perDay, Infinity); at < days * day; at += chance.wait(day / perDay, Infinity))
      schedule.after(at, what);
  };
  for (const desk of desks) for (const [perDay, incident] of onDesks) befall(perDay, () => incident(run, desk));
  for (const [perDay, incident] of onServer) befall(perDay, () => incident(run));
  if (run.releases !== undefined) {
    for (const desk of desks) for (const [perDay, incident] of laterOnDesks) befall(perDay, () => incident(run, desk));
    for (const [perDay, incident] of laterOnServer) befall(perDay, () => incident(run));
    for (let at = jobsEvery; at < days * day; at += jobsEvery) schedule.after(at, () => jobRound(run));
  }
  if (run.isCrowded) for (const [perDay, incident] of onCrowds) befall(perDay, () => incident(run));
  for (let n = 1; n < days; n++) {
    const desk = chance.pick(desks);
    schedule.after(n * day - chance.below(4 * hour), () => desk && doAt(run, desk, rollDay));
  }
  for (let n = 1; n <= days; n++)
    schedule.after(n * day - 1, () => {
      for (const desk of run.desks) for (const { rule, found } of breachesOn(desk)) run.found.push(`${rule}: ${found}`);
    });
}

/** Everything comes back, as people bring it back: lines in, machines on, desks let in again; then time passes without anybody doing anything. */
async function heal(run: Run): Promise<void> {
  const { schedule, server, desks } = run;
  note(run, 'everything comes back');
  server.unbroken();
  await server.start();
  for (const desk of desks) {
    desk.wire.setIn(true);
    desk.wire.setWeather(fair);
    if (desk.store === undefined) desk.start();
    if (desk.store?.meta.get('lineOff') === true) desk.sync?.setLine(true);
    const code = desk.store?.identity()?.desk;
    if (code !== undefined) await actAtServer(run, 'readmitDesk', { code });
  }
  const until = schedule.now + healing;
  for (let hours = 1; schedule.now < until; hours++) {
    await schedule.until(schedule.now + hour);
    if (hours % 8 === 0) await jobRound(run);
    if (!server.up) await server.start();
    for (const desk of desks) {
      // A machine whose program was about to be started, or a line that was about to be put back.
      if (desk.store === undefined) desk.start();
      if (desk.store?.meta.get('lineOff') === true) desk.sync?.setLine(true);
      await signIn(run, desk);
    }
  }
  // Whoever restored an old copy sees what it is to the server now, and begins anew.
  for (const desk of desks) {
    const standing = desk.sync?.status().standing;
    if ((standing === 'branch' || standing === 'closed') && !hasTwin(run, desk)) await beginNextEpoch(run, desk);
  }
  await schedule.until(schedule.now + day / 2);
  await jobRound(run);
  // What was committed last is heard too.
  for (const desk of desks) desk.readFeedNow();
  await schedule.until(schedule.now + hour);
  // What streams bring takes its real time.
  for (let tries = 0; run.isCrowded && tries < 400 && !(await isQuiet(run)); tries++) {
    await pause(20);
    await schedule.until(schedule.now + 60_000);
  }
}

async function isQuiet({ server, lodge, desks }: Run): Promise<boolean> {
  const served = await servedRows(server.side, lodge.place);
  return desks.every((desk) => unequal(desk, served).length === 0);
}

async function resultOf(run: Run, seed: number, began: number): Promise<SeedResult> {
  const { server, lodge, said, desks } = run;
  const served = await servedRows(server.side, lodge.place);
  const taken = await takenEnvelopes(server.probe, lodge.place.propertyId);
  const breaches = [
    ...run.found,
    ...breachesIn({
      served,
      taken,
      said,
      desks,
      now: new Date(run.schedule.now).toISOString(),
      hasTours: lodge.tours !== undefined,
    }).map(({ rule, found }) => `${rule}: ${found}`),
    ...desks.flatMap(breachesOn).map(({ rule, found }) => `${rule}: ${found}`),
  ];
  for (const { kind } of served.of('exception')) run.tally.add(`exceptions at the server: ${kind}`);
  if (lodge.tours !== undefined) countInventory(run.tally, served, taken);
  // Where a person's texts are sealed [S29] the key is of the machine's own chance: of those rows only the number is compared.
  const digests = Object.fromEntries(
    Object.entries(served.digests()).map(([entity, digest]) => [entity, plain.includes(entity) ? digest : digest.rows]),
  );
  return { seed, breaches, counts: run.tally.counts, log: run.log, digests, ms: performance.now() - began };
}
