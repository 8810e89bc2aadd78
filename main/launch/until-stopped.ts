import { CannotLaunch } from './lodge-server.ts';
import { WrongOption } from './start-options.ts';

/** What must be ended when the person is done, last begun first. */
export interface Endings {
  add(end: () => Promise<void>): void;
  /** Ends everything, once; a second call waits for the first. */
  all(): Promise<void>;
  /** Whether the ending has begun. */
  begun(): boolean;
}

function endings(): Endings {
  const ends: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  return {
    add: (end) => void ends.push(end),
    all: () => (ending ??= inTurn()),
    begun: () => ending !== undefined,
  };
  async function inTurn(): Promise<void> {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end().catch(() => undefined);
  }
}

/**
 * Calls `end` once when the person stops us: Ctrl+C, `kill`, or a terminal that is closed. Further signals change nothing
 * while things are ended in order (npm passes Ctrl+C on, so it comes twice).
 */
function onStop(end: () => void): void {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
  // A terminal that is gone cannot be written to; that must not stop the stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', once);
}

/** Runs a program of the terminal to its end: says in words why it cannot, and ends everything that it began, however it ends. */
export async function runProgram(
  program: (ends: Endings, finish: (why: string) => void) => Promise<void>,
  stopping: string,
): Promise<void> {
  const ends = endings();
  let finishing = false;
  const finish = (why: string, code = 0) => {
    if (finishing) return;
    finishing = true;
    (code === 0 ? process.stdout : process.stderr).write(`${why}\n`);
    void ends.all().then(() => process.exit(code));
  };
  onStop(() => finish(`\n${stopping}`));
  try {
    await program(ends, finish);
  } catch (error) {
    const known = error instanceof CannotLaunch || error instanceof WrongOption;
    const words = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
    finish(words, 1);
  }
}
