import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAgain } from '#main/services/sync/sign-in-again.ts';
import { makeKeys, signText } from '#main/services/sync/desk-keys.ts';
import { askAdmin, enrolmentCode } from './server-admin.ts';
import {
  type ALodgeOnServer,
  type ARemoteDesk,
  type ServerGround,
  bookHere,
  serverGround,
  madeBy,
} from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

const outcomes = (answer: { readonly verdicts: readonly { outcome: string; reason: string }[] }) =>
  answer.verdicts.map(({ outcome, reason }) => [outcome, reason]);

/** A sale that is settled, then one more and a payment for the first that are not sent yet. */
async function atWork(lodge: ALodgeOnServer, desk: ARemoteDesk) {
  const first = bookHere(desk, lodge, { to: '2026-11-21' });
  await desk.push(desk.envelopes());
  const cash = { bookingId: first.bookingId, amount: 100_000, tendered: 100_000 };
  bookHere(desk, lodge, { name: 'Anna Lind', from: '2026-12-01', to: '2026-12-02' });
  desk.run('takeCash', cash);
  return { unsent: desk.envelopes(2) };
}

describe('a revoked desk', () => {
  it('[S12] [S28] reads nothing and deposits its facts; its requests are refused with the reason, and what it did is there when it is let in again', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { unsent } = await atWork(lodge, desk);
    expect((await askAdmin(lodge, 'desks/revoke', { desk: 'A' })).status).toBe(200);

    const answer = await desk.push(unsent);
    expect(answer.standing).toBe('revoked');
    expect(outcomes(answer)).toEqual([
      // A guest alone does no harm, and may be whom a promise was made to [S33].
      ['applied', ''],
      ['refused', 'no-right'],
      ['applied', ''],
    ]);
    expect(answer.verdicts[1]?.detail).toMatchObject({ why: 'desk-revoked' });
    expect(await lodge.all('payment')).toMatchObject([{ amount: 100_000, writer: 'A/1/5' }]);
    expect(answer.countersign).toMatchObject({ seq: 5 });
    const read = await desk.feed('offset=-1');
    expect([read.status, await read.json()]).toMatchObject([403, { error: 'revoked' }]);

    // Nothing settles meanwhile: the verdict rows wait until it can read again.
    expect((await lodge.all('verdict')).map((row) => row.seq)).toEqual([1, 2, 3, 4, 5]);
    expect((await askAdmin(lodge, 'desks/readmit', { desk: 'A' })).status).toBe(200);
    expect(await desk.push([])).toMatchObject({ standing: 'active', taken: 5 });
    const again = await desk.feed('offset=-1');
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('desk-revoked');
    bookHere(desk, lodge, { name: 'Back At Work', from: '2026-12-05', to: '2026-12-06' });
    expect(outcomes(await desk.push(desk.envelopes(5)))).toEqual([
      ['applied', ''],
      ['applied', ''],
    ]);
  });

  it('[S33] what it promised out of its own allotment stands, with its guest and its cash, and is told; what it did not promise is refused', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const span = { from: '2026-11-20', to: '2026-11-21' };
    const kept = { seatUnits: 0, seatDays: 0, roomUnits: 1, roomDays: 2, keepLast: 0, active: true };
    madeBy(
      await lodge.run('setAllotmentPolicy', { deskCode: null, ...kept, expectedVersion: 0 }),
      'AllotmentPolicySet',
    );
    const nights = [{ roomTypeId: lodge.roomTypeId, ...span }];
    const given = await lodge.run('topUpLeases', { deskCode: 'A', epoch: 1, departureIds: [], nights });
    madeBy(given, 'LeasesToppedUp');
    await desk.pull();
    const promised = bookHere(desk, lodge, span);
    desk.run('takeCash', { bookingId: promised.bookingId, amount: 1_000, tendered: 1_000 });
    const asked = bookHere(desk, lodge, { ...span, name: 'Anna Lind' });
    expect((await askAdmin(lodge, 'desks/revoke', { desk: 'A' })).status).toBe(200);
    // The manager takes its allotment away as well.
    madeBy(await lodge.run('revokeLeases', { deskCode: 'A', slotIds: [] }), 'LeasesRevoked');

    const answer = await desk.push(desk.envelopes());
    expect(outcomes(answer)).toEqual([
      ['applied', ''],
      ['exception', 'promise-deposited'],
      ['applied', ''],
      ['applied', ''],
      ['refused', 'no-right'],
    ]);
    const bookings = await lodge.all('booking');
    expect(bookings).toMatchObject([{ id: promised.bookingId, status: 'CONFIRMED', paid: 1_000 }]);
    expect(bookings.some(({ id }) => id === asked.bookingId)).toBe(false);
    expect(await lodge.all('exception')).toMatchObject([
      { kind: 'promise-deposited', detail: { why: 'desk-revoked' }, concerns: { bookingId: promised.bookingId } },
    ]);
  });

  it('[S12] is so by a manager’s command from another desk too, and nobody less may', async () => {
    const lodge = await ground.lodge();
    const [a, b] = [await ground.desk(lodge, 'A'), await ground.desk(lodge, 'B')];
    await a.pull();
    expect(() => a.run('revokeDesk', { code: 'B' })).toThrow(/no-right/);
    a.run('revokeDesk', { code: 'B' }, lodge.actors.manager);
    expect(outcomes(await a.push(a.envelopes()))).toEqual([['applied', '']]);
    expect(await b.push([])).toMatchObject({ standing: 'revoked' });
    expect((await askAdmin(lodge, 'desks/revoke', { desk: 'B' })).status).toBe(409);
    expect((await askAdmin(lodge, 'desks/revoke', { desk: 'Q' })).status).toBe(404);
  });
});

describe('a desk whose sign-in ended while it was offline', () => {
  it('[S12] is told so, keeps all, signs in again with a code and its epoch’s key, and goes on where it was', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { unsent } = await atWork(lodge, desk);
    expect((await askAdmin(lodge, 'desks/sign-out', { desk: 'A' })).status).toBe(200);
    const body = { desk: 'A', epoch: 1, envelopes: unsent, acknowledged: 0 };
    expect((await desk.post(body)).status).toBe(401);
    expect((await desk.feed('offset=-1')).status).toBe(401);
    expect((await lodge.all('payment')).length).toBe(0);

    const { code } = await enrolmentCode(lodge, 30, 'A');
    const signedIn = await signInAgain(desk.store, code);
    if (!signedIn.ok) throw new Error(signedIn.message);
    expect(signedIn.value).toMatchObject({ desk: 'A', epoch: 1, privateKey: desk.self.privateKey });
    const authorization = `Bearer ${signedIn.value.token}`;
    const sent = await desk.post(body, { authorization });
    expect(await sent.json()).toMatchObject({ standing: 'active', taken: 5 });
    expect((await desk.feed('offset=-1', { authorization })).status).toBe(200);
    expect(await lodge.all('desk')).toMatchObject([{ epoch: 1 }]);
    expect((await signInAgain(desk.store, code)).ok).toBe(false);
  });

  it('[S12] is not signed in by whoever has a code but not the key, or a code for another desk', async () => {
    const lodge = await ground.lodge();
    const [a] = [await ground.desk(lodge, 'A'), await ground.desk(lodge, 'B')];
    const { code } = await enrolmentCode(lodge, 30, 'A');
    const thief = makeKeys();
    const ask = (body: object, privateKey?: string) => {
      const text = JSON.stringify(body);
      const signed: Record<string, string> =
        privateKey === undefined ? {} : { 'cairn-signature': signText(privateKey, text) };
      return fetch(new URL('/v1/desks/enrol', lodge.server.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed },
        body: text,
      });
    };
    const body = { code, name: 'A', publicKey: a.self.publicKey, epoch: 1 };
    expect((await ask(body)).status).toBe(401);
    expect((await ask(body, thief.privateKey)).status).toBe(401);
    expect((await ask({ ...body, publicKey: thief.publicKey }, thief.privateKey)).status).toBe(401);
    expect((await ask({ ...body, epoch: 2 }, a.self.privateKey)).status).toBe(401);
    const other = (await enrolmentCode(lodge, 30, 'B')).code;
    expect((await ask({ ...body, code: other }, a.self.privateKey)).status).toBe(401);
    const fresh = (await enrolmentCode(lodge)).code;
    expect((await ask({ ...body, code: fresh }, a.self.privateKey)).status).toBe(403);
    // None of that used the code up or touched the desk.
    expect(await a.push([])).toMatchObject({ standing: 'active' });
    expect((await ask(body, a.self.privateKey)).status).toBe(200);
  });
});
