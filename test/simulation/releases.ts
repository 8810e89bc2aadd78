import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '#shared/commands/define.ts';
import { commandNamed } from '#shared/commands/registry.ts';

/** Which of two releases a desk's program is: in the next one, some commands take another input than before [S17]. */
export type Release = 'this' | 'next';

/** The server and most of the code are of the next release; a desk that is not records as this one does. */
export interface Releases {
  /** The next release's migrations of the replica. */
  readonly migrations: string;
  /** Runs a command as a desk of that release does. */
  recordedBy<T>(release: Release, work: () => T): T;
  /** Puts the registry back as it was. */
  end(): void;
}

/** What the next release calls otherwise in an input: the command, the word from now on, the word so far. */
const renamed = [
  ['takeCash', 'amount', 'sum'],
  ['checkOut', 'stayId', 'stay'],
  ['bookStay', 'adults', 'guests'],
  ['cancelBooking', 'reason', 'why'],
] as const;

type Input = Readonly<Record<string, unknown>>;

/** Brings the next release out: until `end`, the registry of this process is of it. `folder` holds what it brings along. */
export function openReleases(folder: string): Releases {
  const changes = renamed.map(([name, now, before]) => {
    const command = commandNamed(name);
    if (command === undefined) throw new Error(`there is no ${name}`);
    const was = { ...command, upgrades: command.upgrades };
    const up = (given: unknown): unknown => otherwise(given as Input, before, now); // inputs are records
    const steps = { ...was.upgrades, [was.version]: up };
    const asBefore = { ...recording(was, up, (given) => otherwise(given, now, before)), version: was.version };
    const asNext = { ...was, version: was.version + 1, upgrades: steps };
    return { command, was, asBefore, asNext };
  });
  const put = (which: 'was' | 'asBefore' | 'asNext') => {
    for (const change of changes) Object.assign(change.command, change[which]);
  };
  put('asNext');
  return {
    migrations: nextMigrations(folder),
    recordedBy(release, work) {
      if (release === 'next') return work();
      put('asBefore');
      try {
        return work();
      } finally {
        put('asNext');
      }
    },
    end: () => put('was'),
  };
}

/** The command as it was while its input had the former word: it reads it back before it goes on. */
function recording(command: Command, up: (given: unknown) => unknown, down: (given: Input) => Input): Partial<Command> {
  const { load, concerns, input } = command;
  const both = {
    upgrades: command.upgrades,
    input: input.transform((given) => down(given as Input)), // inputs are records
    load: (given: unknown, context: Parameters<typeof load>[1]) => load(up(given), context),
    concerns: (seen: unknown, given: unknown) => concerns(seen, up(given)),
  };
  if (command.kind === 'fact') {
    const { guard, record } = command;
    return {
      ...both,
      guard: (seen, given, context) => guard(seen, up(given), context),
      record: (seen, given, context) => record(seen, up(given), context),
    };
  }
  const { decide, alternatives } = command;
  return {
    ...both,
    decide: (seen, given, context) => decide(seen, up(given), context),
    ...(alternatives === undefined
      ? {}
      : { alternatives: (refusal, given, context) => alternatives(refusal, up(given), context) }),
  };
}

function otherwise(given: Input, from: string, to: string): Input {
  if (!(from in given)) return given;
  const { [from]: value, ...rest } = given;
  return { ...rest, [to]: value };
}

/** The migrations of this release, and one more. */
function nextMigrations(folder: string): string {
  const migrations = join(folder, 'migrations');
  cpSync(fileURLToPath(new URL('../../shared/schema/migrations/sqlite', import.meta.url)), migrations, {
    recursive: true,
  });
  const file = join(migrations, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { when: number }[] }; // as the generator writes it
  const when = Math.max(...journal.entries.map((entry) => entry.when)) + 1;
  const next = { idx: journal.entries.length, version: '6', when, tag: '9999_next', breakpoints: true };
  writeFileSync(file, JSON.stringify({ ...journal, entries: [...journal.entries, next] }));
  writeFileSync(join(migrations, '9999_next.sql'), 'CREATE TABLE next_release (id text)');
  return migrations;
}
