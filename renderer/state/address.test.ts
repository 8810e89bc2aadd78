import { describe, expect, test } from 'vitest';
import { drawerFromSearch, drawerToSearch } from './drawer.ts';
import { formatPlace, parsePlace } from './router.ts';

describe('the address', () => {
  test('names a screen and what lies over it', () => {
    const place = parsePlace('#/calendar?booking=b1');
    expect(place.screen).toBe('calendar');
    expect(place.search.get('booking')).toBe('b1');
    expect(formatPlace(place)).toBe('#/calendar?booking=b1');
  });

  test.each(['', '#', '#/', '#/accounting', '#/../today'])('%s leads to Today', (hash) => {
    expect(parsePlace(hash).screen).toBe('today');
  });
});

describe('the drawer in the address', () => {
  test.each([
    { bookingId: 'b1' },
    { draft: { walkIn: true } },
    { draft: { walkIn: false, from: '2026-11-20', to: '2026-11-22', roomTypeId: 't1', roomId: 'r1' } },
  ])('comes back as it was put in: %j', (content) => {
    expect(drawerFromSearch(drawerToSearch(content))).toEqual(content);
  });

  test('is shut without one', () => {
    expect(drawerFromSearch(new URLSearchParams('room=r1'))).toBeNull();
    expect(drawerFromSearch(new URLSearchParams('new=anything'))).toBeNull();
  });
});
