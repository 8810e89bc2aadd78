import { expect, test } from 'vitest';
import { printedMoney, receiptLines } from './receipt-lines.ts';
import { receiptText } from './receipt-text.ts';

const content = {
  property: 'The Lodge of the Seven Cairns above the Modi Khola Valley',
  number: 'A26-000007',
  issuedAt: '2026-11-20T19:30:00.000Z',
  date: '2026-11-20',
  desk: 'A',
  takenBy: 'Sabina Gurung',
  guest: 'Count Wolfgang von und zu Hohenlohe-Waldenburg-Schillingsfürst',
  booking: 'DRL-2026-A000041',
  method: 'CASH',
  currency: 'NPR',
  amount: 1_234_550,
  tendered: 1_300_000,
  change: 65_450,
};
const printed = { content, hash: 'ab'.repeat(32), copy: 0, synced: true, zone: 'Asia/Kathmandu' };

test('amounts have the minor units of their currency', () => {
  expect(printedMoney(1_234_550, 'NPR')).toBe('NPR 12,345.50');
  expect(printedMoney(1_234_550, 'JPY')).toBe('JPY 1,234,550');
  expect(printedMoney(1_234_550, 'KWD')).toBe('KWD 1,234.550');
});

test.each([48, 32] as const)('on %i columns nothing is longer than the paper and nothing is lost', (columns) => {
  const text = receiptText(receiptLines(printed), columns);
  const lines = text.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  const flat = text.replaceAll(/\s+/g, ' ');
  for (const part of [
    'Modi Khola Valley',
    'Hohenlohe',
    'NPR 12,345.50',
    'NPR 13,000.00',
    'NPR 654.50',
    'abab abab abab abab',
  ])
    expect(flat).toContain(part);
  // The lodge's own clock: already the next day there.
  expect(flat).toContain('2026-11-21 01:15');
  expect(text).not.toMatch(/COPY|SYNCHRONISED/);
});

test('[M3] a credit receipt that voids another names it, and pays nothing out', () => {
  const voided = { ...content, method: 'CARD', amount: -50_000, tendered: 0, change: 0, voids: 'C26-000001' };
  const text = receiptText(receiptLines({ ...printed, content: voided }), 48);
  expect(text).toMatch(/Credit receipt A26-000007/);
  expect(text).toMatch(/^Voids receipt +C26-000001$/m);
  expect(text).toMatch(/^Voided +NPR 500\.00$/m);
  expect(text).not.toMatch(/Paid out|Tendered|Change/);
});

test('[M3] money paid out is a credit receipt of the amount, without tender', () => {
  const text = receiptText(
    receiptLines({ ...printed, content: { ...content, amount: -50_000, tendered: 0, change: 0 } }),
    48,
  );
  expect(text).toMatch(/Credit receipt A26-000007/);
  expect(text).toMatch(/^Paid out +NPR 500\.00$/m);
  expect(text).not.toMatch(/Tendered|Change/);
});
