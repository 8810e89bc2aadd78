import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsInvariant } from '#shared/inventory/slot.ts';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, managerOnDuty } from '#test/support/paper-lodge.ts';

const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'];
const day = fc.integer({ min: 0, max: 4 });
const pick = fc.nat({ max: 50 });
const step = fc.oneof(
  fc.record({ do: fc.constant('book' as const), from: day, nights: fc.integer({ min: 1, max: 3 }), room: pick }),
  fc.record({
    do: fc.constant('move' as const),
    which: pick,
    from: day,
    nights: fc.integer({ min: 1, max: 3 }),
    room: pick,
  }),
  fc.record({ do: fc.constant('cancel' as const), which: pick }),
  fc.record({ do: fc.constant('checkIn' as const), which: pick }),
  fc.record({ do: fc.constant('pay' as const), which: pick, amount: fc.integer({ min: 1, max: 2_000_000 }) }),
  fc.record({ do: fc.constant('checkOut' as const), which: pick }),
  fc.record({ do: fc.constant('outOfOrder' as const), room: pick, from: day, nights: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('back' as const), which: pick }),
  fc.record({ do: fc.constant('clean' as const), room: pick }),
  fc.record({ do: fc.constant('nextDay' as const) }),
);

test(
  '[I1] [I2] [R1] [A1] [M3] whatever the desk does: no oversell, one guest a room, books balanced, receipts gapless and chained',
  { timeout: 60_000 },
  () => {
    let done = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 3 });
        for (const one of steps) done += take(lodge, roomTypeId, roomIds, one) ? 1 : 0;
        checkSlots(lodge, roomTypeId);
        checkRooms(lodge);
        checkBooks(lodge);
      }),
      { numRuns: 150 },
    );
    // A run in which nothing went through would prove nothing.
    expect(done).toBeGreaterThan(500);
  },
);

function take(
  lodge: PaperLodge,
  roomTypeId: string,
  roomIds: readonly string[],
  one: typeof step extends fc.Arbitrary<infer S> ? S : never,
): boolean {
  const room = 'room' in one ? (roomIds[one.room % (roomIds.length + 1)] ?? null) : null;
  const span =
    'from' in one ? { from: days[one.from] ?? days[0]!, to: addTo(one.from + one.nights) } : { from: '', to: '' };
  const stays = lodge.all('stay');
  const stay = 'which' in one ? stays[one.which % Math.max(1, stays.length)] : undefined;
  switch (one.do) {
    case 'book':
      return aBooking(lodge, { roomTypeId, roomId: room, ...span }).ok;
    case 'move': {
      const part = lodge.all('occupancy').find((found) => found.stayId === stay?.id);
      if (stay === undefined || part === undefined) return false;
      return lodge.run('moveStay', {
        stayId: stay.id,
        occupancyId: part.id,
        roomId: room,
        ...span,
        expectedVersion: stay.version,
        price: 'reprice',
      }).ok;
    }
    case 'cancel': {
      const booking = lodge.all('booking').find((found) => found.id === stay?.bookingId);
      return (
        booking !== undefined &&
        lodge.run('cancelBooking', { bookingId: booking.id, expectedVersion: booking.version, reason: 'wish' }).ok
      );
    }
    case 'checkIn':
      return stay !== undefined && lodge.run('checkIn', { stayId: stay.id, override: 'now' }).ok;
    case 'pay':
      return (
        stay !== undefined &&
        lodge.run('takeCash', { bookingId: stay.bookingId, amount: one.amount, tendered: one.amount }).ok
      );
    case 'checkOut': {
      if (stay === undefined) return false;
      const refused = lodge.run('checkOut', { stayId: stay.id });
      if (refused.ok || refused.reason !== 'balance-due') return refused.ok;
      const due = Number(refused.detail['due']);
      const settle =
        due > 0
          ? (['takeCash', { bookingId: stay.bookingId, amount: due, tendered: due }] as const)
          : (['refundCash', { bookingId: stay.bookingId, exceptionId: null, amount: -due }] as const);
      return lodge.run(settle[0], settle[1]).ok && lodge.run('checkOut', { stayId: stay.id }).ok;
    }
    case 'outOfOrder':
      return room !== null && lodge.run('putOutOfOrder', { roomId: room, kind: 'OOO', ...span, reason: 'pipe' }).ok;
    case 'back': {
      const blocks = lodge.all('roomBlock');
      const block = blocks[one.which % Math.max(1, blocks.length)];
      return block !== undefined && lodge.run('returnToService', { blockId: block.id }).ok;
    }
    case 'clean':
      return room !== null && lodge.run('setRoomStatus', { roomId: room, status: 'VACANT_CLEAN' }).ok;
    case 'nextDay': {
      const next = days[days.indexOf(lodge.businessDate) + 1];
      return next !== undefined && lodge.run('rollDay', { businessDate: next }, managerOnDuty).ok;
    }
  }
}

function checkSlots(lodge: PaperLodge, roomTypeId: string): void {
  const sold = lodge
    .all('stay')
    .filter(
      (stay) => stay.roomTypeId === roomTypeId && ['CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT'].includes(stay.status),
    );
  const blocks = lodge
    .all('roomBlock')
    .filter((block) => block.roomTypeId === roomTypeId && block.status === 'open' && block.kind === 'OOO');
  const openExceptions = lodge.all('exception').length;
  for (const slot of lodge.all('slot').filter((found) => found.resourceId === roomTypeId)) {
    expect(holdsInvariant(slot)).toBe(true);
    expect(slot.confirmed).toBe(sold.filter((stay) => stay.arrival <= slot.date && slot.date < stay.departure).length);
    if (slot.forced > 0) expect(openExceptions).toBeGreaterThan(0);
    if (slot.date < lodge.businessDate) continue;
    const out = new Set(
      blocks.filter((block) => block.fromDate <= slot.date && slot.date < block.toDate).map((block) => block.roomId),
    ).size;
    expect(slot.total, `total on ${slot.date}`).toBe(3 - out);
  }
}

function checkRooms(lodge: PaperLodge): void {
  const claims = lodge
    .all('occupancy')
    .filter(
      (part) => part.roomId !== null && !part.disputed && (part.status === 'expected' || part.status === 'inHouse'),
    );
  for (const one of claims) {
    const other = claims.find(
      (found) =>
        found.id < one.id && found.roomId === one.roomId && found.fromDate < one.toDate && one.fromDate < found.toDate,
    );
    expect(other, 'two guests in one room').toBeUndefined();
  }
}

function checkBooks(lodge: PaperLodge): void {
  const lines = lodge.all('journalLine');
  expect(lines.reduce((sum, line) => sum + line.debit - line.credit, 0)).toBe(0);
  const cash = lines.filter((line) => line.account === '1000').reduce((sum, line) => sum + line.debit - line.credit, 0);
  expect(cash).toBe(lodge.all('payment').reduce((sum, payment) => sum + payment.amount, 0));
  const deposits = lines
    .filter((line) => line.account === '2000')
    .reduce((sum, line) => sum + line.credit - line.debit, 0);
  expect(deposits).toBe(lodge.all('booking').reduce((sum, booking) => sum + booking.depositHeld, 0));
  const receipts = lodge.all('receipt').toSorted((a, b) => a.number - b.number);
  receipts.forEach((receipt, index) => {
    expect(receipt.number).toBe(index + 1);
    expect(receipt.previousHash).toBe(index === 0 ? '' : receipts[index - 1]?.hash);
  });
}

function addTo(index: number): string {
  return days[index] ?? `2026-11-${20 + index}`;
}
