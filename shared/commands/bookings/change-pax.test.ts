import { expect, test } from 'vitest';
import { aDepartureOf, figuresOf, heldBooking, hold, seatsItem, sell } from '#test/support/a-sale.ts';
import { managerOnDuty } from '#test/support/paper-lodge.ts';

test('[I2] [I5] who holds no seats any more gives none back: those are others’ already', () => {
  const { lodge, departure } = aDepartureOf(6);
  const late = heldBooking(lodge, hold(lodge, [seatsItem(departure.id, 4)]));
  const [seats] = lodge.all('seats');
  const fewer = () =>
    lodge.run('changePax', {
      seatsId: seats?.id,
      expectedVersion: seats?.version,
      pax: [{ category: 'adult', count: 1 }],
    });
  lodge.pass(31);
  expect(fewer()).toMatchObject({ ok: false, reason: 'hold-ended', detail: { holdId: late.holdId } });
  expect(hold(lodge, [seatsItem(departure.id, 4)], { name: 'Other' }).ok).toBe(true);
  expect(fewer()).toMatchObject({ ok: false, reason: 'hold-ended' });
  expect(figuresOf(lodge, departure.slotId)).toBe('4 held, 0 confirmed, 0 forced of 6');
});

test('[I11] [B6] nobody joins what is closed but by a manager; who leaves may leave', () => {
  const { lodge, departure } = aDepartureOf(6);
  sell(lodge, departure.id, 2);
  expect(lodge.run('closeSale', { departureId: departure.id, reason: 'storm' }, managerOnDuty).ok).toBe(true);
  const travel = (count: number, actor?: typeof managerOnDuty) => {
    const [seats] = lodge.all('seats');
    const pax = [{ category: 'adult', count }];
    return lodge.run('changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax }, actor);
  };
  expect(travel(3)).toMatchObject({ ok: false, reason: 'not-on-sale', detail: { state: 'CLOSED' } });
  expect(travel(3, managerOnDuty).ok).toBe(true);
  expect(travel(1).ok).toBe(true);
  expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 1 confirmed, 0 forced of 6');
});
