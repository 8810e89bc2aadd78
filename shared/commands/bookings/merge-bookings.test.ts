import { describe, expect, test } from 'vitest';
import { aBooking } from '#test/support/a-lodge.ts';
import { aDepartureOf, balances, heldBooking, hold, pay, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

describe('two bookings of one party', () => {
  test('[B5] [M5] [U7] what an agent earned on both is recalled with both', () => {
    const { lodge, departure } = aDepartureOf(8);
    const rules = [{ productId: null, basisPoints: 1_000 }];
    const draft = { expectedVersion: null, code: 'AG', name: 'Agent', rules, active: true, email: '', phone: '' };
    const { agentId } = eventOf(lodge.run('setAgent', draft, managerOnDuty), 'AgentSet');
    const [kept, other] = [sell(lodge, departure.id, 2, { agentId }), sell(lodge, departure.id, 1, { agentId })];
    expect(balances(lodge)).toMatchObject({ '2400': -960_000, '5000': 960_000 });
    expect(merge(lodge, kept.id, other.id).ok).toBe(true);
    const ofOther = lodge.all('seats').find(({ units }) => units === 1);
    const end = (name: string, more: object = {}) =>
      lodge.run(name, {
        bookingId: kept.id,
        expectedVersion: lodge.one('booking', kept.id).version,
        reason: 'Ill',
        ...more,
      });
    expect(end('cancelItem', { itemId: ofOther?.id }).ok).toBe(true);
    expect(balances(lodge)).toMatchObject({ '2400': -640_000, '5000': 640_000 });
    expect(end('cancelBooking').ok).toBe(true);
    expect(balances(lodge)).toEqual({ '1000': kept.paid + other.paid, '2000': -kept.paid - other.paid });
  });

  test('[B5] become one: items and money go along, neither lost nor doubled, and what was agreed stands', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(8);
    const stay = eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
    expect(pay(lodge, stay.booking.id, 300_000).ok).toBe(true);
    const seats = sell(lodge, departure.id, 2);
    const before = lodge.all('booking');
    const booksBefore = balances(lodge);
    expect(merge(lodge, stay.booking.id, seats.id).ok).toBe(true);
    const kept = lodge.one('booking', stay.booking.id);
    expect(kept).toMatchObject({ paid: 300_000 + seats.paid, total: sum(before, 'total'), paymentStatus: 'PARTIAL' });
    expect(lodge.one('booking', seats.id)).toMatchObject({
      status: 'CANCELLED',
      statusReason: `merged: ${kept.number}`,
      total: 0,
      paid: 0,
      depositHeld: 0,
      receivable: 0,
    });
    for (const figure of ['total', 'paid', 'depositHeld', 'receivable'] as const)
      expect(sum(lodge.all('booking'), figure)).toBe(sum(before, figure));
    expect(balances(lodge)).toEqual(booksBefore);
    expect(lodge.all('payment').every(({ bookingId }) => bookingId === kept.id)).toBe(true);
    const folios = Map.groupBy(lodge.all('folioEntry'), ({ folioId }) => folioId);
    expect([...folios.values()].map((entries) => sum(entries, 'amount')).toSorted()).toEqual([-kept.paid, 0]);
    // Its seats are given up from the one that stays, and what was paid for them is there.
    const cancelled = lodge.run('cancelItem', {
      bookingId: kept.id,
      itemId: lodge.all('seats')[0]?.id,
      expectedVersion: lodge.one('booking', kept.id).version,
      reason: 'Ill',
    });
    expect(cancelled.ok).toBe(true);
    expect(lodge.one('booking', kept.id)).toMatchObject({ depositHeld: kept.paid });
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ confirmed: 0, held: 0 });
  });

  test('[B5] [I7] units count for the group of the booking that they are of', () => {
    const { lodge, departure } = aDepartureOf(8);
    const kept = sell(lodge, departure.id, 1);
    const other = sell(lodge, departure.id, 2, { source: 'website' });
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ manual: 1, website: 2 });
    expect(merge(lodge, kept.id, other.id).ok).toBe(true);
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ manual: 3, website: 0, confirmed: 3 });
  });

  test('[B5] what is only held, itself, or by another agent is not merged', () => {
    const { lodge, departure } = aDepartureOf(8);
    const kept = sell(lodge, departure.id, 1);
    const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    expect(merge(lodge, kept.id, held.id)).toMatchObject({ reason: 'invalid-transition' });
    expect(merge(lodge, kept.id, kept.id)).toMatchObject({ reason: 'invalid-transition' });
    const other = sell(lodge, departure.id, 1);
    lodge.rows.get('booking')?.set(other.id, Object.assign({}, other, { agentId: 'somebody' }));
    expect(merge(lodge, kept.id, other.id)).toMatchObject({ reason: 'wrong-input' });
  });
});

function merge(lodge: PaperLodge, bookingId: string, otherId: string) {
  const versionOf = (id: string) => lodge.one('booking', id).version;
  const versions = { expectedVersion: versionOf(bookingId), otherVersion: versionOf(otherId) };
  return lodge.run('mergeBookings', { bookingId, otherId, ...versions });
}

function sum<F extends string>(rows: readonly Readonly<Record<F, number>>[], figure: F): number {
  return rows.reduce((all, row) => all + row[figure], 0);
}
