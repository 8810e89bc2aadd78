import { expect, test } from 'vitest';
import { aDepartureOf, figuresOf, heldBooking, hold, seatsItem } from '#test/support/a-sale.ts';

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
