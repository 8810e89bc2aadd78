import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { type Section, blanks, sections, specs } from './specs.ts';
import { type Typed, readSetting, readShare, typedOf, writeShare } from './typed.ts';

const READ_BY = new Map<Section, object>([
  ['policy', defaultPolicy],
  ['channels', { ...blanks.channels, name: 'Viator', code: 'VIATOR' }],
  ['agents', { ...blanks.agents, name: 'KE Adventure', code: 'KE', email: '', phone: '' }],
  [
    'promotions',
    { ...blanks.promotions, name: 'Early', code: 'EARLY10', fromDate: '2026-11-01', toDate: '2026-12-31' },
  ],
  ['taxes', { ...blanks.taxes, name: 'VAT', code: 'VAT', fromDate: '2026-01-01' }],
]);
const typed = (section: Section, change: Typed = {}): Typed => ({
  ...typedOf(section, READ_BY.get(section) ?? {}, 'NPR'),
  ...change,
});
const errorsOf = (section: Section, change: Typed) => {
  const read = readSetting(section, typed(section, change), 'NPR');
  return read.ok ? {} : read.errors;
};

describe('what is typed in the settings', () => {
  test.each([...sections])(
    '[I4] [I12] [P1] [P2] [U7] %s as it stands is read as it was, and its command takes it',
    (section) => {
      const row = READ_BY.get(section);
      const read = readSetting(section, typed(section), 'NPR');
      expect(read).toEqual({ ok: true, values: row });
      const command = commandNamed(specs[section].command);
      const taken = command?.draft.safeParse({ ...row, expectedVersion: null });
      expect(taken?.error).toBeUndefined();
    },
  );

  test('percent and money are typed as people write them, and kept in hundredths and minor units', () => {
    const read = readSetting(
      'policy',
      typed('policy', { depositBasisPoints: '12,5', rateThreshold: '1,500.50' }),
      'NPR',
    );
    expect(read).toMatchObject({ ok: true, values: { depositBasisPoints: 1_250, rateThreshold: 150_050 } });
    expect([readShare('33.33'), readShare('100'), readShare('100.01'), readShare('-1'), readShare('')]).toEqual([
      3_333,
      10_000,
      null,
      null,
      null,
    ]);
    expect([0, 1_250, 3_333, 10_000].map(writeShare)).toEqual(['0', '12.5', '33.33', '100']);
  });

  test('[B8] [B9] what giving up costs is read step by step, the earliest first, and no hours twice', () => {
    const tiers = (...steps: readonly (readonly [string, string])[]) => ({
      cancellation: steps.map(([hours, share]) => ({ hours, share })),
    });
    const read = readSetting(
      'policy',
      typed('policy', { graceDays: '3', ...tiers(['24', '100'], ['720', '12,5']) }),
      'NPR',
    );
    expect(read).toMatchObject({
      ok: true,
      values: {
        graceDays: 3,
        cancellation: [
          { hoursBefore: 720, basisPoints: 1_250 },
          { hoursBefore: 24, basisPoints: 10_000 },
        ],
      },
    });
    expect(errorsOf('policy', tiers(['24', '10'], ['24', '20']))).toEqual({ cancellation: { why: 'sameHours' } });
    expect(errorsOf('policy', tiers(['0', '10']))).toEqual({ cancellation: { why: 'whole', min: 1, max: 8_760 } });
    expect(errorsOf('policy', tiers(['24', '']))).toEqual({ cancellation: { why: 'share' } });
  });

  test('[I4] a hold lives at least a minute and at most half a year; each wrong field says so by itself', () => {
    expect(errorsOf('policy', { cartMinutes: '0', waitlistMinutes: 'long', balanceDays: '366' })).toEqual({
      cartMinutes: { why: 'whole', min: 1, max: 262_800 },
      waitlistMinutes: { why: 'whole', min: 1, max: 262_800 },
      balanceDays: { why: 'whole', min: 0, max: 365 },
    });
  });

  test('[B3] no amount above which it is approved is none; no threshold is missing', () => {
    expect(readSetting('policy', typed('policy', { approvalAbove: '' }), 'NPR')).toMatchObject({
      values: { approvalAbove: null },
    });
    expect(errorsOf('policy', { rateThreshold: '' })).toEqual({ rateThreshold: { why: 'money' } });
  });

  test('[P1] a code takes off a share or an amount, never nothing, and ends after it begins', () => {
    const amount = { takes: 'amount', amount: '500' };
    expect(readSetting('promotions', typed('promotions', amount), 'NPR')).toMatchObject({
      values: { basisPoints: 0, amount: 50_000 },
    });
    expect(errorsOf('promotions', { takes: 'amount', amount: '0' })).toEqual({ amount: { why: 'nothing' } });
    expect(errorsOf('promotions', { share: '120', toDate: '2026-10-31' })).toEqual({
      share: { why: 'share' },
      toDate: { why: 'before' },
    });
    expect(errorsOf('promotions', { code: 'EARLY 10', name: ' ' })).toEqual({
      code: { why: 'code' },
      name: { why: 'missing' },
    });
  });

  test('[U7] the rule for all other products stands last, whatever order it was typed in; none stands twice', () => {
    const rules = [
      { productId: '', share: '10' },
      { productId: 'trek', share: '15' },
    ];
    expect(readSetting('agents', typed('agents', { rules }), 'NPR')).toMatchObject({
      values: {
        rules: [
          { productId: 'trek', basisPoints: 1_500 },
          { productId: null, basisPoints: 1_000 },
        ],
      },
    });
    expect(errorsOf('agents', { rules: [...rules, { productId: 'trek', share: '1' }] })).toEqual({
      rules: { why: 'twice' },
    });
  });
});

test('[U1] who changes settings is whom their commands allow', () => {
  const roles = sections.map((section) => [...(commandNamed(specs[section].command)?.roles ?? [])].toSorted());
  expect(roles).toEqual(sections.map(() => ['administrator', 'manager']));
});
