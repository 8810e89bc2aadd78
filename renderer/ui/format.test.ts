import { afterEach, describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDay,
  formatDuration,
  formatMoney,
  formatShortMoney,
  formatSpan,
  setFormatLanguage,
} from './format.ts';

afterEach(() => setFormatLanguage('en'));

describe('money', () => {
  test('two decimals in ledgers, none on keys, a true minus', () => {
    expect(formatMoney(9_195_601, 'NPR')).toBe('91,956.01');
    expect(formatMoney(-420_500, 'NPR')).toBe('−4,205.00');
    expect(formatMoney(3_527_000, 'NPR', { decimals: 'auto', code: true })).toBe('NPR 35,270');
    expect(formatMoney(1_300_000, 'NPR', { decimals: 'never' })).toBe('13,000');
  });

  test('nothing owed has no sign', () => {
    expect(formatMoney(-0, 'NPR')).toBe('0.00');
    expect(formatMoney(-20, 'NPR', { decimals: 'never' })).toBe('0');
  });

  test('a currency without a minor unit', () => {
    expect(formatMoney(1500, 'JPY')).toBe('1,500');
  });

  test('short on bars', () => {
    expect(formatShortMoney(960_000, 'NPR')).toBe('9.6k');
    expect(formatShortMoney(41_000, 'NPR')).toBe('410');
    expect(formatShortMoney(12_500_000, 'NPR')).toBe('125k');
  });

  test('in the reader’s language', () => {
    setFormatLanguage('de');
    expect(formatMoney(9_195_601, 'NPR')).toBe('91.956,01');
  });
});

describe('days and clocks', () => {
  test('a day is the same day in every zone', () => {
    expect(formatDay('2026-11-20', 'full')).toBe('Fri 20 Nov 2026');
    expect(formatDay('2026-11-20')).toBe('Fri 20 Nov');
  });

  test('nights as arrival and departure', () => {
    expect(formatSpan('2026-11-20', '2026-11-22')).toBe('20 → 22 Nov');
    expect(formatSpan('2026-11-30', '2026-12-02')).toBe('30 Nov → 2 Dec');
    expect(formatSpan('2026-11-20', '2026-11-20')).toBe('20 Nov');
    setFormatLanguage('de');
    expect(formatSpan('2026-11-20', '2026-11-22')).toBe('20. → 22. Nov.');
  });

  test('a moment by the lodge’s clock', () => {
    expect(formatClock('2026-11-20T05:21:00.000Z', 'Asia/Kathmandu')).toBe('11:06');
    expect(formatClock('2026-11-20T18:15:00.000Z', 'Asia/Kathmandu')).toBe('00:00');
  });

  test('how long', () => {
    expect(formatDuration(24 * 60_000)).toBe('24 min');
    expect(formatDuration(320 * 60_000)).toBe('5 h 20 min');
    expect(formatDuration(4_000)).toBe('4 s');
    expect(formatDuration(72 * 3_600_000)).toBe('3 days');
    setFormatLanguage('de');
    expect(formatDuration(320 * 60_000)).toBe('5 Std. 20 Min.');
  });
});

test('bytes in a unit one would use', () => {
  expect(formatBytes(412_000_000)).toBe('412 MB');
  expect(formatBytes(61_400_000_000)).toBe('61.4 GB');
});
