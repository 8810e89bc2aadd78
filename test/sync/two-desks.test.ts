import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AProperty, type LiveDesk, aProperty, done, until, walkIn } from './a-property.ts';
import { expectReplicasEqual } from './replicas.ts';

describe('two desks and a line that comes and goes', () => {
  let property: AProperty;
  let a: LiveDesk;
  let b: LiveDesk;

  beforeAll(async () => {
    property = await aProperty();
    a = await property.desk('Front');
    b = await property.desk('Bar');
  });
  afterAll(() => property.stop());

  test('[S10] a sale at one desk stands at the other, settled by its verdict row', async () => {
    const sale = walkIn(a, property.roomTypeId, property.roomIds[0], 'Ganga Rai', '2026-11-21');
    await until(() => b.all('booking').some((booking) => booking.id === sale.bookingId));
    await a.settled();
    // Verdict rows leave the feed once the desk has acknowledged them; what they said stays with the rows.
    expect(a.all('verdict').every((verdict) => verdict.outcome === 'applied')).toBe(true);
    expect(b.all('booking').find((booking) => booking.id === sale.bookingId)?.writer).toBe('A/1/2');
    expect(a.store.meta.get('settled')).toBe(2);
    await expectReplicasEqual(property, a, b);
  });

  test('[S23] [S24] the last room sold offline on two desks: one stands, one goes to the inbox with ways out, its cash is the guest’s credit', async () => {
    a.sync.setLine(false);
    b.sync.setLine(false);
    const first = walkIn(a, property.otherTypeId, null, 'Hannah Brandt');
    const second = walkIn(b, property.otherTypeId, null, 'Jean Martin');
    done(b.run('takeCash', { bookingId: second.bookingId, amount: 500_000, tendered: 500_000 }));
    a.sync.setLine(true);
    await a.settled();
    b.sync.setLine(true);
    await b.settled();
    expect(b.all('booking').map((booking) => booking.id)).toContain(first.bookingId);
    expect(b.all('booking').map((booking) => booking.id)).not.toContain(second.bookingId);
    const [refusal] = b.all('refusal');
    expect(refusal).toMatchObject({ command: 'bookStay', reason: 'sold-out', status: 'open', deskCode: 'B' });
    expect(refusal?.alternatives.map((way) => way.kind)).toContain('otherType');
    expect(a.store.seals.read(refusal?.concerns.guest ?? '')).toBe('Jean Martin');
    const [exception] = b.all('exception');
    expect(exception).toMatchObject({ kind: 'money-without-booking', status: 'open' });
    const credit = b.all('folio').find((folio) => folio.kind === 'credit');
    expect(credit).toMatchObject({ guestId: second.guestId });
    expect(
      b
        .all('folioEntry')
        .filter((entry) => entry.folioId === credit?.id)
        .map((entry) => entry.amount),
    ).toEqual([-500_000]);
    await until(() => a.all('refusal').length === 1);
    await expectReplicasEqual(property, a, b);
  });

  test('[S9] [S24] a walk-in whose booking was refused stays checked in and checks out, and nobody else loses the room silently', async () => {
    a.sync.setLine(false);
    b.sync.setLine(false);
    const room = property.roomIds[1] ?? '';
    for (const desk of [a, b]) {
      const sale = walkIn(desk, property.roomTypeId, room, desk === a ? 'First' : 'Second', '2026-11-21');
      done(desk.run('checkIn', { stayId: sale.stayId, override: 'here' }));
      done(desk.run('takeCash', { bookingId: sale.bookingId, amount: sale.total, tendered: sale.total }));
      if (desk === b) done(desk.run('checkOut', { stayId: sale.stayId }));
    }
    a.sync.setLine(true);
    await a.settled();
    b.sync.setLine(true);
    await b.settled();
    const refused = b.all('refusal').filter(({ deskCode, concerns }) => {
      return deskCode === 'B' && b.store.seals.read(concerns.guest ?? '') === 'Second';
    });
    expect(refused.map((refusal) => refusal.command)).toContain('bookStay');
    // The guest was there: the stay stands by the fact, and has left.
    expect(b.all('stay').filter((stay) => stay.status === 'CHECKED_OUT')).toHaveLength(1);
    expect(b.all('exception').filter((exception) => exception.status === 'open').length).toBeGreaterThan(1);
    await expectReplicasEqual(property, a, b);
  });

  test('[S4] [S23] a change on one’s own pending change stands; a change on a stranger’s is refused as changed elsewhere', async () => {
    const sale = walkIn(a, property.otherTypeId, null, 'Late Guest', '2026-11-20');
    await a.settled();
    await until(() => b.all('stay').some((stay) => stay.id === sale.stayId));
    const change = (desk: LiveDesk, wishes: string) => {
      const stay = desk.all('stay').find((found) => found.id === sale.stayId);
      const draft = {
        stayId: sale.stayId,
        expectedVersion: stay?.version ?? 0,
        adults: 2,
        children: 0,
        wishes,
        expectedAt: '',
        note: '',
        nightlyRate: null,
      };
      return done(desk.run('changeStay', draft));
    };
    a.sync.setLine(false);
    b.sync.setLine(false);
    change(a, 'quiet');
    change(a, 'quiet, high floor');
    change(b, 'near the stairs');
    a.sync.setLine(true);
    await a.settled();
    b.sync.setLine(true);
    await b.settled();
    for (const desk of [a, b]) {
      await until(() => {
        const wishes = desk.all('stay').find((stay) => stay.id === sale.stayId)?.wishes ?? '';
        return desk.store.seals.read(wishes) === 'quiet, high floor';
      });
    }
    expect(b.all('refusal').filter((refusal) => refusal.reason === 'changed-elsewhere')).toHaveLength(1);
    await expectReplicasEqual(property, a, b);
  });
});
