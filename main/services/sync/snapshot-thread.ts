import { parentPort } from 'node:worker_threads';
import { type SnapshotAnswer, type SnapshotQuestion, askSnapshot } from './snapshot-answer.ts';
import { realWorld } from './world.ts';

/*
 * The thread that asks for a snapshot's answers and takes the rows out of them, while the one that asked writes those before
 * into the replica. One question, one answer; it ends by being ended.
 */

/** What comes back of a question. */
export type ThreadAnswer = { readonly answer: SnapshotAnswer } | { readonly error: unknown };

parentPort?.on('message', (question: SnapshotQuestion) => {
  askSnapshot(question, realWorld, new AbortController().signal).then(
    (answer) => give({ answer }, answer.kind === 'piece' ? [answer.rows.buffer] : []),
    (error: unknown) => give({ error }, []),
  );
});

function give(answer: ThreadAnswer, handedOver: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(answer, handedOver);
}
