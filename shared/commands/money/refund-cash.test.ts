import { expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { eventOf } from '#test/support/paper-lodge.ts';

test('[S6] [S24] an exception that holds no money gives none back, and one that does only to its own booking', () => {
  const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 1 });
  const booked = eventOf(aBooking(lodge, { roomTypeId, roomId: roomIds[0] ?? null }), 'StayBooked');
  const a = lodge.copy('A');
  const inside = a.run('checkIn', { stayId: booked.stay.id });
  const { version } = lodge.one('booking', booked.booking.id);
  lodge.run('cancelBooking', { bookingId: booked.booking.id, expectedVersion: version, reason: 'ill' });
  if (!inside.ok) throw new Error(inside.reason);
  lodge.receive(inside.recorded, 'A');
  const standsAlone = lodge.all('exception')[0];
  expect(standsAlone).toMatchObject({ kind: 'stay-without-booking', concerns: { amount: 1_000_000 } });
  expect(lodge.run('refundCash', { bookingId: null, exceptionId: standsAlone?.id, amount: 1_000_000 })).toMatchObject({
    ok: false,
    reason: 'wrong-input',
  });
  expect(lodge.all('payment')).toEqual([]);
});
