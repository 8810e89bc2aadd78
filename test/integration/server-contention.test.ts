import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitBefore } from '#sync-server/store/transaction.ts';
import { type ALodgeOnServer, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

/** Makes the database itself fail every new payment in this way, until it is called off. */
async function failPayments(lodge: ALodgeOnServer, body: string): Promise<() => Promise<void>> {
  const { pool } = lodge.server;
  await pool.query(
    `CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;
     CREATE TRIGGER in_the_way BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION in_the_way()`,
  );
  return async () => void (await pool.query('DROP TRIGGER in_the_way ON payment; DROP FUNCTION in_the_way()'));
}

describe('others in the way', () => {
  it.each([
    ['a deadlock', "RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01';"],
    ['a serialization failure', "RAISE EXCEPTION 'serialization' USING ERRCODE = '40001';"],
    ['a row written meanwhile', 'RETURN NULL;'],
  ])(
    '[S20] [S25] %s to the last try is answered 503, nothing is set aside, and the same fact is taken later',
    async (_what, body) => {
      const lodge = await ground.lodge();
      const desk = await ground.desk(lodge);
      const { envelopes, bookingId } = bookHere(desk, lodge);
      const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1000 }).envelope;
      const callOff = await failPayments(lodge, body);
      const push = { desk: 'A', epoch: 1, envelopes: [...envelopes, cash], acknowledged: 0 };
      const refused = await desk.post(push);
      expect([refused.status, await refused.json()]).toMatchObject([503, { error: 'unavailable' }]);
      expect(await lodge.all('exception')).toEqual([]);
      await callOff();
      expect((await desk.push(push.envelopes)).verdicts.map((verdict) => verdict.outcome)).toEqual([
        'applied',
        'applied',
        'applied',
      ]);
      expect(await lodge.all('payment')).toMatchObject([{ amount: 1000 }]);
    },
  );

  it('[S20] waits longer before each try, and not as long as another', () => {
    expect([1, 2, 3, 6].map((attempt) => waitBefore(attempt, 0))).toEqual([5, 10, 20, 160]);
    expect([1, 2, 3, 6].map((attempt) => waitBefore(attempt, 1))).toEqual([10, 20, 40, 320]);
  });
});

describe('an envelope that runs into the time limit of the database', () => {
  it('[S25] is tried three times and then set aside, and what stands behind it goes on', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1500 }).envelope;
    const person = { name: 'Behind It', country: '', phone: '', email: '', vip: false, note: '' };
    const behind = desk.run('addGuest', person).envelope;
    await failPayments(
      lodge,
      "RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = '57014';",
    );
    const push = { desk: 'A', epoch: 1, envelopes: [...envelopes, cash, behind], acknowledged: 0 };
    expect([(await desk.post(push)).status, (await desk.post(push)).status]).toEqual([503, 503]);
    expect(await lodge.all('exception')).toEqual([]);
    expect((await desk.push(push.envelopes)).verdicts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['applied', ''],
      ['applied', ''],
      ['exception', 'set-aside-failed'],
      ['applied', ''],
    ]);
    expect((await lodge.all('guest')).map((guest) => desk.store.seals.read(guest.name))).toContain('Behind It');
    // [S25] The money is in no book yet: the exception says so, with all that a manager needs.
    expect(await lodge.all('exception')).toMatchObject([
      {
        detail: {
          posted: false,
          command: 'takeCash',
          amount: 1000,
          tendered: 1500,
          currency: 'NPR',
          guest: expect.any(String),
          receipt: 'A26-000001',
        },
        concerns: {
          guest: expect.any(String),
          bookingId,
          bookingNumber: 'DRL-2026-A0001',
          amount: 1000,
          currency: 'NPR',
        },
      },
    ]);
    const [setAside] = await lodge.all('exception');
    for (const guest of [setAside?.concerns.guest, setAside?.detail['guest']])
      expect(desk.store.seals.read(String(guest))).toBe('Hannah Brandt');
  });
});
