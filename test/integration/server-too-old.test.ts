import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelBooking } from '#shared/commands/bookings/cancel-booking.ts';
import { takeCash } from '#shared/commands/money/take-cash.ts';
import { type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

const pushAs = async (desk: ARemoteDesk, protocol: number | undefined, after = 0) => {
  const body = { desk: 'A', epoch: 1, envelopes: desk.envelopes(after), acknowledged: 0, protocol };
  const response = await desk.post(body);
  return (await response.json()) as unknown;
};

describe('a desk of a release that the server no longer speaks with', () => {
  it('[S18] is told so: its facts are taken, its requests refused with the reason, and it reads no more until it is of this release', async () => {
    const lodge = await ground.lodge({ oldestProtocol: 2 });
    const desk = await ground.desk(lodge);
    const { bookingId } = bookHere(desk, lodge);
    desk.run('takeCash', { bookingId, amount: 900, tendered: 1000 });
    for (const protocol of [undefined, 1])
      expect(await pushAs(desk, protocol)).toMatchObject({
        standing: 'tooOld',
        taken: 3,
        verdicts: [
          { outcome: 'refused', reason: 'no-right', detail: { why: 'desk-too-old' } },
          { outcome: 'refused', reason: 'no-right' },
          { outcome: 'exception', reason: 'money-without-booking' },
        ],
      });
    expect(await lodge.all('payment')).toMatchObject([{ amount: 900 }]);
    // Its people find what they sold in the inbox, with all that they had entered.
    expect((await lodge.all('refusal')).map(({ command }) => command)).toEqual(['addGuest', 'bookStay']);
    const read = await desk.feed('offset=-1', { 'cairn-protocol': '1' });
    expect([read.status, await read.json()]).toMatchObject([426, { error: 'too-old', oldestProtocol: 2 }]);
    for (const silent of ['', 'x', '-1'])
      expect((await desk.feed('offset=-1', { 'cairn-protocol': silent })).status).toBe(426);

    bookHere(desk, lodge, { name: 'After The Update', from: '2026-12-01', to: '2026-12-02' });
    expect(await pushAs(desk, 2, 3)).toMatchObject({
      standing: 'active',
      verdicts: [{ outcome: 'applied' }, { outcome: 'applied' }],
    });
    expect((await desk.feed('offset=-1')).status).toBe(200);
  });
});

describe('an envelope of an older release', () => {
  it('[S17] is led up to what its command takes now, step by step, and decided', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { bookingId } = bookHere(desk, lodge);
    desk.run('takeCash', { bookingId, amount: 900, tendered: 1000 });
    const [guest, stay, cash] = desk.envelopes();
    if (guest === undefined || stay === undefined || cash === undefined) throw new Error('no envelopes');
    // The command went on by two versions since: first the amount was called a sum, then the note came that was tendered.
    const { amount, tendered: _tendered, ...rest } = cash.input as { amount: number; tendered: number }; // takeCash's
    const old = desk.forge(cash, { input: { ...rest, sum: amount } });
    const before = { version: takeCash.version, upgrades: takeCash.upgrades };
    const steps = {
      1: ({ sum, ...others }: { sum: number }) => ({ ...others, amount: sum }),
      2: (input: { amount: number }) => ({ ...input, tendered: input.amount }),
    };
    try {
      Object.assign(takeCash, { version: 3, upgrades: steps });
      expect((await desk.push([guest, stay, old])).verdicts).toMatchObject([{}, {}, { outcome: 'applied' }]);
    } finally {
      Object.assign(takeCash, before);
    }
    expect(await lodge.all('payment')).toMatchObject([{ amount: 900, tendered: 900, change: 0 }]);
  });

  it('[S17] [S25] whose step is missing is set aside word for word where it has happened, and refused where it is asked', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { bookingId, stayId } = bookHere(desk, lodge);
    await desk.push(desk.envelopes());
    const cash = desk.run('takeCash', { bookingId, amount: 900, tendered: 1000 }).envelope;
    desk.run('cancelBooking', { bookingId, reason: 'by phone', expectedVersion: bookingVersion(desk, bookingId) });
    const versions = [
      [takeCash, { version: 3, upgrades: { 2: (input: unknown) => input } }],
      [cancelBooking, { version: 2, upgrades: undefined }],
    ] as const;
    const before = versions.map(([command]) => ({ version: command.version, upgrades: command.upgrades }));
    try {
      for (const [command, later] of versions) Object.assign(command, later);
      expect((await desk.push(desk.envelopes(2))).verdicts).toMatchObject([
        { outcome: 'exception', reason: 'set-aside-unknown-version' },
        { outcome: 'refused', reason: 'internal', detail: { version: 1 } },
      ]);
    } finally {
      versions.forEach(([command], index) => Object.assign(command, before[index]));
    }
    const [exception] = await lodge.all('exception');
    expect(JSON.parse(String(exception?.detail['envelope']))).toEqual(cash);
    expect(await lodge.all('stay')).toMatchObject([{ id: stayId, status: 'CONFIRMED' }]);
  });
});

function bookingVersion(desk: ARemoteDesk, bookingId: string): number {
  return desk.store.find('booking', bookingId)?.version ?? 0;
}
