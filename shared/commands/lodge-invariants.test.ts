import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsInvariant } from '#shared/inventory/slot.ts';
import { addDays, daysOf } from '#shared/kernel/dates.ts';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperAnswer, PaperLodge, type Recorded, managerOnDuty } from '#test/support/paper-lodge.ts';

const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'];
// Mostly the first days: a guest who never arrives meets little.
const day = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 1 }) }, { weight: 1, arbitrary: fc.nat({ max: 4 }) });
const pick = fc.nat({ max: 7 });
const place = fc.constantFrom('here' as const, 'elsewhere' as const);
const nights = fc.integer({ min: 1, max: 3 });
const amount = fc.integer({ min: 1, max: 2_000_000 });
const often = <A>(arbitrary: fc.Arbitrary<A>) => ({ weight: 3, arbitrary });
const deed = fc.oneof(
  often(fc.record({ do: fc.constant('book' as const), from: day, nights, room: pick })),
  fc.record({ do: fc.constant('dayUse' as const), from: day, nights: fc.constant(0), room: pick }),
  fc.record({ do: fc.constant('move' as const), which: pick, from: day, nights, room: pick }),
  often(fc.record({ do: fc.constant('stayOn' as const), which: pick, nights, room: pick })),
  fc.record({ do: fc.constant('cancel' as const), which: pick }),
  often(fc.record({ do: fc.constant('checkIn' as const), which: pick })),
  often(fc.record({ do: fc.constant('pay' as const), which: pick, amount })),
  often(fc.record({ do: fc.constant('refund' as const), which: pick, amount })),
  often(fc.record({ do: fc.constant('checkOut' as const), which: pick })),
  often(fc.record({ do: fc.constant('moveAndLeave' as const), which: pick, nights, room: pick })),
  fc.record({ do: fc.constant('outOfOrder' as const), room: pick, from: day, nights }),
  fc.record({ do: fc.constant('back' as const), which: pick }),
  fc.record({ do: fc.constant('clean' as const), room: pick }),
  fc.record({ do: fc.constant('nextDay' as const) }),
);
/** A deed at a desk, or the other desk's line coming back: what it did is heard, and it hears. */
const step = fc.oneof(
  { weight: 9, arbitrary: fc.record({ at: place, deed }) },
  { weight: 1, arbitrary: fc.record({ at: fc.constant('line' as const) }) },
);

/** A desk without a line: what it does is kept until it is heard. */
class OfflineDesk extends PaperLodge {
  #unheard: Recorded[] = [];

  override run(...given: Parameters<PaperLodge['run']>): PaperAnswer {
    const answer = super.run(...given);
    if (answer.ok) this.#unheard.push(answer.recorded);
    return answer;
  }

  /** Is heard by the server, and sees its rows; how many of its deeds contradicted there. */
  meet(server: PaperLodge): number {
    const outcomes = this.#unheard.map((recorded) => server.receive(recorded, this.desk).outcome);
    this.#unheard = [];
    this.rows.clear();
    for (const [entity, table] of server.rows) this.rows.set(entity, new Map(table));
    return outcomes.filter((outcome) => outcome === 'exception').length;
  }
}

test(
  '[I1] [I2] [R1] [A1] [M3] whatever two desks do, one of them without a line: no oversell, one guest a room, books balanced, receipts gapless and chained',
  { timeout: 60_000 },
  () => {
    let done = 0;
    const met = { contradictions: 0, dayUses: 0, refunds: 0, refundedTwice: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), (steps) => {
        const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 3 });
        const other = new OfflineDesk('B');
        other.meet(lodge);
        for (const one of steps) {
          if (one.at === 'line') met.contradictions += other.meet(lodge);
          else done += take(one.at === 'here' ? lodge : other, roomTypeId, roomIds, one.deed) ? 1 : 0;
        }
        met.contradictions += other.meet(lodge);
        checkSlots(lodge, roomTypeId);
        checkRooms(lodge);
        checkBooks(lodge);
        const kinds = lodge.all('exception').map((exception) => exception.kind);
        met.refundedTwice += kinds.filter((kind) => kind === 'refunded-twice').length;
        met.dayUses += lodge.all('stay').filter((stay) => stay.dayUse).length;
        met.refunds += lodge.all('payment').filter((payment) => payment.amount < 0).length;
      }),
      { numRuns: Number(process.env['CAIRN_RUNS'] ?? 500) },
    );
    // Runs in which nothing of this went through would prove nothing.
    expect(done).toBeGreaterThan(500);
    expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(0);
  },
);

function take(
  lodge: PaperLodge,
  roomTypeId: string,
  roomIds: readonly string[],
  one: typeof deed extends fc.Arbitrary<infer D> ? D : never,
): boolean {
  const room = 'room' in one ? (roomIds[one.room % (roomIds.length + 1)] ?? null) : null;
  const span =
    'from' in one ? { from: days[one.from] ?? days[0]!, to: addTo(one.from + one.nights) } : { from: '', to: '' };
  const stays = lodge.all('stay');
  const stay = 'which' in one ? stays[one.which % Math.max(1, stays.length)] : undefined;
  switch (one.do) {
    case 'dayUse':
    case 'book':
      return aBooking(lodge, { roomTypeId, roomId: room, ...span }).ok;
    case 'stayOn':
    case 'move': {
      const part = lodge.all('occupancy').find((found) => found.stayId === stay?.id);
      if (stay === undefined || part === undefined) return false;
      const wish = one.do === 'move' ? span : { from: stay.arrival, to: addDays(stay.arrival, one.nights) };
      return lodge.run('moveStay', {
        stayId: stay.id,
        occupancyId: part.id,
        roomId: room,
        ...wish,
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
    case 'refund': {
      const paid = lodge.all('booking').find((found) => found.id === stay?.bookingId)?.paid ?? 0;
      const draft = { bookingId: stay?.bookingId, exceptionId: null, amount: Math.min(one.amount, paid) };
      return paid > 0 && lodge.run('refundCash', draft).ok;
    }
    case 'moveAndLeave':
      take(lodge, roomTypeId, roomIds, { ...one, do: 'stayOn' });
      return take(lodge, roomTypeId, roomIds, { do: 'checkOut', which: one.which });
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
        found.id < one.id && found.roomId === one.roomId && daysIn(found).some((day) => daysIn(one).includes(day)),
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
  for (const booking of lodge.all('booking')) {
    expect(booking.depositHeld).toBeGreaterThanOrEqual(0);
    expect(booking.paid).toBeGreaterThanOrEqual(booking.depositHeld);
  }
  const ofSeries = Map.groupBy(lodge.all('receipt'), (receipt) => receipt.series);
  for (const receipts of ofSeries.values()) {
    const inOrder = receipts.toSorted((a, b) => a.number - b.number);
    inOrder.forEach((receipt, index) => {
      expect(receipt.number).toBe(index + 1);
      expect(receipt.previousHash).toBe(index === 0 ? '' : inOrder[index - 1]?.hash);
    });
  }
}

/** The days of the room that somebody has; day use has one. */
function daysIn({ fromDate, toDate }: { fromDate: string; toDate: string }): string[] {
  return fromDate === toDate ? [fromDate] : daysOf({ from: fromDate, to: toDate });
}

function addTo(index: number): string {
  return days[index] ?? `2026-11-${20 + index}`;
}
