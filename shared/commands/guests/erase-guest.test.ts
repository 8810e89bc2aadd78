import { expect, test } from 'vitest';
import { aBooking, aGuest, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf, managerOnDuty, receptionist } from '#test/support/paper-lodge.ts';

const erase = (lodge: PaperLodge, guestId: string, actor = managerOnDuty) =>
  lodge.run('eraseGuest', { guestId }, actor);

test('[S29] erasing destroys the key and marks the guest; what they stayed and paid is as it was', () => {
  const { lodge, roomTypeId, roomIds } = aLodge();
  const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
  const { guestId, total } = booked.booking.fields;
  const stayed = [
    ['takeCash', { bookingId: booked.booking.id, amount: total, tendered: total }],
    ['checkIn', { stayId: booked.stay.id }],
  ] as const;
  for (const [name, draft] of stayed) expect(lodge.run(name, draft)).toMatchObject({ ok: true });
  expect(erase(lodge, guestId)).toMatchObject({ ok: false, reason: 'guest-has-business', detail: { why: 'inHouse' } });
  lodge.run('rollDay', { businessDate: '2026-11-22' }, managerOnDuty);
  expect(lodge.run('checkOut', { stayId: booked.stay.id })).toMatchObject({ ok: true });

  const before = { ...lodge.one('guest', guestId) };
  const [payment, stay] = [lodge.all('payment'), lodge.all('stay')];
  const { at } = eventOf(erase(lodge, guestId), 'GuestErased');
  expect(lodge.one('guestKey', guestId).key).toBe('');
  const after = lodge.one('guest', guestId);
  expect(after).toMatchObject({ erasedAt: at, name: before.name, version: before.version + 1 });
  expect([lodge.all('payment'), lodge.all('stay')]).toEqual([payment, stay]);
});

test('[S29] nobody is erased with whom there is anything to settle, and the refusal says what', () => {
  const { lodge, roomTypeId } = aLodge();
  const booked = eventOf(aBooking(lodge, { roomTypeId, from: '2026-12-01', to: '2026-12-03' }), 'StayBooked');
  const { id: bookingId, fields } = booked.booking;
  const { guestId, number } = fields;
  const refused = (why: string, more = {}) =>
    expect(erase(lodge, guestId)).toMatchObject({ reason: 'guest-has-business', detail: { why, ...more } });
  refused('booking', { bookingNumber: number });
  lodge.run('takeCash', { bookingId, amount: 1000, tendered: 1000 });
  const reason = { bookingId, expectedVersion: 2, reason: 'ill' };
  expect(lodge.run('cancelBooking', reason, managerOnDuty)).toMatchObject({ ok: true });
  refused('balance', { bookingNumber: number });
  lodge.run('refundCash', { bookingId, exceptionId: null, amount: 1000 });
  expect(erase(lodge, guestId)).toMatchObject({ ok: true });
});

test('[S24] [S29] nor while money of theirs lies as credit, or an exception about them is open', () => {
  const { lodge, roomTypeId } = aLodge();
  const booked = eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
  const away = lodge.copy('B');
  const paid = away.run('takeCash', { bookingId: booked.booking.id, amount: 700, tendered: 700 });
  if (!paid.ok) throw new Error(paid.reason);
  const cancel = { bookingId: booked.booking.id, expectedVersion: 1, reason: 'ill' };
  expect(lodge.run('cancelBooking', cancel, managerOnDuty)).toMatchObject({ ok: true });
  expect(lodge.receive(paid.recorded, 'B').outcome).toBe('exception');
  const { guestId } = booked.booking.fields;
  expect(erase(lodge, guestId)).toMatchObject({ reason: 'guest-has-business', detail: { why: 'credit' } });
  const [exception] = lodge.all('exception');
  lodge.run('refundCash', { bookingId: null, exceptionId: exception?.id, amount: 700 });
  expect(erase(lodge, guestId)).toMatchObject({ ok: true });
});

test('[S29] an erased guest is not changed, not booked for and not erased again; only a manager erases', () => {
  const { lodge, roomTypeId } = aLodge();
  const guestId = aGuest(lodge, 'Hannah Brandt');
  expect(erase(lodge, guestId, receptionist)).toMatchObject({ ok: false, reason: 'no-right' });
  expect(erase(lodge, guestId)).toMatchObject({ ok: true });
  expect(erase(lodge, guestId)).toMatchObject({ reason: 'guest-erased' });
  const profile = { name: 'Hannah', country: '', phone: '', email: '', vip: false, note: '' };
  expect(lodge.run('changeGuest', { guestId, expectedVersion: 2, ...profile })).toMatchObject({
    reason: 'guest-erased',
  });
  const wish = { guestId, source: 'phone', roomTypeId, roomId: null, from: '2026-11-20', to: '2026-11-21' };
  const party = { adults: 1, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  expect(lodge.run('bookStay', { ...wish, ...party })).toMatchObject({ reason: 'guest-erased' });
  expect(erase(lodge, '019a9000-0000-7000-8000-000000000099')).toMatchObject({ reason: 'not-found' });
});

test('[S23] [S29] a change of a guest who was erased meanwhile is refused; cash from them stands', () => {
  const { lodge, roomTypeId } = aLodge();
  const booked = eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
  const { guestId } = booked.booking.fields;
  const away = lodge.copy('B');
  const profile = { name: 'Hannah B.', country: '', phone: '', email: '', vip: false, note: '' };
  const changed = away.run('changeGuest', { guestId, expectedVersion: 1, ...profile });
  const paid = away.run('takeCash', { bookingId: booked.booking.id, amount: 700, tendered: 700 });
  if (!changed.ok || !paid.ok) throw new Error('refused at the desk');
  const cancel = { bookingId: booked.booking.id, expectedVersion: 1, reason: 'ill' };
  expect(lodge.run('cancelBooking', cancel, managerOnDuty)).toMatchObject({ ok: true });
  expect(erase(lodge, guestId)).toMatchObject({ ok: true });
  expect(lodge.receive(changed.recorded, 'B').outcome).toBe('refused');
  expect(lodge.receive(paid.recorded, 'B').outcome).toBe('exception');
  expect(lodge.all('payment')).toMatchObject([{ amount: 700 }]);
  expect(lodge.one('guest', guestId).erasedAt).not.toBeNull();
});
