import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import { aDepartureOf, figuresOf, heldBooking, hold, pay, seatsItem, sell, stayItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

const seatsOf = (lodge: PaperLodge, bookingId: string): Row<'seats'> => {
  const found = lodge.all('seats').find((one) => one.bookingId === bookingId);
  if (found === undefined) throw new Error('no seats');
  return found;
};

const travel = (lodge: PaperLodge, bookingId: string, count: number) => {
  const { id, version } = seatsOf(lodge, bookingId);
  const pax = [{ category: 'adult', count }];
  return lodge.run('changePax', { seatsId: id, expectedVersion: version, pax }, managerOnDuty);
};

const aChannel = (lodge: PaperLodge) => {
  const terms = { collects: 'channel', commissionBasisPoints: 0, mayOverbook: true, cutoffMinutes: 0, position: 0 };
  const name = { code: 'VTR', name: 'Viator', source: 'ota', channelGroup: 'ota', holdMinutes: 60, active: true };
  return eventOf(lodge.run('setChannel', { ...name, ...terms, expectedVersion: null }, managerOnDuty), 'ChannelSet')
    .channelId;
};

describe('whether a booking is overbooked', () => {
  test('[I2] it is once somebody joins beyond what is there, and no more once they have left', () => {
    const { lodge, departure } = aDepartureOf(1, { overbookingLimit: 2 });
    const push = { source: 'ota', channelId: aChannel(lodge), externalRef: 'V-1' };
    const { id } = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], push));
    const flags = () => [lodge.one('booking', id).overbooked, seatsOf(lodge, id).overbooked];
    expect(flags()).toEqual([false, 0]);
    eventOf(travel(lodge, id, 3), 'PaxChanged');
    expect(flags()).toEqual([true, 2]);
    eventOf(travel(lodge, id, 2), 'PaxChanged');
    expect(flags()).toEqual([true, 1]);
    eventOf(travel(lodge, id, 1), 'PaxChanged');
    expect(flags()).toEqual([false, 0]);
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 1');
  });

  test('[I2] held, it is until the one who is too many has left', () => {
    const { lodge, departure } = aDepartureOf(2, { overbookingLimit: 1 });
    sell(lodge, departure.id);
    const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)], { overbook: true }, managerOnDuty));
    expect(held.overbooked).toBe(true);
    eventOf(travel(lodge, held.id, 1), 'PaxChanged');
    expect(lodge.one('booking', held.id).overbooked).toBe(false);
  });

  test('[I2] [I10] nor is one of which an item is given up while the seats of another come free, held or sold', () => {
    for (const sold of [false, true]) {
      const { lodge, departure } = aDepartureOf(1, { overbookingLimit: 1 });
      const other = addADeparture(lodge, '2026-11-26', { capacity: 1, overbookingLimit: 1 }, departure.productId);
      sell(lodge, departure.id);
      hold(lodge, [seatsItem(other.id)], { name: 'Who never pays' });
      const items = [seatsItem(departure.id), seatsItem(other.id)];
      const over = heldBooking(lodge, hold(lodge, items, { overbook: true }, managerOnDuty));
      if (sold) eventOf(pay(lodge, over.id, over.total), 'BookingConfirmed');
      else eventOf(lodge.run('extendHold', { holdId: over.holdId, minutes: 600, waitsFor: '' }), 'HoldChanged');
      lodge.pass(31);
      const given = lodge.all('seats').find((one) => one.bookingId === over.id && one.departureId === departure.id);
      const expectedVersion = lodge.one('booking', over.id).version;
      const less = { bookingId: over.id, itemId: given?.id, expectedVersion, reason: 'wish' };
      eventOf(lodge.run('cancelItem', less), sold ? 'ItemsCancelled' : 'HeldItemGivenUp');
      expect(lodge.one('booking', over.id).overbooked).toBe(false);
    }
  });

  test('[I2] [I8] nor is a package whose overbooked seats the operator cancelled', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(1, { overbookingLimit: 1 });
    sell(lodge, departure.id);
    const items = [seatsItem(departure.id), stayItem(roomTypeId)];
    const over = heldBooking(lodge, hold(lodge, items, { overbook: true }, managerOnDuty));
    eventOf(pay(lodge, over.id, over.total), 'BookingConfirmed');
    expect(lodge.one('booking', over.id).overbooked).toBe(true);
    const expectedVersion = lodge.one('departure', departure.id).version;
    const storm = { departureId: departure.id, expectedVersion, reason: 'storm', moveTo: null, refundRest: true };
    eventOf(lodge.run('cancelDeparture', storm, managerOnDuty), 'DepartureCancelled');
    expect(lodge.one('booking', over.id)).toMatchObject({ status: 'CONFIRMED', overbooked: false });
  });
});
