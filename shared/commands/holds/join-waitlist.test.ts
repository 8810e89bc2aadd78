import { describe, expect, test } from 'vitest';
import { addADeparture } from '#test/support/a-departure.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

const join = (lodge: PaperLodge, departureId: string, more: object = {}) =>
  lodge.run('joinWaitlist', {
    departureId,
    guestId: aGuest(lodge, 'Waiting'),
    variantId: null,
    pax: [{ category: 'adult', count: 1 }],
    source: 'phone',
    note: '',
    ...more,
  });

describe('who may wait', () => {
  test('[I9] for what is sold there: a way to join of that departure, travellers that have a price', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    const other = addADeparture(lodge, '2026-11-25', { waitlist: true }, departure.productId);
    const way = { name: 'Pokhara', time: '06:00', priceDifference: 0, position: 0 };
    const { variant } = eventOf(
      lodge.run('addVariant', { departureId: other.id, ...way }, managerOnDuty),
      'VariantAdded',
    );
    const refused = { ok: false, reason: 'not-found', detail: { entity: 'variant' } };
    expect(join(lodge, departure.id, { variantId: variant.id })).toMatchObject(refused);
    eventOf(join(lodge, other.id, { variantId: variant.id }), 'WaitlistJoined');
    const pax = [
      { category: 'adult', count: 1 },
      { category: 'senior', count: 1 },
    ];
    expect(join(lodge, departure.id, { pax })).toMatchObject({ reason: 'wrong-input', detail: { category: 'senior' } });
  });
});
