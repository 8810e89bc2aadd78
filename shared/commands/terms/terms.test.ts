import { describe, expect, test } from 'vitest';
import { defaultPolicy, policyIdOf } from '#shared/bookings/policy.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, managerOnDuty } from '#test/support/paper-lodge.ts';

const viator = {
  expectedVersion: null,
  code: 'viator',
  name: 'Viator',
  source: 'ota',
  channelGroup: 'ota',
  holdMinutes: 60,
  collects: 'channel',
  commissionBasisPoints: 2_000,
  mayOverbook: true,
  cutoffMinutes: 120,
  position: 0,
  active: true,
};
const early10 = {
  expectedVersion: null,
  code: 'EARLY10',
  name: 'Early bird',
  basisPoints: 1_000,
  amount: 0,
  fromDate: '2026-11-01',
  toDate: '2026-12-31',
  productIds: [],
  mostUses: 100,
  active: true,
};
const vat = {
  expectedVersion: null,
  code: 'VAT',
  name: 'VAT',
  appliesTo: 'all',
  basisPoints: 1_300,
  amount: 0,
  per: 'booking',
  base: 'afterDiscount',
  inclusive: false,
  position: 0,
  fromDate: '2026-01-01',
  toDate: null,
  active: true,
};
const agent = {
  expectedVersion: null,
  code: 'KE',
  name: 'KE Adventure',
  email: 'ops@ke.example',
  phone: '',
  rules: [{ productId: null, basisPoints: 1_000 }],
  active: true,
};

describe('the terms on which is sold', () => {
  test('[I12] a channel is settings under its code, set up once and changed by whoever saw it last', () => {
    const { lodge } = aLodge();
    expect(set(lodge, 'setChannel', viator).ok).toBe(true);
    expect(set(lodge, 'setChannel', viator)).toMatchObject({ reason: 'already-exists' });
    const [channel] = lodge.all('channel');
    expect(channel).toMatchObject({ code: 'VIATOR', channelGroup: 'ota', collects: 'channel', mayOverbook: true });
    expect(set(lodge, 'setChannel', { ...viator, expectedVersion: 1, holdMinutes: 30 }).ok).toBe(true);
    expect(set(lodge, 'setChannel', { ...viator, expectedVersion: 1 })).toMatchObject({ reason: 'changed-elsewhere' });
    expect(lodge.all('channel')).toHaveLength(1);
    expect(set(lodge, 'setChannel', { ...viator, code: 'GYG', expectedVersion: 1 })).toMatchObject({
      reason: 'not-found',
    });
  });

  test('[P1] how often a code was used stays when it is changed', () => {
    const { lodge } = aLodge();
    expect(set(lodge, 'setPromotion', early10).ok).toBe(true);
    const [promotion] = lodge.all('promotion');
    lodge.rows.get('promotion')?.set(promotion?.id ?? '', Object.assign({}, promotion, { uses: 7 }));
    expect(set(lodge, 'setPromotion', { ...early10, expectedVersion: 1, mostUses: 9 }).ok).toBe(true);
    expect(lodge.all('promotion')).toMatchObject([{ uses: 7, mostUses: 9 }]);
    expect(() => set(lodge, 'setPromotion', { ...early10, code: 'BOTH', amount: 5 })).toThrow('one of them');
  });

  test('[P2] a new rate is a rule of its own from its day on', () => {
    const { lodge } = aLodge();
    expect(set(lodge, 'setTaxRule', vat).ok).toBe(true);
    expect(set(lodge, 'setTaxRule', { ...vat, expectedVersion: 1, toDate: '2026-12-31' }).ok).toBe(true);
    expect(set(lodge, 'setTaxRule', { ...vat, fromDate: '2027-01-01', basisPoints: 1_500 }).ok).toBe(true);
    expect(lodge.all('taxRule').map(({ basisPoints, toDate }) => [basisPoints, toDate])).toEqual([
      [1_300, '2026-12-31'],
      [1_500, null],
    ]);
  });

  test('[I4] [B9] the settings of a property are one row, found without a search', () => {
    const { lodge } = aLodge();
    expect(set(lodge, 'setBookingPolicy', { ...defaultPolicy, expectedVersion: null, cartMinutes: 10 }).ok).toBe(true);
    const propertyId = lodge.contextNow().propertyId;
    expect(lodge.one('bookingPolicy', policyIdOf(propertyId)).cartMinutes).toBe(10);
  });

  test('[U7] of an agent’s rules the one for all products stands last', () => {
    const { lodge } = aLodge();
    expect(set(lodge, 'setAgent', agent).ok).toBe(true);
    const before = [
      { productId: null, basisPoints: 1 },
      { productId: 'x', basisPoints: 2 },
    ];
    expect(() => set(lodge, 'setAgent', { ...agent, code: 'B', rules: before })).toThrow('stands last');
  });

  test('[S4] two desks that set up the same code: the first stands, the second hears of it', () => {
    const { lodge: server } = aLodge();
    const outcomes = ['A', 'B'].map((code) => {
      const answer = set(server.copy(code), 'setChannel', viator);
      if (!answer.ok) throw new Error('refused at the desk');
      return () => server.receive(answer.recorded, code).outcome;
    });
    expect(outcomes.map((receive) => receive())).toEqual(['applied', 'refused']);
  });
});

function set(lodge: PaperLodge, command: string, draft: unknown) {
  return lodge.run(command, draft, managerOnDuty);
}
