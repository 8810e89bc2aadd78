import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDesk } from '#main/store/open-desk.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { allOf, enrolOnPaper, eventIn } from '#test/support/a-desk.ts';
import { expectAgreement } from '#test/support/agreement.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { type Image, afterCut, imageOf, layDown, randomFrom, watchedDisk } from '#test/support/power-cut.ts';

/** What a power cut at one moment leaves: what had reached the disk, what was on its way, and what had been said done. */
interface Moment {
  readonly at: string;
  readonly flushed: Image;
  readonly written: Image;
  readonly said: number;
}

const isReplica = (name: string) => name.startsWith('replica.db');
const only = (image: Image, wanted: (name: string) => boolean): Image =>
  new Map([...image].filter(([name]) => wanted(name)));
const both = (a: Image, b: Image): Image => new Map([...a, ...b]);

/** What a desk is told to do; each is a command, but for the two that tidy up. */
const step = fc.constantFrom('guest', 'sale', 'cash', 'cash', 'guest', 'checkpoint', 'countersign' as const);

const met = new Map<string, number>();

test(
  '[S1] [S2] [S5] [S7] [S15] a power cut at any moment, with any mixture of old and new sectors in every file that was not flushed: all that was said done is there, numbers are gapless and chained, replica and black box agree',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 9 }), fc.integer(), (steps, seed) => {
        const random = randomFrom(seed);
        for (const moment of chosen(momentsOf(steps), random)) {
          met.set(moment.at, (met.get(moment.at) ?? 0) + 1);
          const folder = memoryFolder('cairn-cut-');
          try {
            layDown(afterCut(moment.flushed, moment.written, random), folder);
            expectWhole(folder, moment.said);
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        }
      }),
      { numRuns: Number(process.env['CAIRN_RUNS'] ?? 40) },
    );
    // Runs that were never cut in the middle of these would prove nothing.
    for (const what of ['commit', 'append', 'flush', 'answered', 'remove', 'checkpoint']) {
      expect(met.get(what) ?? 0, what).toBeGreaterThan(0);
    }
  },
);

/** Three moments, of kinds that are all alike likely: much more is appended than removed. */
function chosen(moments: readonly Moment[], random: () => number): Moment[] {
  const kinds = [...Map.groupBy(moments, (moment) => moment.at).values()];
  const any = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  return Array.from({ length: 3 }, () => any(any(kinds) ?? [])).filter((moment) => moment !== undefined);
}

/** Runs a desk through the steps and gives the moments of it: before each thing that is done to the disk, in a commit, in a checkpoint, and after each answer. */
function momentsOf(steps: readonly string[]): Moment[] {
  const folder = memoryFolder('cairn-power-');
  const moments: Moment[] = [];
  let said = 0;
  let replica: Image = new Map();
  let store: Store | undefined;
  const files = watchedDisk(folder, (what) => pass(what));
  /** The replica's files have reached the disk as they are, if SQLite was told to wait for that [S1]. */
  const flushReplica = () => {
    if (store?.db.pragma('synchronous', { simple: true }) === 2) replica = only(imageOf(folder), isReplica);
  };
  function pass(at: string): void {
    if (store === undefined) return;
    moments.push({ at, flushed: both(replica, files.flushed()), written: imageOf(folder), said });
  }
  try {
    const opened = openDesk({ dataFolder: folder, files, segmentBytes: 8 * 1024 });
    const { lodge, roomTypeId } = aLodge({ rooms: 40 });
    enrolOnPaper(opened, lodge);
    opened.blackBox.catchUp();
    opened.db.pragma('wal_checkpoint(TRUNCATE)');
    store = opened;
    flushReplica();
    const guestId = () => allOf(opened, 'guest').at(-1)?.id ?? '';
    const commands: Record<string, () => { name: string; draft: unknown }> = {
      guest: () => ({ name: 'addGuest', draft: person }),
      sale: () => ({ name: 'bookStay', draft: { ...stay, guestId: guestId(), roomTypeId } }),
      cash: () => ({
        name: 'takeCash',
        draft: { bookingId: allOf(opened, 'booking').at(-1)?.id ?? '', amount: 100, tendered: 100 },
      }),
    };
    const keep = opened.blackBox.keep;
    // The transaction has been committed: a cut in it finds any mixture of before and after.
    const watched: Store = {
      ...opened,
      blackBox: {
        ...opened.blackBox,
        keep(...entry) {
          pass('commit');
          flushReplica();
          return keep(...entry);
        },
      },
    };
    for (const name of ['guest', 'sale', ...steps]) {
      const command = commands[name]?.();
      if (command !== undefined) {
        const answer = runCommand(watched, command.name, command.draft, receptionist);
        if (!answer.ok) throw new Error(answer.reason);
        expect(answer.secondCopy).toBe('kept');
        said = answer.seq;
        pass('answered');
      } else if (name === 'checkpoint') {
        opened.db.pragma('wal_checkpoint(PASSIVE)');
        pass('checkpoint');
        flushReplica();
      } else {
        const [last] = opened.journal.envelopesAfter(1, said - 1, 1);
        if (last !== undefined) opened.blackBox.countersigned(last);
      }
    }
    opened.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return moments;
}

/** Starts a desk from what a power cut left, and works on with it. */
function expectWhole(folder: string, said: number): void {
  const store = openDesk({ dataFolder: folder });
  const self = store.identity();
  expect(self).toBeDefined();
  expect(store.meta.get('rebuild')).toBeUndefined();
  const made = expectAgreement(store, folder);
  expect(made).toBeGreaterThanOrEqual(said);
  expect(made).toBeLessThanOrEqual(said + 1);
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  store.close();
  const again = openDesk({ dataFolder: folder });
  expect(expectAgreement(again, folder)).toBe(made + 1);
  again.close();
}

const person = { name: 'Hannah Brandt', country: 'DE', phone: '', email: '', vip: false, note: '' };
const stay = {
  source: 'walkIn',
  roomId: null,
  from: '2026-11-20',
  to: '2026-11-22',
  adults: 2,
  children: 0,
  nightlyRate: null,
  wishes: '',
  expectedAt: '',
  note: '',
};
