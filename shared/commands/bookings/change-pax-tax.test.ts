import { expect, test } from 'vitest';
import { addADeparture } from '#test/support/a-departure.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { balances, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const price = (category: string, amount: number) => ({ category, amount, fromAge: null, toAge: null });
const named = { code: 'VAT', name: 'VAT', position: 0, fromDate: '2026-01-01', toDate: null, active: true };
const rule = { appliesTo: 'seats', basisPoints: 1_300, amount: 0, per: 'item', base: 'afterDiscount', inclusive: true };
const vat = { ...named, ...rule };

/** A departure on which a guide costs what an adult costs, and a porter more. */
function aTrek() {
  const { lodge } = aLodge();
  const prices = [price('adult', 3_200_000), price('guide', 3_200_000), price('porter', 3_300_000)];
  return { lodge, departure: addADeparture(lodge, '2026-11-24', { capacity: 4, prices }) };
}

function travelInstead(lodge: PaperLodge, category: string): void {
  const [seats] = lodge.all('seats');
  const pax = [{ category, count: 1 }];
  eventOf(lodge.run('changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax }), 'PaxChanged');
}

test('[A1] [B6] whoever travels instead at the same price brings today’s tax with them, also into the books', () => {
  const { lodge, departure } = aTrek();
  sell(lodge, departure.id);
  eventOf(lodge.run('setTaxRule', { expectedVersion: null, ...vat }, managerOnDuty), 'TaxRuleSet');
  travelInstead(lodge, 'guide');
  expect(lodge.all('seats')).toMatchObject([{ total: 3_200_000, tax: 368_142 }]);
  expect(balances(lodge)).toEqual({ '1000': 3_200_000, '2200': -2_831_858, '2300': -368_142 });
  lodge.clock = departure.startsAt;
  eventOf(lodge.run('markDeparted', { departureId: departure.id }, system), 'SeatsEarned');
  expect(balances(lodge)).toEqual({ '1000': 3_200_000, '2300': -368_142, '4100': -2_831_858 });
});

test('[A1] a tax that falls while the price rises is posted on the side on which it fell', () => {
  const { lodge, departure } = aTrek();
  eventOf(lodge.run('setTaxRule', { expectedVersion: null, ...vat }, managerOnDuty), 'TaxRuleSet');
  sell(lodge, departure.id);
  eventOf(lodge.run('setTaxRule', { expectedVersion: 1, ...vat, active: false }, managerOnDuty), 'TaxRuleSet');
  travelInstead(lodge, 'porter');
  expect(balances(lodge)).toEqual({ '1000': 3_200_000, '1200': 100_000, '2200': -3_300_000 });
  for (const { debit, credit } of lodge.all('journalLine')) expect(Math.min(debit, credit)).toBe(0);
});
