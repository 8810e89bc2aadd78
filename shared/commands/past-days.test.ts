import { expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';

const past = { from: '2026-11-18', to: '2026-11-19' };

test('[R6] a day that is past is sold by a manager or the system only', () => {
  const { lodge, roomTypeId } = aLodge();
  expect(aBooking(lodge, { roomTypeId, ...past })).toMatchObject({
    ok: false,
    reason: 'invalid-dates',
    detail: { businessDate: '2026-11-20' },
  });
  expect(aBooking(lodge, { roomTypeId, ...past, actor: managerOnDuty }).ok).toBe(true);
  expect(aBooking(lodge, { roomTypeId, ...past, actor: system }).ok).toBe(true);
});

test('[R6] what was sold on its day stands when it arrives days later', () => {
  const { lodge, roomTypeId } = aLodge();
  const sold = aBooking(lodge.copy('A'), { roomTypeId });
  lodge.run('rollDay', { businessDate: '2026-11-25' }, managerOnDuty);
  if (!sold.ok) throw new Error(sold.reason);
  const guest = lodge.run('addGuest', {
    name: 'X',
    country: '',
    phone: '',
    email: '',
    vip: false,
    note: '',
  });
  const guestId = eventOf(guest, 'GuestAdded').guest.id;
  const input = { ...(sold.recorded.input as object), guestId }; // a bookStay's input is an object
  expect(lodge.receive({ ...sold.recorded, input }, 'A').outcome).toBe('applied');
});

test('[R6] nobody expected is moved into the past by a slip; who is late keeps their day and may get a room', () => {
  const { lodge, roomTypeId, roomIds } = aLodge();
  const booked = eventOf(aBooking(lodge, { roomTypeId, to: '2026-11-23' }), 'StayBooked');
  lodge.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
  const move = (from: string, to: string, actor = receptionist) => moveTo(lodge, booked, from, to, actor);
  expect(move('2026-11-18', '2026-11-23')).toMatchObject({ ok: false, reason: 'invalid-dates' });
  expect(move('2026-11-20', '2026-11-20')).toMatchObject({ ok: false, reason: 'invalid-dates' });
  expect(move('2026-11-20', '2026-11-23').ok).toBe(true);
  expect(move('2026-11-18', '2026-11-23', managerOnDuty).ok).toBe(true);

  function moveTo(at: PaperLodge, made: typeof booked, from: string, to: string, actor: typeof receptionist) {
    const ids = { stayId: made.stay.id, occupancyId: made.occupancy.id, roomId: roomIds[0] };
    const expectedVersion = at.one('stay', made.stay.id).version;
    return at.run('moveStay', { ...ids, from, to, expectedVersion, price: 'reprice' }, actor);
  }
});
