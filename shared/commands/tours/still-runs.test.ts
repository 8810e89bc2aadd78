import { expect, test } from 'vitest';
import { isGuaranteed } from '#shared/tours/departure-status.ts';
import { aDepartureOf, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const cancel = (lodge: PaperLodge, bookingId: string) => {
  const expectedVersion = lodge.one('booking', bookingId).version;
  return lodge.run('cancelBooking', { bookingId, expectedVersion, reason: 'wish' });
};

test('[I8] a departure that had reached its minimum runs, whoever cancels then: nobody is told that it is not reached', () => {
  for (const how of ['cancelled', 'fewer', 'never reached']) {
    const { lodge, departure } = aDepartureOf(6, { minParticipants: 3 });
    const booking = sell(lodge, departure.id, how === 'never reached' ? 2 : 3);
    if (how === 'fewer') {
      const [seats] = lodge.all('seats');
      const pax = [{ category: 'adult', count: 2 }];
      const draft = { seatsId: seats?.id, expectedVersion: seats?.version, pax };
      eventOf(lodge.run('changePax', draft), 'PaxChanged');
    } else eventOf(cancel(lodge, booking.id), 'BookingCancelled');
    const runs = how !== 'never reached';
    const now = lodge.one('departure', departure.id);
    expect(isGuaranteed(now, lodge.one('slot', now.slotId)), how).toBe(runs);
    lodge.clock = `${departure.decisionOn}T04:00:00.000Z`;
    expect(lodge.run('alertDeparture', { departureId: departure.id }, system).ok, how).toBe(!runs);
  }
});

test('[I8] of a departure that the operator cancels nothing is said but that', () => {
  const { lodge, departure } = aDepartureOf(6, { minParticipants: 3 });
  sell(lodge, departure.id, 3);
  const { version: expectedVersion } = lodge.one('departure', departure.id);
  const storm = { departureId: departure.id, expectedVersion, reason: 'storm', moveTo: null, refundRest: true };
  const cancelled = lodge.run('cancelDeparture', storm, managerOnDuty);
  expect(cancelled.ok && cancelled.events.some(({ type }) => type === 'DepartureChanged')).toBe(false);
  expect(lodge.one('departure', departure.id)).toMatchObject({ state: 'cancelled', minParticipants: 3 });
});
