import { expect, test } from 'vitest';
import { changeStay } from './change-stay.ts';
import { upgradedInput } from '../upgrade.ts';
import { aBooking, aGuest, aLodge } from '#test/support/a-lodge.ts';
import { aDepartureOf, heldBooking, hold, pay, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { eventOf, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';

const seller = { ...receptionist, role: 'agent' as const };

test('[P1] a rate by hand is a manager’s, with a reason; the type’s own is anybody’s', () => {
  const { lodge, departure, roomTypeId } = aDepartureOf(2);
  const items = (nightlyRate: number | null) => [seatsItem(departure.id), { ...stayItem(roomTypeId), nightlyRate }];
  const right = { ok: false, reason: 'no-right', detail: { command: 'override-price', item: 1 } };
  expect(hold(lodge, items(1))).toMatchObject(right);
  expect(hold(lodge, items(0), { note: 'friends' }, seller)).toMatchObject(right);
  expect(hold(lodge, items(1), {}, managerOnDuty)).toMatchObject({ ok: false, reason: 'needs-reason' });
  eventOf(hold(lodge, items(500_000)), 'ItemsHeld');
  const cheap = heldBooking(lodge, hold(lodge, items(100_000), { note: 'friends' }, managerOnDuty));
  expect(cheap.total).toBe(3_400_000);
  // What was named by hand is asked for again at that, whatever the type's own is by then [P3].
  lodge.pass(31);
  lodge.run('expireHold', { holdId: cheap.holdId }, system);
  eventOf(pay(lodge, cheap.id, cheap.total), 'BookingConfirmed');
});

test('[P1] nor is one named where a stay is sold at once, or changed', () => {
  const { lodge, roomTypeId } = aLodge();
  const party = { source: 'walkIn', roomTypeId, roomId: null, adults: 2, children: 0, wishes: '', expectedAt: '' };
  const draft = { ...party, guestId: aGuest(lodge, 'Mina'), from: '2026-11-20', to: '2026-11-22', note: '' };
  const sold = (nightlyRate: number, note: string, actor = receptionist) =>
    lodge.run('bookStay', { ...draft, nightlyRate, note }, actor);
  expect(sold(1, '')).toMatchObject({ ok: false, reason: 'no-right' });
  expect(sold(0, 'why not', seller)).toMatchObject({ ok: false, reason: 'no-right' });
  expect(sold(1, ' ', managerOnDuty)).toMatchObject({ ok: false, reason: 'needs-reason' });
  eventOf(sold(1, 'friends', managerOnDuty), 'StayBooked');
  const { stay } = eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
  const words = { adults: 2, children: 0, wishes: '', expectedAt: '', note: 'friends' };
  const changed = (nightlyRate: number | null, actor = receptionist, rateReason = 'third visit') =>
    lodge.run(
      'changeStay',
      { stayId: stay.id, expectedVersion: lodge.one('stay', stay.id).version, ...words, nightlyRate, rateReason },
      actor,
    );
  expect(changed(1)).toMatchObject({ ok: false, reason: 'no-right' });
  expect(eventOf(changed(null), 'StayChanged').rateReason).toBeUndefined();
  // [P1] The note that the booking has had all along is no reason for the rate of today.
  expect(changed(1, managerOnDuty, ' ')).toMatchObject({ ok: false, reason: 'needs-reason' });
  expect(eventOf(changed(1, managerOnDuty), 'StayChanged').rateReason).toBe('third visit');
  eventOf(changed(1, receptionist, ''), 'StayChanged');
});

test('[P1] [S17] of a desk that knew no reason of its own yet, the note it took for it still is', () => {
  const older = { stayId: 's', note: '~1.guest.sealed', nightlyRate: 1 };
  expect(upgradedInput(changeStay, { version: 1, input: older })).toEqual({
    input: { ...older, rateReason: '~1.guest.sealed' },
  });
  expect(upgradedInput(changeStay, { version: 1, input: null })).toEqual({ input: null });
});

test('[P1] [B7] the type’s own rate is nobody’s hand: was it another by then, both prices are said, and it is no want of right', () => {
  const { lodge, roomTypeId } = aLodge();
  const party = { guestId: aGuest(lodge, 'Mina'), source: 'walkIn', roomTypeId, roomId: null, adults: 2, children: 0 };
  const dates = { from: '2026-11-20', to: '2026-11-22', nightlyRate: 400_000, wishes: '', expectedAt: '' };
  eventOf(lodge.run('bookStay', { ...party, ...dates, note: 'friends' }, managerOnDuty), 'StayBooked');
  const [stay] = lodge.all('stay');
  const server = lodge.copy('S');
  const own = lodge.one('roomType', roomTypeId).nightlyRate;
  const words = { adults: 2, children: 0, wishes: '', expectedAt: '', note: '' };
  const asked = lodge.run('changeStay', {
    stayId: stay?.id,
    expectedVersion: stay?.version,
    ...words,
    nightlyRate: own,
  });
  if (!asked.ok) throw new Error(asked.reason);
  const dearer = Object.assign({}, server.one('roomType', roomTypeId), { nightlyRate: own + 100_000 });
  server.rows.get('roomType')?.set(roomTypeId, dearer);
  expect(server.receive(asked.recorded, 'A')).toMatchObject({
    outcome: 'refused',
    refusal: { reason: 'price-changed', detail: { agreed: 2 * own, now: 2 * own + 200_000 } },
  });
});
