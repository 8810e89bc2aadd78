import { existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { looksEvery } from '#main/services/sync/give-back.ts';
import { type DeskSync, startSync } from '#main/services/sync/start-sync.ts';
import { longestSilence } from '#main/services/sync/watched-fetch.ts';
import type { World } from '#main/services/sync/world.ts';
import { openDesk } from '#main/store/open-desk.ts';
import type { Change, Store } from '#main/store/open-store.ts';
import { type Image, afterCut, imageOf, layDown } from '#test/support/power-cut.ts';
import type { Chance } from './chance.ts';
import type { Release } from './releases.ts';
import type { Wire } from './network.ts';
import type { Schedule } from './schedule.ts';

/** A desk's program on a machine: its two disks, its process while it runs, its clock, its line. */
export interface Installation {
  readonly name: string;
  readonly wire: Wire;
  /** The open replica; undefined while the program is not running. */
  readonly store: Store | undefined;
  readonly sync: DeskSync | undefined;
  /** How far this machine's clock is off, in milliseconds. */
  skew: number;
  /** Which release its program is of. */
  release: Release;
  /** Starts the program on what lies on its disks. */
  start(): void;
  /** Ends the process without a word: its files stay as they were written, its timers and what it waits for are gone. */
  kill(): void;
  /** Closes it as a person does. */
  close(): void;
  /** Runs `deed` and takes the power away in the middle of it; what was not flushed yet is lost in part or whole. Tells what was on its way to the disk. */
  powerCutDuring(deed: () => void): 'replica' | 'black box' | 'nothing';
  /** A copy of its disks at this moment. */
  copyDisks(name: string): string;
  /** Replaces what is on its disks by a copy, the black box too or not; the program must not be running. */
  putDisks(copy: string, what: 'both' | 'replica'): void;
  /** Spoils the replica's file, or takes it away; the program must not be running. */
  damage(how: 'overwritten' | 'cut short' | 'deleted'): void;
  /** Something new was committed at the server: a reading of the feed that waits for its time is due now. */
  readFeedNow(): void;
  readonly waitsForFeed: boolean;
}

export interface InstallationOptions {
  readonly name: string;
  /** Where its disks are; each life of the process has a folder of its own. */
  readonly folder: string;
  /** What is on its disks to begin with. */
  readonly disks: string;
  readonly chance: Chance;
  readonly schedule: Schedule;
  readonly wire: Wire;
  /** Whether an attempt to reach the server can come to anything at this moment. */
  readonly reachable: () => boolean;
  /** Rows of the server were laid beneath what is pending here [S8]. */
  readonly onRebase: () => void;
  /** Whether it follows the feed by an open stream, or reads it now and then. */
  readonly followsLive: boolean;
  /** Whether its draws are those of a plain seed. */
  readonly isPlain: boolean;
  /** The migrations of the next release. */
  readonly nextMigrations: string | undefined;
}

/** At the latest after so long the feed is read again without being told of anything. */
const FEED_EVERY = 3 * 3_600_000;

/** While nothing can be reached, or the desk is not let in, waits as long as this are stretched: thousands of attempts a day that all fail alike show nothing. */
const LONG_WAIT = 6_000;
const STRETCH = 40;

/** Where a stream is followed the longest silence is told in minutes, not in seconds, and with it the server's sign of life: a thousand of those a day show nothing. */
const SILENCE_STRETCH = 20;

/** What is over is looked for by the half hour, not by the minute: a thousand looks a day at what is as it was show nothing. */
const LOOKS_STRETCH = 30;

export function installationOf(options: InstallationOptions): Installation {
  const { name, folder, chance, schedule, wire, reachable } = options;
  let life = 0;
  let at = options.disks;
  let process: { readonly store: Store; readonly sync: DeskSync | undefined } | undefined;
  let feedTimer: (() => void) | undefined;

  /** The server answers, but does not let it read. */
  const isTurnedAway = () =>
    ['revoked', 'closed', 'signInExpired', 'tooOld'].includes(process?.sync?.line().state ?? '');

  /** The world of one life of the process: when it is over nothing of it happens any more. */
  function worldOf(mine: number): World {
    const alive = () => mine === life;
    return {
      fetch: wire.fetch,
      elapsed: () => schedule.now,
      random: chance.next,
      ...(options.followsLive ? {} : { readFeedEvery: FEED_EVERY }),
      setTimer(ms, work) {
        let done = false;
        const run = () => {
          if (done || !alive()) return;
          done = true;
          if (feedTimer === run) feedTimer = undefined;
          work();
        };
        if (ms === FEED_EVERY) feedTimer = run;
        const inVain = ms >= LONG_WAIT && ms < FEED_EVERY && (!reachable() || isTurnedAway());
        const cancel = schedule.after(ms * stretchOf(ms, inVain), run);
        return () => {
          done = true;
          if (feedTimer === run) feedTimer = undefined;
          cancel();
        };
      },
    };
  }

  function stretchOf(ms: number, inVain: boolean): number {
    if (inVain) return STRETCH;
    if (options.followsLive && ms === longestSilence) return SILENCE_STRETCH;
    return ms === looksEvery ? LOOKS_STRETCH : 1;
  }

  function end(): void {
    const ended = process;
    process = undefined;
    life++;
    feedTimer = undefined;
    ended?.sync?.stop();
    ended?.store.close();
  }

  /** The next life's disks; what is closed after this closes on the old ones. */
  function moveOn(image: Image): void {
    const next = join(folder, `${name}.${life + 1}`);
    layDown(image, next);
    end();
    at = next;
  }

  const installation: Installation = {
    name,
    wire,
    skew: 0,
    release: 'this',
    get store() {
      return process?.store;
    },
    get sync() {
      return process?.sync;
    },
    start() {
      if (process !== undefined) return;
      const store = openDesk({
        dataFolder: join(at, 'data'),
        blackBox: join(at, 'box'),
        machineNow: () => schedule.now + installation.skew,
        newId: () => chance.id(schedule.now),
        ...(installation.release === 'next' ? { migrations: options.nextMigrations } : {}),
      });
      const isEnrolled = store.identity() !== undefined;
      const world = worldOf(life);
      // A batch of the feed that lands beneath pending work.
      const onChange = ({ from }: Change) => {
        if (from === 'feed' && store.journal.count() > 0) options.onRebase();
      };
      const sync = isEnrolled ? startSync({ store, onChange, onLine: () => {}, world }) : undefined;
      process = { store, sync };
    },
    kill() {
      if (process !== undefined) moveOn(imageOf(at));
    },
    close: end,
    powerCutDuring(deed) {
      const before = imageOf(at);
      deed();
      const after = imageOf(at);
      // [S7] The replica is flushed first, then the black box: never are both on their way.
      const onItsWay = chance.weigh([
        [5, 'replica' as const],
        [4, 'black box' as const],
        [1, 'nothing' as const],
      ]);
      const part = (image: Image, inBox: boolean): Image =>
        new Map([...image].filter(([file]) => file.startsWith('box') === inBox));
      // How many draws it takes hangs on the length of files, and that on sealed texts: nothing else may hang on it.
      const draws = options.isPlain ? chance : chance.branch();
      const cut = (inBox: boolean) => afterCut(part(before, inBox), part(after, inBox), draws.next);
      const replica = onItsWay === 'replica' ? cut(false) : part(after, false);
      const box =
        onItsWay === 'replica' ? part(before, true) : onItsWay === 'black box' ? cut(true) : part(after, true);
      moveOn(new Map([...replica, ...box]));
      return onItsWay;
    },
    copyDisks(copy) {
      const to = join(folder, copy);
      rmSync(to, { recursive: true, force: true });
      layDown(imageOf(at), to);
      return to;
    },
    putDisks(copy, what) {
      if (process !== undefined) throw new Error(`${name} is running`);
      const kept = what === 'both' ? [] : [...imageOf(at)].filter(([file]) => file.startsWith('box'));
      const put = [...imageOf(copy)].filter(([file]) => what === 'both' || !file.startsWith('box'));
      moveOn(new Map([...kept, ...put]));
    },
    damage(how) {
      if (process !== undefined) throw new Error(`${name} is running`);
      const file = join(at, 'data', 'replica.db');
      if (!existsSync(file)) return;
      const { size } = statSync(file);
      if (how === 'cut short') truncateSync(file, Math.floor(size * chance.next()));
      if (how === 'overwritten') writeFileSync(file, Buffer.alloc(Math.min(size, 8192), 0xa5), { flag: 'r+' });
      if (how !== 'deleted') return;
      for (const one of readdirSync(join(at, 'data'))) if (one.startsWith('replica.db')) rmSync(join(at, 'data', one));
    },
    readFeedNow: () => feedTimer?.(),
    get waitsForFeed() {
      return feedTimer !== undefined;
    },
  };
  return installation;
}
