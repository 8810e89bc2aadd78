import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, type ServerGround, madeBy, serverGround } from './server-harness.ts';

const ROUNDS = 40;

let ground: ServerGround;
let lodge: ALodgeOnServer;
/** The server's clock: it stands where a test puts it. */
let clock = '2026-11-20T05:00:00.000Z';
let guestId = '';

beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ rooms: 1, now: () => clock });
  guestId = madeBy(
    await lodge.run('addGuest', { name: 'Lena', country: 'DE', phone: '', email: '', vip: false, note: '' }),
    'GuestAdded',
  ).guest.id;
});

afterAll(() => ground.end());

/** Departures on so many days, of so many seats each. */
async function departuresOf(
  code: string,
  capacity: number,
  days: number,
  more: object = {},
): Promise<Row<'departure'>[]> {
  const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, code, capacity, ...more }), 'ProductAdded');
  const on = Array.from({ length: days }, (_, day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10));
  await lodge.run('addDepartures', { ...asTheProduct, productId: product.id, series: { every: 'date', on } });
  return (await lodge.all('departure')).filter(({ productId }) => productId === product.id);
}

const run = (name: string, draft: unknown) =>
  executeAsServer({ pool: lodge.server.pool, now: () => clock }, lodge.place, {
    name,
    draft,
    actor: systemActor,
    receipts: true,
  });

const slotOf = async ({ slotId }: Row<'departure'>) => (await lodge.all('slot')).find(({ id }) => id === slotId);

test('[I5] [I6] a hold that runs out in the very millisecond of its payment, with the job and a buyer at the same time: one has the seat, the money is not lost', async () => {
  const departures = await departuresOf('MS', 1, ROUNDS);
  for (const departure of departures) {
    const held = madeBy(await run('holdItems', holdDraft(guestId, [seatsItem(departure.id)])), 'ItemsHeld');
    const { id, fields } = held.booking;
    clock = held.hold.fields.expiresAt;
    const [paid, job, other] = await Promise.all([
      run('takeCash', { bookingId: id, amount: fields.total, tendered: fields.total }),
      run('expireHold', { holdId: held.hold.id }),
      run('holdItems', holdDraft(guestId, [seatsItem(departure.id)])),
    ]);
    expect(job.ok).toBe(true);
    const slot = await slotOf(departure);
    expect([slot?.held, slot?.confirmed].toSorted()).toEqual([0, 1]);
    const booking = (await lodge.all('booking')).find((one) => one.id === id);
    const confirmed = booking?.status === 'CONFIRMED';
    expect([confirmed, other.ok].filter(Boolean)).toHaveLength(1);
    if (confirmed) continue;
    expect(booking).toMatchObject({ status: 'EXPIRED', paid: 0 });
    // Cash that was on its way when the seat went is the guest's credit, with an exception; else it was not taken at all.
    if (!paid.ok) continue;
    expect(madeBy(paid, 'ExceptionOpened').exception.fields.kind).toBe('money-without-booking');
    expect(madeBy(paid, 'CashTaken').split).toMatchObject({ credit: fields.total, deposit: 0 });
  }
}, 120_000);

test('[B5] the same push of a reseller, many times at once, makes one booking and answers all with it', async () => {
  const [departure] = await departuresOf('DP', 10, 1);
  const draft = holdDraft(guestId, [seatsItem(departure?.id ?? '', 2)], { source: 'ota', externalRef: 'V-100' });
  const answers = await Promise.all(Array.from({ length: 8 }, () => run('holdItems', draft)));
  const ids = answers.map((answer) => {
    if (!answer.ok) throw new Error(answer.reason);
    const [event] = answer.value.events.filter(({ type }) => type === 'ItemsHeld' || type === 'BookingKnown');
    if (event?.type === 'ItemsHeld') return event.booking.id;
    return event?.type === 'BookingKnown' ? event.bookingId : '';
  });
  expect(new Set(ids).size).toBe(1);
  expect(await slotOf(departure as Row<'departure'>)).toMatchObject({ held: 2, ota: 2 }); // made just before
});

test('[I2] [I9] [I10] cancellations, buyers and who waits at once, over and over: the figures stay true and nobody who fits waits', async () => {
  const [departure] = await departuresOf('HOT', 12, 1, { waitlist: true, overbookingLimit: 2 });
  if (departure === undefined) throw new Error('no departure');
  const pax = (count: number) => [{ category: 'adult', count }];
  for (let round = 0; round < 6; round++) {
    const held = (await lodge.all('booking')).filter(({ status }) => status === 'HELD' || status === 'CONFIRMED');
    const mine = new Set(
      (await lodge.all('seats')).filter((one) => one.departureId === departure.id).map((one) => one.bookingId),
    );
    await Promise.all([
      ...Array.from({ length: 6 }, (_, one) =>
        run('holdItems', holdDraft(guestId, [seatsItem(departure.id, 1 + (one % 3))])),
      ),
      run('holdItems', holdDraft(guestId, [seatsItem(departure.id)], { overbook: true })),
      ...[1, 2].map((count) =>
        run('joinWaitlist', {
          departureId: departure.id,
          guestId,
          variantId: null,
          pax: pax(count),
          source: 'phone',
          note: '',
        }),
      ),
      ...held
        .filter(({ id }) => mine.has(id))
        .slice(0, 3)
        .map(({ id, version }) => run('cancelBooking', { bookingId: id, expectedVersion: version, reason: 'wish' })),
    ]);
    const slot = await slotOf(departure);
    const lines = (await lodge.all('heldUnits')).filter(
      (line) => line.slotId === departure.slotId && line.status === 'active',
    );
    expect(slot?.held).toBe(lines.reduce((sum, { units }) => sum + units, 0));
    const free = (slot?.total ?? 0) - (slot?.held ?? 0) - (slot?.confirmed ?? 0);
    expect(free).toBeGreaterThanOrEqual(-2);
    const waiting = (await lodge.all('waitlistEntry')).filter(({ status }) => status === 'waiting');
    expect(waiting.filter(({ units }) => units <= free)).toEqual([]);
  }
}, 120_000);
