import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addDays } from '#shared/kernel/dates.ts';
import { type AProperty, type LiveDesk, aProperty, done, made } from './a-property.ts';
import { expectReplicasEqual } from './replicas.ts';

const envelopes = 2000;

describe('a week without the server', () => {
  let property: AProperty;
  let away: LiveDesk;
  let other: LiveDesk;

  beforeAll(async () => {
    property = await aProperty();
    away = await property.desk('Front desk');
    other = await property.desk('Back office');
  }, 60_000);
  afterAll(() => property.stop());

  test(
    '[S2] [S8] [S10] two thousand envelopes made meanwhile are all settled in order, every receipt stands, and the replicas are equal',
    { timeout: 300_000 },
    async () => {
      await property.stopServer();
      const receipts = work(away, property.roomTypeId);
      expect(away.store.journal.count()).toBe(envelopes);

      await property.startServer();
      away.sync.tryNow();
      other.sync.tryNow();
      const none = () => {
        if (away.store.journal.count() > 0) throw new Error(`${away.store.journal.count()} pending`);
      };
      await vi.waitFor(none, { timeout: 240_000, interval: 50 });

      expect(away.all('refusal')).toEqual([]);
      expect(away.all('exception')).toEqual([]);
      const numbers = away.all('receipt').map(({ series, number }) => `${series}/${number}`);
      expect(numbers.toSorted()).toEqual(receipts.toSorted());
      await expectReplicasEqual(property, away, other);
    },
  );
});

/** Guests, sales, cash and changes, over nights that two rooms suffice for; gives the receipts that were written. */
function work(desk: LiveDesk, roomTypeId: string): string[] {
  const receipts: string[] = [];
  const run = (name: string, draft: unknown) => done(desk.run(name, draft));
  const wish = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  for (let round = 0; round < envelopes / 4; round++) {
    const name = `Guest ${round}`;
    const profile = { name, country: 'DE', phone: '+49 151 440722', email: '', vip: false, note: '' };
    const { guest } = made(run('addGuest', profile), 'GuestAdded');
    const from = addDays('2026-11-21', Math.floor(round / 2));
    const sale = { guestId: guest.id, source: 'phone', roomTypeId, roomId: null, from, to: addDays(from, 1) };
    const { booking, stay } = made(run('bookStay', { ...sale, ...wish }), 'StayBooked');
    const paid = run('takeCash', { bookingId: booking.id, amount: 500_000, tendered: 500_000 });
    const { receipt } = made(paid, 'CashTaken');
    receipts.push(`${receipt.series}/${receipt.number}`);
    const { version } = desk.store.find('stay', stay.id) ?? { version: 0 };
    const changed = { adults: 1, children: 0, wishes: 'Quiet', expectedAt: '15:00', note: '', nightlyRate: null };
    run('changeStay', { stayId: stay.id, expectedVersion: version, ...changed });
  }
  return receipts;
}
