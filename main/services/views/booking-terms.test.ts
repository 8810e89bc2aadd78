import { afterEach, expect, test } from 'vitest';
import { type ADesk, aDesk } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { managerOnDuty } from '#test/support/paper-lodge.ts';
import { prepareSaleTerms } from './booking-terms.ts';

let desk: ADesk;
afterEach(() => desk.close());

test('[U7] an agent is offered with what they earn; one that does not count any more is not', () => {
  const { lodge } = aLodge();
  const agent = { expectedVersion: null, email: '', phone: '', rules: [{ productId: null, basisPoints: 1_000 }] };
  lodge.run('setAgent', { ...agent, code: 'KE', name: 'KE Adventure Travel', active: true }, managerOnDuty);
  lodge.run('setAgent', { ...agent, code: 'OLD', name: 'Old Friends', active: false }, managerOnDuty);
  desk = aDesk(lodge, 'A');
  expect(prepareSaleTerms(desk.store.db)().agents).toMatchObject([
    { name: 'KE Adventure Travel', rules: [{ productId: null, basisPoints: 1_000 }] },
  ]);
});
