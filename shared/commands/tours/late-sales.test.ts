import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import {
  aDepartureOf,
  balances,
  figuresOf,
  heldBooking,
  hold,
  holdDraft,
  pay,
  seatsItem,
  sell,
} from '#test/support/a-sale.ts';
import { type PaperLodge, type Recorded, managerOnDuty, system } from '#test/support/paper-lodge.ts';

describe('the operator cancels a departure while a desk has no line', () => {
  test('[I8] 30 bookings, half of them at a desk that is heard only afterwards: its sales and their money stand, go where the others went, and their guests hear of it', () => {
    const { lodge: server, departure } = aDepartureOf(40);
    const other = addADeparture(server, '2026-11-25', { capacity: 40 }, departure.productId);
    const desk = server.copy('B');
    for (let n = 0; n < 15; n++) sell(server, departure.id, 1, { name: `Here ${n}` });
    const offline = Array.from({ length: 15 }, (_, n) => soldAt(desk, departure, `Offline ${n}`));
    cancel(server, departure, other.id);
    expect(arrived(server, offline.flat())).toEqual(offline.flat().map(() => 'applied'));
    expect(seeTo(server, departure).ok).toBe(true);
    expect(figuresOf(server, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 40');
    expect(figuresOf(server, other.slotId)).toBe('0 held, 30 confirmed, 0 forced of 40');
    expect(heard(server, 'departureMoved')).toBe(30);
    expect(server.all('exception')).toEqual([]);
    expect(seeTo(server, departure)).toMatchObject({ ok: true, events: [] });
  });

  test('[I8] [S24] with nowhere to go, or no seats there, they are given up: the money is the guest’s to be given back, and they hear of it', () => {
    for (const seats of [0, 1]) {
      const { lodge: server, departure } = aDepartureOf(4);
      const other = addADeparture(server, '2026-11-25', { capacity: 1 }, departure.productId);
      if (seats === 1) sell(server, other.id, 1);
      const desk = server.copy('B');
      const sent = soldAt(desk, departure, 'Offline');
      cancel(server, departure, seats === 1 ? other.id : null);
      expect(arrived(server, sent)).toEqual(['applied', 'applied', 'applied']);
      seeTo(server, departure);
      const booking = bookingOf(server, departure);
      expect(booking).toMatchObject({ status: 'CANCELLED', statusReason: 'Snow' });
      expect([booking.depositHeld, heard(server, 'departureCancelled')]).toEqual([booking.paid, 1]);
      expect(figuresOf(server, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
      expect(-(balances(server)['2000'] ?? 0)).toBe(booking.paid);
    }
  });

  test('[I8] where the others went cannot take anybody any more, they are given up', () => {
    const { lodge: server, departure } = aDepartureOf(4);
    const other = addADeparture(server, '2026-11-25', {}, departure.productId);
    const desk = server.copy('B');
    const sent = soldAt(desk, departure, 'Offline');
    cancel(server, departure, other.id);
    cancel(server, other, null);
    arrived(server, sent);
    seeTo(server, departure);
    expect(bookingOf(server, departure).status).toBe('CANCELLED');
  });

  test('[I8] a sale that was made after it was cancelled is refused, and so is one that begins at the server', () => {
    const { lodge: server, departure } = aDepartureOf(4);
    const desk = server.copy('B');
    cancel(server, departure, null);
    const [guest, late] = soldAt(desk, departure, 'Too late');
    if (guest === undefined || late === undefined) throw new Error('nothing sold');
    server.receive(guest, 'B');
    server.clock = '2026-11-20T08:00:01.000Z';
    expect(server.receive(late, 'B')).toMatchObject({ outcome: 'refused', refusal: { reason: 'not-on-sale' } });
    expect(hold(server, [seatsItem(departure.id)])).toMatchObject({ ok: false, reason: 'not-on-sale' });
  });

  test('[I8] a late sale is given up also after the day on which it would have left', () => {
    const { lodge: server, departure } = aDepartureOf(4);
    const desk = server.copy('B');
    const sent = soldAt(desk, departure, 'Offline');
    cancel(server, departure, null);
    arrived(server, sent);
    server.clock = '2026-11-26T00:00:00.000Z';
    seeTo(server, departure);
    expect(bookingOf(server, departure).status).toBe('CANCELLED');
  });

  test('[I8] of one that cannot be given up either staff are told, once; nothing else comes of it', () => {
    const { lodge: server, departure } = aDepartureOf(4);
    const desk = server.copy('B');
    const sent = soldAt(desk, departure, 'Offline');
    cancel(server, departure, null);
    arrived(server, sent);
    const booking = bookingOf(server, departure);
    server.rows.get('booking')?.set(booking.id, { ...booking, status: 'CHECKED_IN' });
    expect(seeTo(server, departure)).toMatchObject({ ok: true, events: [{ type: 'ExceptionOpened' }] });
    expect(server.all('exception')).toMatchObject([
      { kind: 'late-sale-stuck', concerns: { bookingId: booking.id, departureId: departure.id } },
    ]);
    expect(seeTo(server, departure)).toMatchObject({ ok: true, events: [] });
  });
});

const seeTo = (lodge: PaperLodge, { id }: Row<'departure'>) => lodge.run('seeToLateSales', { departureId: id }, system);

function cancel(lodge: PaperLodge, { id }: Row<'departure'>, moveTo: string | null): void {
  lodge.clock = '2026-11-20T08:00:00.000Z';
  const { version } = lodge.one('departure', id);
  const draft = { departureId: id, expectedVersion: version, reason: 'Snow', moveTo, refundRest: true };
  if (!lodge.run('cancelDeparture', draft, managerOnDuty).ok) throw new Error('not cancelled');
}

/** What was made at a desk before the operator cancelled counts for the moment at which it was made. */
function arrived(server: PaperLodge, sent: readonly Recorded[]): string[] {
  server.clock = '2026-11-20T07:00:00.000Z';
  const outcomes = sent.map((recorded) => server.receive(recorded, 'B').outcome);
  server.clock = '2026-11-20T08:30:00.000Z';
  return outcomes;
}

/** A sale of a desk that is offline, paid in cash: guest, hold and money, as it will send them. */
function soldAt(desk: PaperLodge, { id }: Row<'departure'>, name: string): Recorded[] {
  const sent: Recorded[] = [];
  const guest = desk.run('addGuest', { name, country: '', phone: '', email: '', vip: false, note: '' });
  if (!guest.ok || guest.events[0]?.type !== 'GuestAdded') throw new Error('no guest');
  const held = desk.run('holdItems', { ...holdDraft(guest.events[0].guest.id, [seatsItem(id)]) });
  const booking = heldBooking(desk, held);
  const paid = pay(desk, booking.id, booking.total);
  for (const answer of [guest, held, paid]) if (answer.ok) sent.push(answer.recorded);
  return sent;
}

function bookingOf(lodge: PaperLodge, { id }: Row<'departure'>): Row<'booking'> {
  const seats = lodge.all('seats').find(({ departureId }) => departureId === id);
  return lodge.one('booking', seats?.bookingId ?? '');
}

/** How many guests hear of it. */
function heard(lodge: PaperLodge, kind: string): number {
  return new Set(lodge.all('notice').flatMap((notice) => (notice.kind === kind ? [notice.bookingId] : []))).size;
}
