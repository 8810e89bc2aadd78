import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import {
  aDepartureOf,
  balances,
  figuresOf,
  heldBooking,
  hold,
  pay,
  seatsItem,
  stayItem,
} from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const tiers = [
  { hoursBefore: 12, basisPoints: 10_000 },
  { hoursBefore: 168, basisPoints: 2_000 },
];
const policy = { ...defaultPolicy, expectedVersion: null, balanceDays: 3, graceDays: 1, cancellation: tiers };

/** A trek on the 24th for two, its deposit paid, the rest due on the 21st. */
function aDeposit(more: object = {}, items: (roomTypeId: string) => readonly object[] = () => []) {
  const { lodge, departure, roomTypeId } = aDepartureOf(4);
  lodge.run('setBookingPolicy', { ...policy, ...more }, managerOnDuty);
  const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 2), ...items(roomTypeId)]));
  eventOf(pay(lodge, held.id, held.depositDue), 'BookingConfirmed');
  const booking = lodge.one('booking', held.id);
  expect(booking).toMatchObject({ balanceDueOn: '2026-11-21' });
  return { lodge, departure, booking };
}

const cancel = (lodge: PaperLodge, bookingId: string, actor = system) =>
  lodge.run('cancelUnpaid', { bookingId }, actor);

const on = (lodge: PaperLodge, businessDate: string) => {
  lodge.run('rollDay', { businessDate }, system);
  lodge.clock = `${businessDate}T03:00:00.000Z`;
};

describe('a balance that is not paid', () => {
  test('[B8] [B9] [A1] after the grace it is cancelled: the tier is kept, the rest is the guest’s credit, the seats are free', () => {
    const { lodge, departure, booking } = aDeposit();
    for (const day of ['2026-11-21', '2026-11-22']) {
      on(lodge, day);
      expect(cancel(lodge, booking.id)).toMatchObject({ ok: true, events: [] });
    }
    on(lodge, '2026-11-23');
    const cancelled = cancel(lodge, booking.id);
    expect(eventOf(cancelled, 'DepositSettled')).toMatchObject({ credit: 640_000, retained: 1_280_000 });
    expect(eventOf(cancelled, 'ExceptionOpened').exception.fields).toMatchObject({
      kind: 'money-without-booking',
      detail: { reason: 'balance-unpaid', retained: 1_280_000 },
      concerns: { amount: 640_000, bookingNumber: booking.number },
    });
    expect(lodge.one('booking', booking.id)).toMatchObject({
      status: 'CANCELLED',
      statusReason: 'balance-unpaid',
      paid: 0,
      depositHeld: 0,
      receivable: 0,
    });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
    expect(balances(lodge)).toEqual({ '1000': 1_920_000, '2100': -640_000, '4200': -1_280_000 });
    const folios = Map.groupBy(lodge.all('folioEntry'), ({ folioId }) => folioId);
    const sums = [...folios.values()].map((lines) => lines.reduce((sum, { amount }) => sum + amount, 0));
    expect(sums.toSorted((a, b) => a - b)).toEqual([-640_000, 0]);
    expect(cancel(lodge, booking.id)).toMatchObject({ ok: false, reason: 'invalid-transition' });
  });

  test('[B8] no more is kept than was paid: what the tier asks beyond it is not owed', () => {
    const { lodge, booking } = aDeposit({ cancellation: [{ hoursBefore: 168, basisPoints: 9_000 }] });
    on(lodge, '2026-11-23');
    const cancelled = cancel(lodge, booking.id);
    expect(eventOf(cancelled, 'DepositSettled')).toMatchObject({ credit: 0, retained: 1_920_000, creditFolio: null });
    expect(cancelled.ok && cancelled.events.some(({ type }) => type === 'ExceptionOpened')).toBe(false);
    expect(balances(lodge)).toEqual({ '1000': 1_920_000, '4200': -1_920_000 });
  });

  test('[B9] rooms of the package are given up with it, and what stood for their nights', () => {
    const { lodge, booking } = aDeposit({ cancellation: [] }, (type) => [stayItem(type, '2026-11-24', '2026-11-25')]);
    on(lodge, '2026-11-23');
    expect(eventOf(cancel(lodge, booking.id), 'DepositSettled')).toMatchObject({ credit: booking.paid, retained: 0 });
    expect(lodge.all('occupancy').map(({ status }) => status)).toEqual(['released']);
    expect(balances(lodge)).toEqual({ '1000': booking.paid, '2100': -booking.paid });
  });

  test('[B9] by itself only where the house has said so; a manager may at once, nobody where it is paid', () => {
    const { lodge, booking } = aDeposit({ graceDays: null });
    on(lodge, '2026-11-22');
    expect(cancel(lodge, booking.id)).toMatchObject({ events: [] });
    const paid = lodge.copy('B');
    pay(paid, booking.id, booking.total - booking.paid);
    expect(cancel(paid, booking.id, managerOnDuty)).toMatchObject({ events: [] });
    eventOf(cancel(lodge, booking.id, managerOnDuty), 'DepositSettled');
  });

  test('[B9] staff give more time: nothing is cancelled before the new day, and the guest hears of it anew', () => {
    const { lodge, booking } = aDeposit();
    const notice = () => lodge.run('queueBalanceNotice', { bookingId: booking.id }, system);
    notice();
    on(lodge, '2026-11-22');
    notice();
    expect(notice()).toMatchObject({ events: [] });
    const { version } = lodge.one('booking', booking.id);
    const postpone = (dueOn: string) =>
      lodge.run('postponeBalance', { bookingId: booking.id, expectedVersion: version, dueOn });
    expect(postpone('2026-11-20')).toMatchObject({ ok: false, reason: 'invalid-dates' });
    expect(eventOf(postpone('2026-11-23'), 'BalancePostponed')).toMatchObject({ from: '2026-11-21' });
    on(lodge, '2026-11-23');
    expect(cancel(lodge, booking.id)).toMatchObject({ events: [] });
    notice();
    expect(lodge.all('notice').map(({ body }) => [body['stage'], body['dueOn'], body['cancelsOn']])).toEqual([
      ['due', '2026-11-21', '2026-11-23'],
      ['overdue', '2026-11-21', '2026-11-23'],
      ['due', '2026-11-23', '2026-11-25'],
    ]);
  });

  test('[B8] [B9] a desk of before that sets the terms leaves what it does not know as it was', () => {
    const { lodge } = aDeposit();
    const { graceDays: _days, cancellation: _tiers, ...known } = policy;
    const { version } = lodge.all('bookingPolicy')[0] ?? { version: 0 };
    eventOf(lodge.run('setBookingPolicy', { ...known, expectedVersion: version }, managerOnDuty), 'BookingPolicySet');
    expect(lodge.all('bookingPolicy')).toMatchObject([{ graceDays: 1, cancellation: tiers }]);
  });
});
