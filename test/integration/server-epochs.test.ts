import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventOf } from '#shared/commands/events.ts';
import { askAdmin, enrolmentCode } from './server-admin.ts';
import { type ALodgeOnServer, type ServerGround, bookHere, bookingDraft, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

async function epochsBegun(lodge: ALodgeOnServer): Promise<EventOf<'DeskEpochBegun'>[]> {
  const { rows } = await lodge.server.pool.query<{ body: EventOf<'DeskEpochBegun'> }>(
    "SELECT body FROM event WHERE type = 'DeskEpochBegun' ORDER BY recorded_at",
  );
  return rows.map(({ body }) => body);
}

describe('a reinstalled desk', () => {
  it('[S16] begins its next epoch with a code for it: a new key, new series; the old series is closed with what it holds, and its history stays', async () => {
    const lodge = await ground.lodge();
    const old = await ground.desk(lodge, 'Front');
    const { bookingId } = bookHere(old, lodge);
    for (const amount of [100, 200]) old.run('takeCash', { bookingId, amount, tendered: amount });
    await old.push(old.envelopes());

    const anew = await ground.desk(lodge, 'Front again', (await enrolmentCode(lodge, 30, 'A')).code);
    expect(anew.self).toMatchObject({ desk: 'A', epoch: 2, deskId: old.self.deskId });
    expect(await lodge.all('desk')).toMatchObject([{ code: 'A', epoch: 2, name: 'Front again', status: 'active' }]);
    const receipts = await lodge.all('receipt');
    const last = receipts.find((receipt) => receipt.number === 2);
    expect(await epochsBegun(lodge)).toMatchObject([
      {
        epoch: 2,
        closed: [
          {
            epoch: 1,
            branchOf: null,
            lastSeq: 4,
            lastHash: old.envelopes().at(-1)?.hash,
            series: [{ series: 'A26', receipts: 2, last: 2, lastHash: last?.hash }],
          },
        ],
      },
    ]);

    await anew.pull();
    anew.run('takeCash', { bookingId, amount: 300, tendered: 300 });
    bookHere(anew, lodge, { name: 'Anna Lind', from: '2026-12-01', to: '2026-12-02' });
    expect(await anew.push(anew.envelopes())).toMatchObject({ standing: 'active', taken: 3, countersign: { seq: 3 } });
    expect((await lodge.all('receipt')).map(({ series, number }) => `${series}/${number}`).toSorted()).toEqual([
      'A26.2/1',
      'A26/1',
      'A26/2',
    ]);
    expect((await lodge.all('booking')).map(({ number }) => number).toSorted()).toEqual([
      'DRL-2026-A.2-0001',
      'DRL-2026-A0001',
    ]);
  });

  it('[S16] of the old epoch facts are still taken, write-only; its requests are refused with the reason', async () => {
    const lodge = await ground.lodge();
    const old = await ground.desk(lodge, 'Front');
    const { bookingId, guestId } = bookHere(old, lodge);
    await old.push(old.envelopes());
    old.run('bookStay', bookingDraft(guestId, lodge, { from: '2026-12-01', to: '2026-12-02' }));
    old.run('takeCash', { bookingId, amount: 700, tendered: 700 });
    await ground.desk(lodge, 'Front again', (await enrolmentCode(lodge, 30, 'A')).code);

    const answer = await old.push(old.envelopes(2));
    expect(answer.standing).toBe('closed');
    expect(answer.verdicts).toMatchObject([
      { outcome: 'refused', reason: 'no-right', detail: { why: 'epoch-closed' } },
      { outcome: 'applied' },
    ]);
    expect(await lodge.all('payment')).toMatchObject([{ amount: 700, writer: 'A/1/4' }]);
    const read = await old.feed('offset=-1');
    expect([read.status, await read.json()]).toMatchObject([403, { error: 'closed' }]);
    // Whoever carries the old journal on still finds its verdicts, until it says that it has them [S10].
    expect((await lodge.all('verdict')).map(({ epoch, seq }) => `${epoch}/${seq}`)).toEqual([
      '1/1',
      '1/2',
      '1/3',
      '1/4',
    ]);
    await old.push([], 4);
    expect(await lodge.all('verdict')).toEqual([]);
  });

  it('[S12] [S16] what an ended epoch still has goes with the sign-in of the next, by the ended one’s own key, and by no other', async () => {
    const lodge = await ground.lodge();
    const old = await ground.desk(lodge, 'Front');
    const { bookingId } = bookHere(old, lodge);
    await old.push(old.envelopes());
    old.run('takeCash', { bookingId, amount: 700, tendered: 700 });
    await askAdmin(lodge, 'desks/sign-out', { desk: 'A' });
    const anew = await ground.desk(lodge, 'Front', (await enrolmentCode(lodge, 30, 'A')).code);
    const body = { desk: 'A', epoch: 1, envelopes: old.envelopes(2), acknowledged: 2 };
    const withNewSignIn = { authorization: `Bearer ${anew.self.token}` };
    expect((await old.post(body)).status).toBe(401);
    expect((await anew.post(body)).status).toBe(401);
    expect(await lodge.all('payment')).toEqual([]);
    expect((await old.post({ ...body, epoch: 2 }, withNewSignIn)).status).toBe(401);
    const taken = await old.post(body, withNewSignIn);
    expect([taken.status, await taken.json()]).toMatchObject([200, { taken: 3, standing: 'closed' }]);
    expect(await lodge.all('payment')).toMatchObject([{ amount: 700, writer: 'A/1/3' }]);
  });

  it('[S16] [S22] closes the branch of a copied disk too', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { bookingId } = bookHere(desk, lodge);
    const cash = desk.run('takeCash', { bookingId, amount: 500, tendered: 500 }).envelope;
    await desk.push(desk.envelopes());
    const theirs = desk.forge(cash, { id: '0199a000-0000-7000-8000-000000000003' });
    expect(await desk.push([theirs])).toMatchObject({ standing: 'branch' });
    const anew = await ground.desk(lodge, 'Front', (await enrolmentCode(lodge, 30, 'A')).code);
    expect(anew.self.epoch).toBe(3);
    expect((await epochsBegun(lodge))[0]?.closed).toMatchObject([
      { epoch: 1, branchOf: null, series: [{ series: 'A26', receipts: 1 }] },
      { epoch: 2, branchOf: 1, series: [{ series: 'A26~2', receipts: 1 }] },
    ]);
    expect(await desk.push([theirs])).toMatchObject({ standing: 'closed' });
  });

  it('[S16] needs a key that no epoch had, a code for a desk that there is, and one given after a revoke', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    expect((await askAdmin(lodge, 'enrolment-codes', { desk: 'Q' })).status).toBe(404);
    const enrol = (code: string, publicKey: string) =>
      fetch(new URL('/v1/desks/enrol', lodge.server.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code, name: 'Front', publicKey }),
      });
    const early = (await enrolmentCode(lodge, 30, 'A')).code;
    expect((await enrol(early, desk.self.publicKey)).status).toBe(409);
    await askAdmin(lodge, 'desks/revoke', { desk: 'A' });
    await expect(ground.desk(lodge, 'Thief', early)).rejects.toThrow(/revoked/);
    const anew = await ground.desk(lodge, 'Front', (await enrolmentCode(lodge, 30, 'A')).code);
    expect(anew.self.epoch).toBe(2);
    expect(await lodge.all('desk')).toMatchObject([{ status: 'active', epoch: 2 }]);
  });

  it('[S16] begins one epoch, whoever comes at the same moment', async () => {
    const lodge = await ground.lodge();
    await ground.desk(lodge);
    const codes = await Promise.all([1, 2, 3].map(() => enrolmentCode(lodge, 30, 'A')));
    const desks = await Promise.all(codes.map(({ code }) => ground.desk(lodge, 'Front', code)));
    expect(desks.map((desk) => desk.self.epoch).toSorted()).toEqual([2, 3, 4]);
    const standings = await Promise.all(desks.map(async (desk) => [desk.self.epoch, (await desk.push([])).standing]));
    expect(standings.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [2, 'closed'],
      [3, 'closed'],
      [4, 'active'],
    ]);
    expect(await lodge.all('desk')).toMatchObject([{ epoch: 4 }]);
  });
});
