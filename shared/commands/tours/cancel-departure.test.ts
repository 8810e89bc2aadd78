import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import {
  aDepartureOf,
  balances,
  figuresOf,
  heldBooking,
  hold,
  pay,
  seatsItem,
  sell,
  stayItem,
} from '#test/support/a-sale.ts';
import { type PaperLodge, managerOnDuty } from '#test/support/paper-lodge.ts';

describe('the operator cancels a departure', () => {
  test('[I8] 30 bookings, half of them made offline: those who booked first move, the rest is refunded, and all of them hear of it', () => {
    const { lodge: server, departure } = aDepartureOf(40);
    const other = addADeparture(server, '2026-11-25', { capacity: 20 }, departure.productId);
    const desk = server.copy('A');
    for (let n = 0; n < 15; n++) sell(server, departure.id, 1, { name: `Here ${n}` });
    const offline = Array.from({ length: 15 }, (_, n) => sentBy(desk, departure, `Offline ${n}`));
    for (const recorded of offline.flat()) expect(server.receive(recorded, 'A').outcome).toBe('applied');
    const before = balances(server);
    expect(cancel(server, departure, { moveTo: other.id })).toMatchObject({ reason: 'sold-out' });
    expect(cancel(server, departure, { moveTo: other.id, refundRest: true }).ok).toBe(true);
    expect(server.one('departure', departure.id).state).toBe('cancelled');
    expect(figuresOf(server, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 40');
    expect(figuresOf(server, other.slotId)).toBe('0 held, 20 confirmed, 0 forced of 20');
    const moved = server.all('seats').filter(({ departureId }) => departureId === other.id);
    expect([moved.length, new Set(moved.map(({ status }) => status))]).toEqual([20, new Set(['CONFIRMED'])]);
    const cancelled = server.all('booking').filter(({ status }) => status === 'CANCELLED');
    expect([cancelled.length, cancelled.every(({ depositHeld, paid }) => depositHeld === paid)]).toEqual([10, true]);
    expect(Object.groupBy(server.all('notice'), ({ kind }) => kind)).toMatchObject({
      departureMoved: { length: 20 },
      departureCancelled: { length: 10 },
    });
    // No money lost: what was paid for ten seats stands as deposits now, for twenty it is still deferred.
    const paid = -(before['2200'] ?? 0);
    expect(balances(server)).toEqual({ '1000': paid, '2000': -paid / 3, '2200': (-paid * 2) / 3 });
  });

  test('[I8] without another departure everybody is refunded, what is held is let go, and nights of a package stand', () => {
    const { lodge, departure, roomTypeId } = aDepartureOf(6);
    const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)]));
    const pack = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 1), stayItem(roomTypeId)]));
    expect(pay(lodge, pack.id, pack.total).ok).toBe(true);
    expect(cancel(lodge, departure, {}).ok).toBe(true);
    expect(lodge.one('booking', held.id)).toMatchObject({ status: 'CANCELLED', statusReason: 'Snow' });
    expect(lodge.one('booking', pack.id)).toMatchObject({ status: 'CONFIRMED', depositHeld: pack.paid + pack.total });
    expect(lodge.all('stay').map(({ status }) => status)).toEqual(['CONFIRMED']);
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 6');
    expect(cancel(lodge, departure, {})).toMatchObject({ reason: 'invalid-transition' });
  });

  test('[I8] what is held moves as held, overbooked seats are whole where they come to, and forced ones shrink once', () => {
    const { lodge, departure } = aDepartureOf(2, { overbookingLimit: 2 });
    const other = addADeparture(lodge, '2026-11-25', { capacity: 6 }, departure.productId);
    const first = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)], {}, managerOnDuty));
    const beyond = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2)], { overbook: true }, managerOnDuty));
    expect(beyond.overbooked).toBe(true);
    expect(cancel(lodge, departure, { moveTo: other.id }).ok).toBe(true);
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 2');
    expect(figuresOf(lodge, other.slotId)).toBe('4 held, 0 confirmed, 0 forced of 6');
    expect(lodge.one('booking', beyond.id)).toMatchObject({ status: 'HELD', overbooked: false });
    // Paid after the move, it is confirmed where it is now.
    expect(pay(lodge, first.id, first.total).ok).toBe(true);
    expect(figuresOf(lodge, other.slotId)).toBe('2 held, 2 confirmed, 0 forced of 6');
  });
});

function cancel(lodge: PaperLodge, { id }: Row<'departure'>, more: { moveTo?: string; refundRest?: boolean }) {
  const { version } = lodge.one('departure', id);
  const draft = { departureId: id, expectedVersion: version, reason: 'Snow', moveTo: null, refundRest: false, ...more };
  return lodge.run('cancelDeparture', draft, managerOnDuty);
}

/** A sale of a desk that is offline: guest, hold and money, as it will send them. */
function sentBy(desk: PaperLodge, departure: Row<'departure'>, name: string) {
  const guest = desk.run('addGuest', { name, country: '', phone: '', email: '', vip: false, note: '' });
  if (!guest.ok || guest.events[0]?.type !== 'GuestAdded') throw new Error('no guest');
  const draft = { ...saleDraft, guestId: guest.events[0].guest.id, items: [seatsItem(departure.id, 1)] };
  const held = desk.run('holdItems', draft);
  const booking = heldBooking(desk, held);
  const paid = pay(desk, booking.id, booking.total);
  if (!held.ok || !paid.ok) throw new Error('refused at the desk');
  return [guest.recorded, held.recorded, paid.recorded];
}

const saleDraft = {
  source: 'walkIn',
  channelId: null,
  agentId: null,
  promotionCode: '',
  override: null,
  holdType: null,
  waitsFor: '',
  overbook: false,
  lateReason: '',
  shownTotal: null,
  note: '',
};
