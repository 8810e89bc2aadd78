import { afterEach, describe, expect, test } from 'vitest';
import { addDays } from '#shared/kernel/dates.ts';
import { slotId } from '#shared/inventory/slot.ts';
import { recall, topUp } from '#sync-server/jobs/allotments.ts';
import { type AProperty, type LiveDesk, aProperty, done, until } from './a-property.ts';
import {
  aDeparture,
  atToday,
  bookingOf,
  buyOnline,
  figuresAt,
  guestAt,
  holdAt,
  leaseAt,
  setPolicy,
} from './allotted.ts';
import { expectReplicasEqual } from './replicas.ts';

/** Whatever nobody has drawn on counts as not used. */
const atOnce = { heardMs: 120_000, idleMs: -1 };

describe('allotments', () => {
  let property: AProperty;
  afterEach(() => property.stop());

  async function leased(desk: LiveDesk, slot: string, units: number): Promise<void> {
    await topUp(property.server, property.place);
    await until(() => leaseAt(desk, slot)?.units === units, `${units} leased`);
  }

  test('[S30] [S31] [S32] [S34] a hot departure of 40 seats: what desks promise without a line stands, whatever the website and resellers buy meanwhile, and nothing is sold twice', async () => {
    property = await aProperty();
    await atToday(property);
    const { id, slotId: slot } = await aDeparture(property, 40);
    await setPolicy(property, { seatUnits: 4, roomUnits: 0 });
    const [a, b, c] = [await property.desk('Front'), await property.desk('Bar'), await property.desk('Tours')];
    await topUp(property.server, property.place);
    for (const desk of [a, b, c]) await until(() => leaseAt(desk, slot)?.units === 4, 'four leased');
    expect(figuresAt(a, slot)).toBe('12 held, 0 confirmed, 0 forced of 40');
    a.sync.setLine(false);
    b.sync.setLine(false);
    const inside = [holdAt(a, id, 3), holdAt(a, id, 1), holdAt(b, id, 4)];
    const beyond = holdAt(a, id, 2);
    expect(inside.map((sale) => bookingOf(a, sale)?.promise ?? bookingOf(b, sale)?.promise)).toEqual([
      'guaranteed',
      'guaranteed',
      'guaranteed',
    ]);
    expect(bookingOf(a, beyond)?.promise).toBe('tentative');
    // Others buy whatever there is, side by side; desk C with them, which has a line.
    const online = Promise.all([buyAll('website'), buyAll('ota')]);
    const own = [holdAt(c, id, 2), holdAt(c, id, 2)];
    const [website, ota] = await online;
    expect(website + ota).toBe(28);
    await c.settled();
    for (const sale of own) expect(bookingOf(c, sale)?.promise).toBe('guaranteed');
    for (const desk of [a, b]) desk.sync.setLine(true);
    await expectReplicasEqual(property, a, b, c);
    for (const sale of inside) expect(bookingOf(c, sale) ?? bookingOf(a, sale)).toMatchObject({ status: 'HELD' });
    expect(bookingOf(a, beyond)).toBeUndefined();
    expect(a.all('refusal').map(({ reason, command }) => `${command} ${reason}`)).toEqual(['holdItems sold-out']);
    expect(a.all('exception')).toEqual([]);
    expect(figuresAt(a, slot)).toBe('40 held, 0 confirmed, 0 forced of 40');

    /** One seat after the other, until there is none; how many. */
    async function buyAll(source: 'website' | 'ota'): Promise<number> {
      let bought = 0;
      for (;;) {
        const sale = await buyOnline(property, id, 1, source);
        if (!sale.ok) expect(sale.reason).toBe('sold-out');
        if (!sale.ok) return bought;
        bought += 1;
      }
    }
  });

  test('[S33] revoked while the desk is away: units are the pool’s at once; what it had promised is forced, with an exception, and never refused', async () => {
    property = await aProperty();
    await atToday(property);
    const { id, slotId: slot } = await aDeparture(property, 4);
    await setPolicy(property, { roomUnits: 0 });
    const a = await property.desk('Front');
    const b = await property.desk('Bar');
    await topUp(property.server, property.place);
    for (const desk of [a, b]) await until(() => leaseAt(desk, slot)?.units === 2, 'two leased');
    a.sync.setLine(false);
    const promised = holdAt(a, id, 2);
    await property.act('revokeLeases', { deskCode: 'A', slotIds: [] });
    await until(() => figuresAt(b, slot) === '2 held, 0 confirmed, 0 forced of 4', 'two free');
    // What a manager revoked is not given out again behind their back.
    expect(await topUp(property.server, property.place)).toBe(0);
    expect(await buyOnline(property, id, 1)).toMatchObject({ ok: true });
    expect(await buyOnline(property, id, 2)).toMatchObject({ ok: false, reason: 'sold-out' });
    a.sync.setLine(true);
    await a.settled();
    expect(a.all('refusal')).toEqual([]);
    expect(bookingOf(a, promised)).toMatchObject({ status: 'HELD', promise: 'guaranteed' });
    const [exception] = a.all('exception');
    expect(exception).toMatchObject({ kind: 'promise-forced', status: 'open', detail: { units: 1 } });
    expect(figuresAt(a, slot)).toBe('5 held, 0 confirmed, 1 forced of 4');
    expect(leaseAt(a, slot)).toMatchObject({ status: 'revoked', units: 0 });
    await expectReplicasEqual(property, a, b);
  });

  test('[S31] [S33] what is asked back is given after the sales before it: the desk keeps what it sold', async () => {
    property = await aProperty();
    await atToday(property);
    const { id, slotId: slot } = await aDeparture(property, 3);
    await setPolicy(property, { seatUnits: 3, roomUnits: 0 });
    const a = await property.desk('Front');
    await leased(a, slot, 3);
    a.sync.setLine(false);
    const sale = holdAt(a, id, 1);
    expect(await buyOnline(property, id, 1)).toMatchObject({ ok: false, reason: 'sold-out' });
    // The house wants them all back: this desk is to keep none any more.
    await property.act('setAllotmentPolicy', {
      deskCode: 'A',
      seatUnits: 0,
      seatDays: 0,
      roomUnits: 0,
      roomDays: 0,
      keepLast: 0,
      active: true,
      expectedVersion: 0,
    });
    expect(await recall(property.server, property.place, atOnce)).toBe(3);
    a.sync.setLine(true);
    await a.settled();
    await until(() => leaseAt(a, slot)?.units === 0 && a.store.journal.count() === 0, 'given back');
    expect(bookingOf(a, sale)).toMatchObject({ status: 'HELD', promise: 'guaranteed' });
    expect(figuresAt(a, slot)).toBe('1 held, 0 confirmed, 0 forced of 3');
    expect(await buyOnline(property, id, 2)).toMatchObject({ ok: true });
    expect(a.all('exception')).toEqual([]);
    await expectReplicasEqual(property, a);
  });

  test('[S31] a desk that uses none of its allotment is asked for what others want; one that is not there is not asked', async () => {
    property = await aProperty();
    await atToday(property);
    const { id, slotId: slot } = await aDeparture(property, 5);
    await setPolicy(property, { keepLast: 1 });
    const a = await property.desk('Front');
    await leased(a, slot, 2);
    expect(await recall(property.server, property.place, atOnce)).toBe(0);
    expect(await buyOnline(property, id, 3)).toMatchObject({ ok: true });
    // Drawn on or given just now: in use.
    expect(await recall(property.server, property.place)).toBe(0);
    expect(await recall(property.server, property.place, { heardMs: -60_000, idleMs: -1 })).toBe(0);
    expect(await recall(property.server, property.place, atOnce)).toBe(1);
    await until(() => leaseAt(a, slot)?.units === 1, 'one given back');
    await a.settled();
    expect(leaseAt(a, slot)).toMatchObject({ recalled: 0 });
    // The pool has its last one back; the desk is not given it again.
    expect(await topUp(property.server, property.place)).toBe(0);
    await expectReplicasEqual(property, a);
  });

  test('[S33] the cutoff passes while a desk is away: what it sold before stands, its units stay blocked until it is heard, then it gives back the rest', async () => {
    let ahead = 0;
    property = await aProperty({}, () => new Date(Date.now() + ahead).toISOString());
    await atToday(property);
    const { id, slotId: slot, cutoffAt } = await aDeparture(property, 5);
    await setPolicy(property);
    const a = await property.desk('Front');
    const b = await property.desk('Bar');
    await topUp(property.server, property.place);
    for (const desk of [a, b]) await until(() => leaseAt(desk, slot)?.units === 2, 'two leased');
    a.sync.setLine(false);
    const sale = holdAt(a, id, 1);
    ahead = Date.parse(cutoffAt) - Date.now() + 60_000;
    expect(await topUp(property.server, property.place)).toBe(0);
    expect(await recall(property.server, property.place, atOnce)).toBe(0);
    expect(figuresAt(b, slot)).toBe('4 held, 0 confirmed, 0 forced of 5');
    a.sync.setLine(true);
    await a.settled();
    await until(() => leaseAt(a, slot)?.units === 0 && a.store.journal.count() === 0, 'given back');
    expect(bookingOf(a, sale)).toMatchObject({ promise: 'guaranteed', status: 'HELD' });
    expect(a.all('refusal')).toEqual([]);
    expect(a.all('exception')).toEqual([]);
  });

  test('[S32] rooms: a night that nobody needed yet is leased and promised; a stay with one night outside is tentative, and so are units that an offline cancellation freed', async () => {
    property = await aProperty();
    const today = await atToday(property);
    await setPolicy(property);
    const a = await property.desk('Front');
    const night = slotId('roomNight', property.otherTypeId, today);
    await leased(a, night, 1);
    expect(figuresAt(a, night)).toBe('1 held, 0 confirmed, 0 forced of 1');
    a.sync.setLine(false);
    const wish = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
    const stay = (nights: number, roomTypeId = property.otherTypeId) =>
      a.run('bookStay', {
        guestId: guestAt(a, 'Ganga Rai'),
        source: 'walkIn',
        roomTypeId,
        roomId: null,
        from: today,
        to: addDays(today, nights),
        ...wish,
      });
    expect(bookingOf(a, stay(3, property.roomTypeId))?.promise).toBe('tentative');
    const first = stay(2);
    const booking = bookingOf(a, first);
    expect(booking?.promise).toBe('guaranteed');
    expect(stay(1)).toMatchObject({ ok: false, reason: 'sold-out' });
    done(
      a.run('cancelBooking', { bookingId: booking?.id, expectedVersion: booking?.version, reason: 'Changed plans' }),
    );
    expect(bookingOf(a, stay(1))?.promise).toBe('tentative');
    a.sync.setLine(true);
    await a.settled();
    expect(a.all('refusal')).toEqual([]);
    expect(figuresAt(a, night)).toBe('0 held, 1 confirmed, 0 forced of 1');
    await expectReplicasEqual(property, a);
  });
});
