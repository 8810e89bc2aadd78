import { describe, expect, test } from 'vitest';
import { loadNow } from '#shared/commands/drive.ts';
import type { Row } from '#shared/schema/entities.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, type Recorded, eventOf } from '#test/support/paper-lodge.ts';

describe('two desks, one room', () => {
  test('[S24] cash for a sale that was refused is the guest’s credit, and one remedy puts it to the booking made instead', () => {
    const { server, a, sale, guest } = refusedSale();
    const cash = a.run('takeCash', { bookingId: sale.booking.id, amount: 300_000, tendered: 300_000 });
    expect(receive(server, cash).outcome).toBe('exception');
    const exception = server.all('exception')[0];
    expect(exception).toMatchObject({ kind: 'money-without-booking', concerns: { amount: 300_000, guestId: guest } });
    const instead = aBookingOf(server, guest, sale.stay.fields.roomTypeId, '2026-11-27', '2026-11-29');
    const applied = server.run('resolveException', { exceptionId: exception?.id, remedy: 0 });
    expect(eventOf(applied, 'CreditApplied')).toMatchObject({ bookingId: instead, amount: 300_000 });
    expect(server.one('booking', instead)).toMatchObject({ paid: 300_000, paymentStatus: 'PARTIAL' });
    expect(server.all('exception')[0]?.status).toBe('resolved');
  });

  test('[S5] [S24] check-in and check-out stand when the booking under them was refused', () => {
    const { server, a, sale } = refusedSale({ room: true });
    const cash = a.run('takeCash', { bookingId: sale.booking.id, amount: 500_000, tendered: 500_000 });
    const inside = a.run('checkIn', { stayId: sale.stay.id });
    const out = a.run('checkOut', { stayId: sale.stay.id });
    expect(receive(server, cash).outcome).toBe('exception');
    expect(receive(server, inside).outcome).toBe('exception');
    expect(receive(server, out).outcome).toBe('exception');
    expect(server.one('stay', sale.stay.id).status).toBe('CHECKED_OUT');
    const kinds = server.all('exception').map((exception) => exception.kind);
    expect(kinds.toSorted()).toEqual(['guard-balance-due', 'money-without-booking', 'stay-without-booking']);
    // Sold twice for the night that was slept: one unit by force, and given back with the nights not slept [I2].
    expect(server.all('slot').every((slot) => slot.confirmed <= slot.total + slot.forced)).toBe(true);
  });

  test('[S24] a guest let in on a refused sale is sold no other room: the refusal is answered by the check-in', () => {
    const { server, a, sale } = refusedSale({ room: true });
    const inside = a.run('checkIn', { stayId: sale.stay.id });
    const other = server.all('guest')[0]?.id ?? '';
    const refusal = (id: string, bookingNumber: string) => ({
      ...server.one('guest', other),
      id,
      status: 'open',
      concerns: { bookingNumber },
    });
    // Rows as the server writes them for a refusal, with what the command looks at.
    const rows = [refusal('r1', sale.booking.fields.number), refusal('r2', 'another')] as unknown as Row<'refusal'>[];
    server.rows.set('refusal', new Map(rows.map((row) => [row.id, row])));
    expect(receive(server, inside).outcome).toBe('exception');
    expect(server.all('refusal').map((row) => row.status)).toEqual(['answered', 'open']);
  });

  test('[S4] a change on top of a stranger’s conflicts; on top of one’s own it stands', () => {
    const { lodge, roomTypeId } = aLodge();
    const booked = eventOf(aBooking(lodge, { roomTypeId }), 'StayBooked');
    const [a, b] = [lodge.copy('A'), lodge.copy('B')];
    const changeOf = (at: PaperLodge, wishes: string) =>
      at.run('changeStay', {
        stayId: booked.stay.id,
        expectedVersion: at.one('stay', booked.stay.id).version,
        adults: 2,
        children: 0,
        wishes,
        expectedAt: '',
        note: '',
        nightlyRate: null,
      });
    const first = changeOf(a, 'vegetarian');
    const second = changeOf(a, 'quiet room');
    const stranger = changeOf(b, 'late arrival');
    expect(receive(lodge, first).outcome).toBe('applied');
    expect(receive(lodge, second).outcome).toBe('applied');
    expect(receive(lodge, stranger, 'B')).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'changed-elsewhere' },
    });
  });

  test('[S23] a sale that is sold out offers another type on the same dates and the nearest dates of its own', () => {
    const { sale, server } = refusedSale();
    const input = {
      ...sale.booking.fields,
      ...sale.stay.fields,
      from: '2026-11-20',
      to: '2026-11-22',
      roomId: null,
      nightlyRate: null,
    };
    const command = commandNamed('bookStay');
    if (command?.kind !== 'request' || command.alternatives === undefined) throw new Error('bookStay has alternatives');
    const refusal = { reason: 'sold-out' as const, retryable: false, detail: {} };
    const ways = loadNow(command.alternatives(refusal, input, server.contextNow()), (need) => server.answer(need)).seen;
    expect(ways.map((way) => [way.kind, way.label['from'], way.difference])).toEqual([
      ['otherType', '2026-11-20', 560_000],
      ['otherDates', '2026-11-22', 0],
    ]);
  });

  test('[S23] a request on top of one’s own refused request falls with it', () => {
    const { server, a, sale } = refusedSale();
    const cancelled = a.run('cancelBooking', { bookingId: sale.booking.id, expectedVersion: 1, reason: 'wish' });
    expect(receive(server, cancelled)).toMatchObject({ outcome: 'refused', refusal: { reason: 'depends-on-refused' } });
  });

  test('[S24] two guests checked in to one room: the first in the room has it, the second is disputed', () => {
    const { lodge, roomTypeId, roomIds } = aLodge();
    const [a, b] = [lodge.copy('A'), lodge.copy('B')];
    const one = aBooking(a, { roomTypeId, roomId: roomIds[0] ?? null, name: 'One' });
    const two = aBooking(b, { roomTypeId, roomId: roomIds[0] ?? null, name: 'Two' });
    const oneIn = a.run('checkIn', { stayId: eventOf(one, 'StayBooked').stay.id });
    const twoIn = b.run('checkIn', { stayId: eventOf(two, 'StayBooked').stay.id });
    for (const [answer, desk] of [
      [one, 'A'],
      [oneIn, 'A'],
      [two, 'B'],
    ] as const)
      receive(lodge, answer, desk);
    expect(receive(lodge, twoIn, 'B').outcome).toBe('exception');
    const parts = lodge.all('occupancy').map((part) => [part.status, part.disputed]);
    expect(parts).toEqual(
      expect.arrayContaining([
        ['inHouse', false],
        ['inHouse', true],
      ]),
    );
    expect(lodge.all('exception').map((exception) => exception.kind)).toContain('room-given-twice');
  });

  test('[S28] a right that is missing on the server refuses a request and makes a fact an exception', () => {
    const { lodge, roomTypeId } = aLodge();
    const a = lodge.copy('A');
    const sold = aBooking(a, { roomTypeId });
    const cash = a.run('takeCash', { bookingId: eventOf(sold, 'StayBooked').booking.id, amount: 100, tendered: 100 });
    expect(lodge.receive(recordedOf(sold), 'A', false)).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'no-right' },
    });
    expect(lodge.receive(recordedOf(cash), 'A', false).outcome).toBe('exception');
  });
});

/** The last room is sold on desk A while the server has sold it already: A's sale is refused there. */
function refusedSale(options: { room?: boolean } = {}) {
  const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
  const a = server.copy('A');
  eventOf(aBooking(server, { roomTypeId, name: 'First' }), 'StayBooked');
  const answer = aBooking(a, { roomTypeId, roomId: options.room ? (roomIds[0] ?? null) : null, name: 'Second' });
  const sale = eventOf(answer, 'StayBooked');
  const guest = sale.booking.fields.guestId;
  const guestRow = a.one('guest', guest);
  server.rows.get('guest')?.set(guest, guestRow);
  expect(receive(server, answer)).toMatchObject({ outcome: 'refused', refusal: { reason: 'sold-out' } });
  return { server, a, sale, guest };
}

function aBookingOf(lodge: PaperLodge, guestId: string, roomTypeId: string, from: string, to: string): string {
  const draft = {
    guestId,
    source: 'walkIn',
    roomTypeId,
    roomId: null,
    from,
    to,
    adults: 1,
    children: 0,
    nightlyRate: null,
    wishes: '',
    expectedAt: '',
    note: '',
  };
  return eventOf(lodge.run('bookStay', draft), 'StayBooked').booking.id;
}

function receive(server: PaperLodge, answer: ReturnType<PaperLodge['run']>, desk = 'A') {
  return server.receive(recordedOf(answer), desk);
}

function recordedOf(answer: ReturnType<PaperLodge['run']>): Recorded {
  if (!answer.ok) throw new Error(`refused at the desk: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.recorded;
}
