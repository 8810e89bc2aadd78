import { describe, expect, test } from 'vitest';
import { loadNow } from '#shared/commands/drive.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, heldBooking, hold, holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';
import { askedOf, heldAlternatives } from './held-alternatives.ts';
import { type HoldItemsDraft, holdItemsDraft } from './hold-items.ts';

const agreed = 3_200_000;
const dearer = [
  { category: 'adult', amount: 3_500_000, fromAge: null, toAge: null },
  { category: 'child', amount: 2_000_000, fromAge: 5, toAge: 11 },
];

const waysOf = (lodge: PaperLodge, draft: HoldItemsDraft, item = 0) =>
  loadNow(
    heldAlternatives({ reason: 'sold-out', detail: { item }, retryable: false }, { draft, agreed }, lodge.contextNow()),
    (need) => lodge.answer(need),
  ).seen;

const wants = (lodge: PaperLodge, departureId: string, more: object = {}, item: object = {}) =>
  holdItemsDraft.parse(holdDraft(aGuest(lodge, 'Lena Fischer'), [{ ...seatsItem(departureId), ...item }], { ...more }));

describe('other departures instead of seats that are gone', () => {
  test('[B6] [B7] each has its price beside it, and is sold at that', () => {
    const { lodge, departure } = aDepartureOf(1);
    addADeparture(lodge, '2026-11-26', { capacity: 8, prices: dearer }, departure.productId);
    const [way] = waysOf(lodge, wants(lodge, departure.id));
    expect(way).toMatchObject({ label: { from: '2026-11-26', free: 8 }, difference: 300_000 });
    expect(heldBooking(lodge, lodge.run('holdItems', way?.input)).total).toBe(agreed + 300_000);
  });

  test('[I7] only what the group of who asks may still have is offered', () => {
    const { lodge, departure } = aDepartureOf(1);
    const quotas = { website: { units: 1, basisPoints: null, releasedAt: null } };
    addADeparture(lodge, '2026-11-26', { capacity: 8, quotas }, departure.productId);
    const two = seatsItem(departure.id, 2);
    expect(waysOf(lodge, wants(lodge, departure.id, { source: 'website' }, two))).toEqual([]);
    expect(waysOf(lodge, wants(lodge, departure.id, {}, two))).toMatchObject([{ label: { free: 8 } }]);
  });

  test('[I11] [I12] nor what is past the cutoff of its channel', () => {
    const { lodge, departure } = aDepartureOf(1, { cutoffHours: 0 });
    addADeparture(lodge, '2026-11-21', { capacity: 8, cutoffHours: 0 }, departure.productId);
    const channel = {
      expectedVersion: null,
      source: 'ota',
      code: 'viator',
      name: 'Viator',
      channelGroup: 'ota',
      holdMinutes: 60,
      collects: 'property',
      commissionBasisPoints: 0,
      mayOverbook: false,
      cutoffMinutes: 3 * 24 * 60,
      position: 0,
      active: true,
    };
    const channelId = eventOf(lodge.run('setChannel', channel, managerOnDuty), 'ChannelSet').channelId;
    expect(waysOf(lodge, wants(lodge, departure.id, { channelId }))).toEqual([]);
    expect(waysOf(lodge, wants(lodge, departure.id))).toMatchObject([{ label: { from: '2026-11-21' } }]);
  });

  test('whoever joins on the way joins there by the way of the same name, at its price', () => {
    const { lodge, departure } = aDepartureOf(1);
    const other = addADeparture(lodge, '2026-11-26', { capacity: 8 }, departure.productId);
    const wayOf = (departureId: string, name: string, priceDifference: number) => {
      const way = { departureId, name, time: '06:00', priceDifference, position: 0 };
      return eventOf(lodge.run('addVariant', way, managerOnDuty), 'VariantAdded').variant.id;
    };
    const variantId = wayOf(departure.id, 'Kathmandu', 250_000);
    wayOf(other.id, 'Pokhara', 0);
    const there = wayOf(other.id, 'Kathmandu', 400_000);
    const [way] = waysOf(lodge, wants(lodge, departure.id, {}, { variantId }));
    expect(way).toMatchObject({ difference: 400_000, input: { items: [{ variantId: there }] } });
  });

  test('[P1] a code that does not count any more offers nothing at the price it gave', () => {
    const { lodge, departure } = aDepartureOf(1);
    addADeparture(lodge, '2026-11-26', { capacity: 8 }, departure.productId);
    expect(waysOf(lodge, wants(lodge, departure.id, { promotionCode: 'GONE' }))).toEqual([]);
  });

  test('[B7] what was refused before a price was agreed is held against what it would have cost', () => {
    const { lodge, departure } = aDepartureOf(1);
    addADeparture(lodge, '2026-11-26', { capacity: 8, prices: dearer }, departure.productId);
    const asked = askedOf(wants(lodge, departure.id));
    expect(asked.agreed).toBeNull();
    const refusal = { reason: 'sold-out', detail: { item: 0 }, retryable: false } as const;
    const { seen } = loadNow(heldAlternatives(refusal, asked, lodge.contextNow()), (need) => lodge.answer(need));
    expect(seen).toMatchObject([{ difference: 300_000 }]);
  });

  test('[B7] at a price that has changed the same is offered at today’s', () => {
    const { lodge, departure } = aDepartureOf(2);
    const asked = hold(lodge, [seatsItem(departure.id)], { shownTotal: 3_000_000 });
    if (asked.ok) throw new Error('it is dearer');
    expect(asked).toMatchObject({ reason: 'price-changed', detail: { agreed: 3_000_000, now: agreed } });
    const draft = wants(lodge, departure.id, { shownTotal: 3_000_000 });
    const ways = heldAlternatives(asked, { draft, agreed: 3_000_000 }, lodge.contextNow());
    const [way] = loadNow(ways, (need) => lodge.answer(need)).seen;
    expect(way).toMatchObject({ kind: 'todaysPrice', difference: 200_000 });
    expect(heldBooking(lodge, lodge.run('holdItems', way?.input)).total).toBe(agreed);
  });
});
