import { describe, expect, test } from 'vitest';
import { type Party, sameParty, tourSpan } from './same-party.ts';

const hannah: Party = {
  guestId: 'hannah',
  phone: '+49 151 4407 2231',
  email: 'Hannah@example.org',
  spans: [{ from: '2026-11-20', to: '2026-11-22' }],
  departureIds: ['poon-hill'],
};
const asked = (more: Partial<Party>): boolean =>
  sameParty(hannah, { guestId: null, phone: '', email: '', spans: hannah.spans, departureIds: [], ...more });

describe('a booking that may be made twice', () => {
  test('[B5] is of the same guest, phone or e-mail, however they are written', () => {
    expect(asked({ guestId: 'hannah' })).toBe(true);
    expect(asked({ phone: '0049-151 44072231' })).toBe(false);
    expect(asked({ phone: '+49 (151) 44 07 22 31' })).toBe(true);
    expect(asked({ email: ' hannah@EXAMPLE.org' })).toBe(true);
    expect(asked({ email: 'other@example.org' })).toBe(false);
    expect(sameParty({ ...hannah, phone: '', email: '', guestId: null }, { ...hannah, phone: '', email: '' })).toBe(
      false,
    );
  });

  test('[B5] and over days that overlap, or on the same departure', () => {
    const span = (from: string, to: string) => asked({ guestId: 'hannah', spans: [{ from, to }] });
    expect([span('2026-11-21', '2026-11-25'), span('2026-11-22', '2026-11-25')]).toEqual([true, false]);
    expect(asked({ guestId: 'hannah', spans: [], departureIds: ['poon-hill'] })).toBe(true);
    expect(asked({ guestId: 'hannah', spans: [], departureIds: ['mardi'] })).toBe(false);
    expect(asked({ guestId: 'hannah', spans: [tourSpan('2026-11-18', '2026-11-20')] })).toBe(true);
  });

  test('[B5] a few digits are nobody’s number', () => {
    expect(
      sameParty(
        { ...hannah, guestId: null, phone: '12345', email: '' },
        { ...hannah, guestId: 'x', phone: '12345', email: '' },
      ),
    ).toBe(false);
  });
});
