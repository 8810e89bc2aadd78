import { expect, test } from 'vitest';
import { aDepartureOf } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, system } from '#test/support/paper-lodge.ts';

const inVain = (lodge: PaperLodge, resourceId: string, units: number, more: object = { reason: 'sold-out' }) =>
  eventOf(
    lodge.run(
      'noteTurnedAway',
      { command: 'holdItems', detail: { resourceId, date: '2026-11-24', units }, ...more },
      system,
    ),
    'TurnedAway',
  );

const noted = (lodge: PaperLodge) => lodge.all('refusal').map(({ reason, detail }) => [reason, detail['units']]);

test('[S31] a crowd that finds nothing leaves one row for each slot, however long it goes on', () => {
  const { lodge, departure } = aDepartureOf(1);
  for (let hour = 0; hour < 30; hour += 1) {
    inVain(lodge, departure.id, 1 + (hour % 4));
    lodge.pass(60);
  }
  expect(noted(lodge)).toEqual([['sold-out', 2]]);
});

test('[S31] the largest party of late stands for all; of long ago for none', () => {
  const { lodge, departure } = aDepartureOf(1);
  for (const units of [2, 5, 1]) inVain(lodge, departure.id, units);
  expect(noted(lodge)).toEqual([['sold-out', 5]]);
  lodge.pass(10);
  inVain(lodge, departure.id, 1);
  expect(noted(lodge)).toEqual([['sold-out', 5]]);
  // Those who still come want less, and the largest party is long gone.
  lodge.pass(6);
  inVain(lodge, departure.id, 1);
  expect(noted(lodge)).toEqual([['sold-out', 1]]);
});

test('[S31] [I7] a quota that is used up is not the same as seats that are gone, nor another group’s quota', () => {
  const { lodge, departure } = aDepartureOf(1);
  inVain(lodge, departure.id, 2);
  for (const group of ['manual', 'website']) {
    const detail = { resourceId: departure.id, date: '2026-11-24', units: 3, group };
    inVain(lodge, departure.id, 3, { reason: 'quota-reached', detail });
  }
  expect(noted(lodge).toSorted()).toEqual([
    ['quota-reached', 3],
    ['quota-reached', 3],
    ['sold-out', 2],
  ]);
});
