import { openPool } from '#sync-server/store/pool.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { answer } from '#sync-server/store/answer.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import { rowWritesSql } from '#sync-server/store/write-rows.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import { place } from './rows.ts';
import { storeContract } from './store-contract.ts';

storeContract('Postgres', async () => {
  const postgres = await startTestPostgres();
  const url = await postgres.createDatabase('contract');
  await migrate(url);
  const pool = openPool(url, 4);
  return {
    answer: (needs) => inTransaction(pool, place, (tx) => answer(tx, needs)),
    write: (writes, failure) =>
      inTransaction(pool, place, async (tx) => {
        await tx.run(...rowWritesSql(writes));
        if (failure !== undefined) throw failure;
        await tx.finish();
      }),
    async close() {
      await pool.end();
      await postgres.stop();
    },
  };
});
