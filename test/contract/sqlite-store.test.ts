import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#main/store/open-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-contract-'));
  const store = openStore({ file: join(folder, 'replica.sqlite') });
  return {
    answer: async (needs) => needs.map((need) => store.answer(need)),
    write: async (writes, failure) =>
      store.transaction(() => {
        store.write(writes);
        if (failure !== undefined) throw failure;
      }),
    async close() {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
