import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServices } from '#main/services/services.ts';
import { openStore } from '#main/store/open-store.ts';
import { createClient } from '#shared/rpc/client.ts';
import { wirePair } from '#shared/rpc/wire.ts';
import { enrolOnPaper } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { system } from '#test/support/paper-lodge.ts';

let folder: string;
beforeEach(() => {
  folder = memoryFolder('cairn-first-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Who may sign in at a desk whose first snapshot is whole, or not yet. */
async function usersWhen(complete: boolean): Promise<number> {
  const dataFolder = join(folder, complete ? 'whole' : 'part');
  const store = openStore({ file: join(dataFolder, 'replica.db') });
  const { lodge } = aLodge();
  lodge.run('addUser', { name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk', pinHash: '$argon2id$test' }, system);
  enrolOnPaper(store, lodge);
  store.transaction(() => store.meta.set('firstSync', { rows: 1, complete }));
  store.close();
  const services = await startServices({ dataFolder });
  try {
    const [here, there] = wirePair();
    services.join(there);
    const { users } = await createClient(here).call('session.get', {});
    return users.length;
  } finally {
    services.stop();
  }
}

test('[S11] [S16] on part of a lodge nobody signs in, though its people are there already; on the whole of it they do', async () => {
  expect(await usersWhen(false)).toBe(0);
  expect(await usersWhen(true)).toBeGreaterThan(0);
});
