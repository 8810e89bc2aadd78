import { describe, expect, test } from 'vitest';
import { drawerFromSearch, drawerToSearch, placeToSettle } from './drawer.ts';
import { formatPlace, parsePlace } from './router.ts';

describe('the address', () => {
  test('names a screen and what lies over it', () => {
    const place = parsePlace('#/calendar?booking=b1');
    expect(place.screen).toBe('calendar');
    expect(place.search.get('booking')).toBe('b1');
    expect(formatPlace(place)).toBe('#/calendar?booking=b1');
  });

  test('names one thing of a screen that has a page of its own', () => {
    const place = parsePlace('#/departures/0199-d1?booking=b1');
    expect(place).toMatchObject({ screen: 'departures', item: '0199-d1' });
    expect(formatPlace(place)).toBe('#/departures/0199-d1?booking=b1');
    expect(parsePlace('#/departures').item).toBeNull();
    expect(parsePlace('#/departures/a b').item).toBeNull();
  });

  test.each(['', '#', '#/', '#/accounting', '#/../today'])('%s leads to Today', (hash) => {
    expect(parsePlace(hash).screen).toBe('today');
  });
});

describe('the drawer in the address', () => {
  test.each([
    { bookingId: 'b1' },
    { bookingId: 'b1', at: 'move' as const },
    { bookingId: 'b1', at: 'payment' as const },
    { bookingId: 'b1', at: 'payment' as const, due: -120_050 },
    { bookingId: 'b1', at: 'merge' as const, otherId: 'b2' },
    { kind: 'new' as const, departureId: 'd1' },
    { draft: { walkIn: true } },
    { draft: { walkIn: false, from: '2026-11-20', to: '2026-11-22', roomTypeId: 't1', roomId: 'r1' } },
  ])('comes back as it was put in: %j', (content) => {
    expect(drawerFromSearch(drawerToSearch(content))).toEqual(content);
  });

  test.each(['booking=b1&at=till', 'booking=b1&due=5', 'booking=b1&at=move&due=5'])(
    '%s names no amount and no place that there is not',
    (search) => {
      const place = drawerFromSearch(new URLSearchParams(search));
      expect(place).toMatchObject({ bookingId: 'b1' });
      expect(place).not.toHaveProperty('due');
      expect(place).not.toMatchObject({ at: 'till' });
    },
  );

  test('takes an amount only as whole minor units', () => {
    expect(drawerFromSearch(new URLSearchParams('booking=b1&at=payment&due=12.5'))).toEqual({
      bookingId: 'b1',
      at: 'payment',
    });
  });

  test('opens at the till where a balance is due, with its amount [R3]', () => {
    const refused = { ok: false as const, retryable: false, alternatives: [] };
    expect(placeToSettle('b1', { ...refused, reason: 'balance-due', detail: { due: 42_000 } })).toEqual({
      bookingId: 'b1',
      at: 'payment',
      due: 42_000,
    });
    expect(placeToSettle('b1', { ...refused, reason: 'room-not-ready', detail: { due: 42_000 } })).toEqual({
      bookingId: 'b1',
    });
  });

  test('is shut without one', () => {
    expect(drawerFromSearch(new URLSearchParams('room=r1'))).toBeNull();
    expect(drawerFromSearch(new URLSearchParams('new=anything'))).toBeNull();
  });
});
