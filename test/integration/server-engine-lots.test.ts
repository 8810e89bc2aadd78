import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeCash } from '#shared/commands/money/take-cash.ts';
import type { runBatch } from '#sync-server/store/batch.ts';
import { propertyLockSql } from '#sync-server/store/property-lock.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

type Batch = typeof runBatch;

/** Hears of every statement that the engine sends. */
const watching = vi.hoisted((): { sent: string[] } => ({ sent: [] }));
vi.mock('#sync-server/store/batch.ts', async (original) => {
  const real = await original<{ runBatch: Batch }>();
  const seen: Batch = async (client, statements) => {
    const answers = await real.runBatch(client, statements);
    watching.sent.push(...statements);
    return answers;
  };
  return { ...real, runBatch: seen };
});

let ground: ServerGround;
let lodge: ALodgeOnServer;
let desks: readonly ARemoteDesk[];
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ rooms: 30 });
  const all: ARemoteDesk[] = [];
  for (let n = 0; n < 8; n++) all.push(await ground.desk(lodge, `Desk ${n}`));
  desks = all;
});
afterAll(async () => ground.end());
afterEach(() => vi.restoreAllMocks());

/** Each desk's next payment, of an amount that tells which it is. */
async function payments(of: (index: number) => number) {
  const all = [];
  for (const [index, desk] of desks.entries()) {
    const { bookingId, envelopes } = bookHere(desk, lodge);
    await desk.push(envelopes);
    all.push(desk.run('takeCash', { bookingId, amount: of(index), tendered: of(index) }).envelope);
  }
  return all;
}

/** Sends all while nobody may work at the property, and lets them go when all wait. */
async function pushAtOnce(envelopes: Awaited<ReturnType<typeof payments>>) {
  const keeper = new pg.Client({ connectionString: lodge.server.databaseUrl });
  await keeper.connect();
  await keeper.query('BEGIN');
  await keeper.query(propertyLockSql(lodge.place, true));
  watching.sent = [];
  const answers = Promise.all(desks.map((desk, index) => desk.push(envelopes.slice(index, index + 1))));
  await vi.waitFor(() => expect(signedIn()).toBe(desks.length), { timeout: 20_000, interval: 20 });
  await keeper.query('COMMIT');
  await keeper.end();
  return (await answers).map(({ verdicts }) => verdicts[0]);
}

/** How many desks have been looked up. */
function signedIn(): number {
  const lookUps = watching.sent.filter((sql) => / FROM desk_epoch WHERE .* ORDER BY desk_code, epoch$/.test(sql));
  return new Set(lookUps.flatMap((sql) => [...sql.matchAll(/"([A-Z]\d*)"/g)].map(([, code]) => code))).size;
}

/** The transactions that took these envelopes in: how many envelopes each. */
async function lots(envelopes: Awaited<ReturnType<typeof payments>>): Promise<readonly number[]> {
  const { rows } = await lodge.server.pool.query<{ n: number }>(
    'SELECT count(*) AS n FROM envelope WHERE envelope_id = ANY($1::uuid[]) GROUP BY xmin ORDER BY n DESC',
    [envelopes.map(({ id }) => id)],
  );
  return rows.map(({ n }) => n);
}

describe('what waits at a property', () => {
  it('[S20] is taken together, and each is answered for itself', async () => {
    const sent = await payments((index) => 1000 + index);
    const verdicts = await pushAtOnce(sent);
    expect(verdicts.map((verdict) => verdict?.outcome)).toEqual(desks.map(() => 'applied'));
    // Two had begun before the others came.
    expect(await lots(sent)).toEqual([6, 1, 1]);
    const amounts = (await lodge.all('payment')).map(({ amount, writer }) => [writer.split('/')[0], amount]);
    for (const [index, desk] of desks.entries()) expect(amounts).toContainEqual([desk.self.desk, 1000 + index]);
  });

  it('[S20] [S25] one that throws, and one that the database does not take, harm nobody: they are set aside, the others stand', async () => {
    const [thrown, refusedByDatabase] = [2005, 2006];
    const sent = await payments((index) => 2000 + index);
    const { record } = takeCash;
    vi.spyOn(takeCash, 'record').mockImplementation((seen, input, context) => {
      if (input.amount === thrown) throw new TypeError('poison');
      return record(seen, input, context);
    });
    const { pool } = lodge.server;
    await pool.query(
      `CREATE FUNCTION no_such_amount() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.amount = ${refusedByDatabase} THEN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER no_such_amount BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION no_such_amount()`,
    );
    const verdicts = await pushAtOnce(sent).finally(() =>
      pool.query('DROP TRIGGER no_such_amount ON payment; DROP FUNCTION no_such_amount()'),
    );
    expect(verdicts.map((verdict) => [verdict?.outcome, verdict?.reason])).toEqual(
      desks.map((_, index) =>
        [thrown, refusedByDatabase].includes(2000 + index) ? ['exception', 'set-aside-failed'] : ['applied', ''],
      ),
    );
    const written = (await lodge.all('payment')).filter(({ amount }) => amount >= 2000).map(({ amount }) => amount);
    expect(written.toSorted()).toEqual([2000, 2001, 2002, 2003, 2004, 2007]);
    const setAside = (await lodge.all('exception')).map(({ detail }) => detail['amount']);
    expect(setAside.toSorted()).toEqual([thrown, refusedByDatabase]);
  });

  it('[S20] begins at once where nobody waits, and keeps nobody waiting for company', async () => {
    const [sent] = await payments((index) => 3000 + index);
    const [desk] = desks;
    if (sent === undefined || desk === undefined) throw new Error('no desk');
    watching.sent = [];
    expect(await desk.push([sent])).toMatchObject({ taken: sent.seq });
    expect(watching.sent.filter((sql) => sql.startsWith('BEGIN'))).toHaveLength(2);
  });
});
