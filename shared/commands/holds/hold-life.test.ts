import { describe, expect, test } from 'vitest';
import { aDepartureOf, figuresOf, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { aBooking } from '#test/support/a-lodge.ts';
import { eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

describe('the life of a hold', () => {
  test('[I4] each kind of hold has its own time, and a reseller’s its contract’s [I12]', () => {
    const { lodge, departure } = aDepartureOf(10);
    const minutesOf = (more: object) => {
      const { createdAt, expiresAt } = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], { ...more }));
      return (Date.parse(expiresAt ?? '') - Date.parse(createdAt)) / 60_000;
    };
    expect(minutesOf({ source: 'website' })).toBe(15);
    expect(minutesOf({})).toBe(30);
    expect(minutesOf({ holdType: 'APPROVAL_PENDING' })).toBe(24 * 60);
    const channel = eventOf(
      lodge.run(
        'setChannel',
        {
          expectedVersion: null,
          code: 'VTR',
          name: 'Viator',
          source: 'ota',
          channelGroup: 'ota',
          holdMinutes: 90,
          collects: 'property',
          commissionBasisPoints: 0,
          mayOverbook: false,
          cutoffMinutes: 0,
          position: 0,
          active: true,
        },
        managerOnDuty,
      ),
      'ChannelSet',
    );
    expect(minutesOf({ source: 'ota', channelId: channel.channelId })).toBe(90);
  });

  test('[I5] a hold that ran out blocks nothing, whether the job came by or not', () => {
    const { lodge, departure } = aDepartureOf(2);
    const first = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    expect(hold(lodge, [seatsItem(departure.id)])).toMatchObject({ ok: false, reason: 'sold-out' });
    lodge.pass(31);
    heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1)]));
    expect(figuresOf(lodge, departure.slotId)).toBe('1 held, 0 confirmed, 0 forced of 2');
    expect(lodge.one('booking', first.id).status).toBe('HELD');
    lodge.run('expireHold', { holdId: first.holdId }, system);
    expect(lodge.one('booking', first.id)).toMatchObject({ status: 'EXPIRED', statusReason: 'hold-expired' });
    expect(
      lodge
        .all('seats')
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['EXPIRED', 'HELD']);
    expect(figuresOf(lodge, departure.slotId)).toBe('1 held, 0 confirmed, 0 forced of 2');
  });

  test('[I5] nights that were held are for sale again once it ran out, also to whoever books a stay at once', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(2);
    for (const name of ['A', 'B'])
      heldBooking(
        lodge,
        hold(lodge, [stayItem(roomTypeId, '2026-11-20', '2026-11-22'), seatsItem(departure.id)], { name }),
      );
    expect(aBooking(lodge, { roomTypeId })).toMatchObject({ ok: false, reason: 'sold-out' });
    lodge.pass(31);
    eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
    expect(
      lodge
        .all('slot')
        .filter(({ kind }) => kind === 'roomNight')
        .map(({ held, confirmed }) => [held, confirmed]),
    ).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  test('[I4] staff extend a hold and say what it waits for; one that ran out is not brought back', () => {
    const { lodge, departure } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    lodge.pass(20);
    eventOf(
      lodge.run('extendHold', { holdId: booking.holdId, minutes: 120, waitsFor: 'awaiting documents' }),
      'HoldChanged',
    );
    lodge.pass(60);
    expect(hold(lodge, [seatsItem(departure.id, 2)])).toMatchObject({ ok: false, reason: 'sold-out' });
    expect(lodge.one('hold', booking.holdId ?? '')).toMatchObject({ waitsFor: 'awaiting documents', status: 'active' });
    lodge.pass(60);
    expect(lodge.run('extendHold', { holdId: booking.holdId, minutes: 5, waitsFor: '' })).toMatchObject({
      ok: false,
      reason: 'hold-ended',
    });
  });

  test('[I4] staff release a hold: its booking ends, its units are free at once', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(2);
    const booking = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2), stayItem(roomTypeId)]));
    eventOf(lodge.run('releaseHold', { holdId: booking.holdId, reason: 'changed their mind' }), 'HoldEnded');
    expect(lodge.one('booking', booking.id)).toMatchObject({ status: 'CANCELLED', confirmedAt: null });
    expect(lodge.all('slot').every(({ held }) => held === 0)).toBe(true);
    expect(lodge.all('occupancy').map(({ status }) => status)).toEqual(['released']);
  });

  test('[I5] the job ends a hold once, and not one that was paid, extended or is still good', () => {
    const { lodge, departure } = aDepartureOf(3);
    const paid = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    pay(lodge, paid.id, paid.total);
    const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)]));
    for (const booking of [paid, held]) lodge.run('expireHold', { holdId: booking.holdId }, system);
    expect(figuresOf(lodge, departure.slotId)).toBe('1 held, 1 confirmed, 0 forced of 3');
    lodge.pass(31);
    for (const booking of [paid, held, held]) lodge.run('expireHold', { holdId: booking.holdId }, system);
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 3');
  });
});
