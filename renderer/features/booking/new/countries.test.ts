import { expect, test } from 'vitest';
import { countriesIn, countryCode } from './countries.ts';

test('a name in either language and a code come to the same code', () => {
  expect(countryCode('Germany')).toBe('DE');
  expect(countryCode('deutschland')).toBe('DE');
  expect(countryCode('de')).toBe('DE');
  expect(countryCode('PRT')).toBe('PRT');
});

test('empty stays empty, nonsense is no country', () => {
  expect(countryCode(' ')).toBe('');
  expect(countryCode('Atlantis')).toBeNull();
});

test('the list has the countries of the world, not unions or states that are no more', () => {
  const codes = countriesIn('en').map(({ code }) => code);
  expect(codes).toContain('NP');
  expect(codes).not.toContain('EU');
  expect(codes).not.toContain('SU');
  expect(codes.length).toBeGreaterThan(240);
  expect(codes.length).toBeLessThan(260);
});
