import { describe, expect, test } from 'vitest';
import { leaseIdOf } from '#shared/inventory/lease.ts';
import type { Row } from '#shared/schema/entities.ts';
import { aLodgeWithDesks, everyDeskKeeps } from '#test/support/a-lodge-with-desks.ts';
import { figuresOf, heldBooking, hold, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';

function leaseOf(lodge: PaperLodge, slotId: string, deskCode = 'A'): Row<'lease'> | undefined {
  const propertyId = lodge.all('property')[0]?.id ?? '';
  return lodge.all('lease').find(({ id }) => id === leaseIdOf(propertyId, { deskCode, epoch: 1 }, slotId));
}

const unitsOf = (lodge: PaperLodge, slotId: string, deskCode = 'A') => leaseOf(lodge, slotId, deskCode)?.units ?? 0;

describe('topping up', () => {
  test('[S30] leased units count as held, of the house’s own group', () => {
    const { lodge, slotId, topUp } = aLodgeWithDesks(5);
    eventOf(topUp(), 'LeasesToppedUp');
    expect(unitsOf(lodge, slotId)).toBe(2);
    expect(lodge.one('slot', slotId)).toMatchObject({ held: 2, manual: 2, confirmed: 0 });
    // A second round gives nothing more.
    expect(topUp()).toMatchObject({ ok: true, events: [] });
  });

  test('[S31] the pool’s last ones are never given, nor what the house’s quota has no room for, nor what somebody waits for', () => {
    const last = aLodgeWithDesks(3, { keepLast: 2 });
    last.topUp();
    expect([unitsOf(last.lodge, last.slotId), last.topUp('B')]).toMatchObject([1, { events: [] }]);
    const quota = { manual: { units: 1, basisPoints: null, releasedAt: null } };
    const within = aLodgeWithDesks(5, {}, { quotas: quota });
    within.topUp();
    expect(unitsOf(within.lodge, within.slotId)).toBe(1);
    const soldOut = aLodgeWithDesks(1);
    soldOut.topUp();
    expect([unitsOf(soldOut.lodge, soldOut.slotId), unitsOf(soldOut.lodge, soldOut.slotId, 'B')]).toEqual([1, 0]);
    soldOut.topUp('B');
    // [S34] Two desks never hold the same unit.
    expect(unitsOf(soldOut.lodge, soldOut.slotId, 'B')).toBe(0);
  });

  test('[S34] two desks that keep seats of one departure have each their own: together what is held, and neither is promised the other’s', () => {
    const { lodge, departure, slotId, topUp } = aLodgeWithDesks(3);
    topUp();
    topUp('B');
    expect(lodge.all('lease').map(({ deskCode, units }) => [deskCode, units])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
    expect(figuresOf(lodge, slotId)).toBe('3 held, 0 confirmed, 0 forced of 3');
    heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    expect([unitsOf(lodge, slotId), unitsOf(lodge, slotId, 'B')]).toEqual([0, 1]);
    expect(hold(lodge, [seatsItem(departure.id)], { name: 'Other' })).toMatchObject({ ok: false, reason: 'sold-out' });
  });

  test('[S31] a desk’s own settings go before those of all; beyond its days it keeps none; nor does a desk of another life', () => {
    const { lodge, slotId, topUp } = aLodgeWithDesks(9);
    const own = { deskCode: 'B', ...everyDeskKeeps, seatUnits: 5, expectedVersion: 0 };
    eventOf(lodge.run('setAllotmentPolicy', own, managerOnDuty), 'AllotmentPolicySet');
    topUp('B');
    expect(unitsOf(lodge, slotId, 'B')).toBe(5);
    expect(topUp('A', 2)).toMatchObject({ ok: false, reason: 'invalid-transition' });
    const far = aLodgeWithDesks(9, { seatDays: 2 });
    expect(far.topUp()).toMatchObject({ ok: true, events: [] });
    const none = lodge.run('setAllotmentPolicy', { ...own, deskCode: 'Z' }, managerOnDuty);
    expect(none).toMatchObject({ ok: false, reason: 'not-found' });
    expect(lodge.run('setAllotmentPolicy', own, managerOnDuty)).toMatchObject({ reason: 'changed-elsewhere' });
  });
});

describe('a sale out of an allotment', () => {
  test('[S32] inside it is guaranteed; one slot outside makes the whole package tentative', () => {
    const { lodge, departure, slotId, roomTypeId, topUp } = aLodgeWithDesks(5);
    topUp();
    const pack = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1), stayItem(roomTypeId)]));
    expect(pack.promise).toBe('tentative');
    expect(unitsOf(lodge, slotId)).toBe(1);
    const seat = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1)]));
    expect(seat.promise).toBe('guaranteed');
    expect(figuresOf(lodge, slotId)).toBe('2 held, 0 confirmed, 0 forced of 5');
    expect(heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1)])).promise).toBe('tentative');
  });

  test('[S32] a party that is larger than the allotment is tentative, and draws what there is of it first', () => {
    const { lodge, departure, slotId, topUp } = aLodgeWithDesks(5);
    topUp();
    expect(heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 3)])).promise).toBe('tentative');
    expect(unitsOf(lodge, slotId)).toBe(0);
    expect(figuresOf(lodge, slotId)).toBe('3 held, 0 confirmed, 0 forced of 5');
  });

  test('[S32] [I7] a reseller’s sale at the desk is promised within the reseller’s quota only', () => {
    const quotas = { ota: { units: 1, basisPoints: null, releasedAt: null } };
    const { lodge, departure, topUp } = aLodgeWithDesks(5, {}, { quotas });
    topUp();
    expect(hold(lodge, [seatsItem(departure.id, 2)], { source: 'ota' })).toMatchObject({ reason: 'quota-reached' });
    expect(heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1)], { source: 'ota' })).promise).toBe('guaranteed');
  });
});

describe('giving back', () => {
  test('[S33] a desk gives its own back, never more than is in it, and what was asked for is settled by it', () => {
    const { lodge, slotId, topUp } = aLodgeWithDesks(5);
    topUp();
    const leaseId = leaseOf(lodge, slotId)?.id ?? '';
    lodge.run('recallLeases', { leases: [{ leaseId, units: 9 }] }, system);
    expect(leaseOf(lodge, slotId)).toMatchObject({ units: 2, recalled: 2 });
    // While it is asked for, the desk is given no more.
    expect(topUp()).toMatchObject({ events: [] });
    eventOf(lodge.run('returnLeases', { leases: [{ leaseId, units: 5 }] }, system), 'LeasesReturned');
    expect(leaseOf(lodge, slotId)).toMatchObject({ units: 0, recalled: 0, status: 'active' });
    expect(lodge.one('slot', slotId)).toMatchObject({ held: 0, manual: 0 });
  });

  test('[S22] [S34] neither another desk nor the branch of a copied disk gives a desk’s allotment away', () => {
    const { lodge, slotId, topUp } = aLodgeWithDesks(5);
    topUp();
    const leaseId = leaseOf(lodge, slotId)?.id ?? '';
    const given = { id: '019a9000-0000-7000-8000-00000000ffff', seq: 1, name: 'returnLeases', sees: [], actor: system };
    const back = { ...given, input: { leases: [{ leaseId, units: 2 }], epoch: 1 } };
    expect(lodge.receive(back, 'B')).toMatchObject({ outcome: 'applied', events: [] });
    expect(lodge.receive({ ...back, input: { ...back.input, epoch: 3 } }, 'A')).toMatchObject({ events: [] });
    expect(unitsOf(lodge, slotId)).toBe(2);
  });

  test('[S33] revoked, the units are free at once, the desk’s later giving back changes nothing, and only a manager may', () => {
    const { lodge, slotId, topUp } = aLodgeWithDesks(5);
    topUp();
    const leaseId = leaseOf(lodge, slotId)?.id ?? '';
    const draft = { deskCode: 'A', slotIds: [slotId] };
    expect(lodge.run('revokeLeases', draft, receptionist)).toMatchObject({ ok: false, reason: 'no-right' });
    eventOf(lodge.run('revokeLeases', draft, managerOnDuty), 'LeasesRevoked');
    expect(figuresOf(lodge, slotId)).toBe('0 held, 0 confirmed, 0 forced of 5');
    expect(lodge.run('returnLeases', { leases: [{ leaseId, units: 2 }] }, system)).toMatchObject({ events: [] });
    expect(figuresOf(lodge, slotId)).toBe('0 held, 0 confirmed, 0 forced of 5');
    expect(topUp()).toMatchObject({ events: [] });
  });
});
