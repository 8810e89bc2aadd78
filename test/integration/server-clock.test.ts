import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '#shared/sync/envelope.ts';
import { type ALodgeOnServer, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
let first: ALodgeOnServer;
beforeAll(async () => {
  ground = await serverGround();
  first = await ground.lodge();
});
afterAll(async () => ground.end());

const HOUR = 3_600_000;

/** One room, three who want it and a payment: what came of it, by whom it was and in which order it was taken. */
async function outcomesWith(offsets: readonly number[]): Promise<unknown> {
  const lodge = await ground.lodge({ beside: first, rooms: 1 });
  const desk = await ground.desk(lodge);
  const wishes = [
    { name: 'One', from: '2026-11-20', to: '2026-11-22' },
    { name: 'Two', from: '2026-11-24', to: '2026-11-26' },
  ];
  const [sale] = wishes.map((wish) => bookHere(desk, lodge, wish));
  desk.run('takeCash', { bookingId: sale?.bookingId ?? '', amount: 500, tendered: 500 });
  let prevHash = '';
  const bent = desk.envelopes().map((envelope, index): Envelope => {
    const at = new Date(Date.parse(envelope.now) + (offsets[index] ?? 0)).toISOString();
    const made = desk.forge(envelope, { at, now: at, prevHash });
    prevHash = made.hash;
    return made;
  });
  const began = new Date().toISOString();
  const { verdicts } = await desk.push(bent);
  const ended = new Date().toISOString();
  const moments = [...(await lodge.all('guest')), ...(await lodge.all('booking')), ...(await lodge.all('payment'))]
    .toSorted((a, b) => Number(a.writer.split('/')[2]) - Number(b.writer.split('/')[2]))
    .map((row) => row.updatedAt);
  // Never before the desk was last heard, never after the server's own time, and never going back.
  expect(moments).toEqual(moments.toSorted());
  expect(Math.abs(Date.parse(moments[0] ?? '') - Date.parse(began))).toBeLessThan(60_000);
  expect((moments.at(-1) ?? '') <= ended).toBe(true);
  const stays = await lodge.all('stay');
  return {
    verdicts: verdicts.map(({ seq, outcome, reason }) => [seq, outcome, reason]),
    stays: stays.map(({ arrival, departure, status }) => [arrival, departure, status]).toSorted(),
    payments: (await lodge.all('payment')).map(({ amount, date }) => [amount, date]),
    receipts: (await lodge.all('receipt')).map(({ series, number }) => [series, number]),
  };
}

describe('a desk whose clock is wrong', () => {
  it('[S3] [S14] an hour off, set back, or jumping about: order and outcome are those of a clock that is right', async () => {
    const right = await outcomesWith([]);
    expect(await outcomesWith([HOUR, HOUR, HOUR, HOUR, HOUR])).toEqual(right);
    expect(await outcomesWith([-HOUR, -HOUR, -HOUR, -HOUR, -HOUR])).toEqual(right);
    expect(await outcomesWith([HOUR, 0, -HOUR, -2 * HOUR, HOUR])).toEqual(right);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -400 * 24 * HOUR, max: 400 * 24 * HOUR }), { minLength: 5, maxLength: 5 }),
        async (offsets) => {
          expect(await outcomesWith(offsets)).toEqual(right);
        },
      ),
      { numRuns: 5, seed: 14 },
    );
  });
});
