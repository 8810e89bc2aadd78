import { join } from 'node:path';
import { writeKey } from '#main/black-box/box-key.ts';
import { disk } from '#main/black-box/file-layer.ts';
import { keyFileOf } from '#main/store/desk-box.ts';
import { openSound } from '#main/store/open-desk.ts';
import { openStore } from '#main/store/open-store.ts';
import { putReplicaAside, restoreInto } from '#main/store/rebuild-replica.ts';
import { ReplicaInUse, lockReplica } from '#main/store/replica-lock.ts';
import { boxReport } from './box-report.ts';
import { type OpenedBox, findBox } from './find-box.ts';
import { CannotRecover, recoverOptions } from './recover-options.ts';

/*
 * `npm run recover -- --from BLACKBOX [--key FILE | --code CODE] [--data FOLDER] [--list]`: says what is in the black box of a
 * lost machine, and makes a desk's data folder from it [S16]. The black box itself is only read.
 */

function run(args: readonly string[]): void {
  const options = recoverOptions(args);
  const box = findBox(options);
  for (const line of boxReport(box)) say(line);
  if (options.list || options.data === undefined) return;
  const restored = recoverInto(options.data, box);
  say('');
  say(
    `Recovered into ${options.data}: ${restored} envelopes wait to be sent, and every number goes on behind the last.`,
  );
  say(
    'Start the desk on this folder; it fetches the lodge from the server first. The lost machine must not start again:',
  );
  say('two machines of one desk are told apart by the server, and one of them has to begin anew.');
}

/** Makes the data folder; refuses one that holds a desk's data in good order, or is in use. Gives how many envelopes wait. */
function recoverInto(folder: string, { key, contents }: OpenedBox): number {
  const file = join(folder, 'replica.db');
  disk.makeFolder(folder);
  const lock = lockReplica(file);
  try {
    const self = openSound(file, (store) => store.identity());
    if (self !== undefined)
      throw new CannotRecover(
        `${folder} holds a desk's data in good order (desk ${self.desk}, epoch ${self.epoch}). Nothing was changed: start that desk, or name an empty folder.`,
      );
    const movedTo = putReplicaAside(file, 'recovered');
    writeKey(disk, keyFileOf(folder), key);
    const store = openStore({ file, lock });
    try {
      return restoreInto(store, contents, { why: 'recovered', movedTo }).length;
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof CannotRecover || error instanceof ReplicaInUse;
  const words = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
