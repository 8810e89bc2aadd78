import { Worker } from 'node:worker_threads';
import type { SnapshotAnswer, SnapshotQuestion } from './snapshot-answer.ts';
import type { ThreadAnswer } from './snapshot-thread.ts';

/** Asks for one answer after another, each when the one before has come; `stop` ends what is under way, and all of it. */
export interface SnapshotAsker {
  ask(question: SnapshotQuestion): Promise<SnapshotAnswer>;
  stop(): void;
}

/** The thread's program: beside this file as it is written, and as it is bundled. */
const program = `./snapshot-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;

/** An asker with a thread of its own, so that what it does costs the thread that writes nothing. Where no thread can be had, `here` asks. */
export function askInThread(here: SnapshotAsker): SnapshotAsker {
  const thread = new Worker(new URL(program, import.meta.url));
  let asked: { hear(said: ThreadAnswer): void; ended(): void } | undefined;
  let [isBroken, isStopped] = [false, false];
  thread.on('message', (said: ThreadAnswer) => asked?.hear(said));
  thread.on('error', (error) => {
    isBroken = true;
    process.emitWarning(error instanceof Error ? error : String(error));
  });
  thread.on('exit', () => {
    isBroken = true;
    asked?.ended();
  });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const ended = () => {
          if (isStopped) reject(new Error('nobody reads the snapshot any more'));
          else here.ask(question).then(resolve, reject);
        };
        if (isBroken) return ended();
        asked = { hear: (said) => ('answer' in said ? resolve(said.answer) : reject(said.error)), ended };
        thread.postMessage(question);
      }),
    stop() {
      isStopped = true;
      here.stop();
      void thread.terminate();
    },
  };
}
