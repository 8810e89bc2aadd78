import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { holdItems } from '#shared/commands/holds/hold-items.ts';
import type { Row } from '#shared/schema/entities.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, madeBy, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
let desk: ARemoteDesk;
let guestId = '';
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ rooms: 1 });
  const lena = { name: 'Lena', country: 'DE', phone: '', email: '', vip: false, note: '' };
  guestId = madeBy(await lodge.run('addGuest', lena), 'GuestAdded').guest.id;
  desk = await ground.desk(lodge, 'Reception');
});
afterAll(() => ground.end());
afterEach(() => vi.restoreAllMocks());

/** A departure with so many seats. */
async function aDepartureOf(code: string, capacity: number): Promise<string> {
  const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, code, capacity }), 'ProductAdded');
  const series = { every: 'date', on: ['2027-03-01'] };
  const draft = { ...asTheProduct, productId: product.id, series };
  const [added] = madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded').departures;
  return added?.departure.id ?? '';
}

const run = (name: string, draft: unknown, id = uuidv7()) => {
  const { pool, now, together } = lodge.server;
  return executeAsServer({ pool, now, together }, lodge.place, { name, draft, id, actor: systemActor, receipts: true });
};

const wish = (departureId: string, more: object = {}) =>
  holdDraft(guestId, [seatsItem(departureId)], { source: 'website', ...more });

/** Numbers of the server's own bookings, in their order. */
async function ownNumbers(): Promise<readonly number[]> {
  const own = (await lodge.all('booking')).filter(({ writer }) => writer.startsWith('server/'));
  return own.map(({ number }) => Number(/(\d+)$/.exec(number)?.[1])).toSorted((a, b) => a - b);
}

async function slotOf(departureId: string): Promise<Row<'slot'> | undefined> {
  const departure = (await lodge.all('departure')).find(({ id }) => id === departureId);
  return (await lodge.all('slot')).find(({ id }) => id === departure?.slotId);
}

const isGapless = (numbers: readonly number[]) =>
  numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1); // there is one before it

describe('commands that begin at the server and come at once', () => {
  it('[S20] [I2] [B4] buyers without a desk are taken together, and a desk with them: each is answered for itself, nobody who is refused takes a number', async () => {
    const departureId = await aDepartureOf('MANY', 30);
    const before = await ownNumbers();
    await desk.pull();
    const { envelope } = desk.run('holdItems', { ...wish(departureId), source: 'phone' });
    const [pushed, ...came] = await Promise.all([
      desk.push([envelope]),
      ...Array.from({ length: 40 }, () => run('holdItems', wish(departureId))),
    ]);
    const sold = came.filter(({ ok }) => ok).length;
    expect(sold + (pushed.verdicts[0]?.outcome === 'applied' ? 1 : 0)).toBe(30);
    expect(new Set(came.flatMap((one) => (one.ok ? [] : [one.reason])))).toEqual(new Set(['sold-out']));
    expect(await slotOf(departureId)).toMatchObject({ held: 30, confirmed: 0, forced: 0 });
    const numbers = await ownNumbers();
    expect(numbers).toHaveLength(before.length + sold);
    expect(isGapless(numbers)).toBe(true);
    const { rows } = await lodge.server.pool.query<{ n: number }>(
      `SELECT count(DISTINCT xmin::text)::int AS n FROM held_units WHERE slot_id = $1`,
      [(await slotOf(departureId))?.id],
    );
    // Two had begun before the others came; what came meanwhile went in few more.
    expect(rows[0]?.n).toBeLessThan(8);
  });

  it('[S20] one that throws harms nobody, and throws for itself', async () => {
    const departureId = await aDepartureOf('POISON', 20);
    const { decide } = holdItems;
    vi.spyOn(holdItems, 'decide').mockImplementation((seen, input, context) => {
      if (input.source === 'referral') throw new TypeError('poison');
      return decide(seen, input, context);
    });
    const came = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) =>
        run('holdItems', wish(departureId, { source: at === 7 ? 'referral' : 'website' })),
      ),
    );
    expect(came.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))).toEqual([7]);
    expect(await slotOf(departureId)).toMatchObject({ held: 11 });
    expect(isGapless(await ownNumbers())).toBe(true);
  });

  it('happens once under its id, however many ask for it at once, and all are answered with it', async () => {
    const departureId = await aDepartureOf('ONCE', 20);
    const id = uuidv7();
    const came = await Promise.all(Array.from({ length: 8 }, () => run('holdItems', wish(departureId), id)));
    const bookings = came.map((one) => madeBy(one, 'ItemsHeld').booking.id);
    expect(new Set(bookings).size).toBe(1);
    expect(await slotOf(departureId)).toMatchObject({ held: 1 });
  });

  it('[M3] [S5] receipts that are drawn at once are gapless, and each bears the hash of the one before', async () => {
    const departureId = await aDepartureOf('PAID', 20);
    const held = await Promise.all(Array.from({ length: 12 }, () => run('holdItems', wish(departureId))));
    const paid = await Promise.all(
      held.map((one) => {
        const { id, fields } = madeBy(one, 'ItemsHeld').booking;
        return run('takeCash', { bookingId: id, amount: fields.total, tendered: fields.total });
      }),
    );
    expect(paid.every(({ ok }) => ok)).toBe(true);
    const receipts = (await lodge.all('receipt')).toSorted((a, b) => a.number - b.number);
    expect(receipts).toHaveLength(12);
    expect(isGapless(receipts.map(({ number }) => number))).toBe(true);
    for (const [at, receipt] of receipts.entries())
      expect(receipt.previousHash).toBe(at === 0 ? '' : receipts[at - 1]?.hash);
  });
});
