import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/entities.ts';
import { channelGroups } from '#shared/schema/words.ts';
import { draw, promisable } from './draw.ts';
import { leaseIdOf } from './lease.ts';
import { type Slot, after, deltaOf, emptySlot, freeUnits, holdsInvariant, slotId } from './slot.ts';

const NOW = '2026-11-20T05:00:00.000Z';
const propertyId = '019a9000-0000-7000-8000-000000000009';
const departureId = '019a9000-0000-7000-8000-000000000001';
const id = slotId('seat', departureId, '2026-11-24');

/** A departure with so many seats, of which `leased` are held for desk A, and `sold` sold by the house. */
function seats(total: number, leased: number, sold: number, overbookingLimit = 0): Slot {
  const empty = { ...emptySlot('seat', departureId, '2026-11-24', total, { overbookingLimit }), id, isNew: false };
  return after(empty, deltaOf(empty, { held: leased, confirmed: sold, manual: leased + sold }));
}

function leaseOf(units: number, status: 'active' | 'revoked' = 'active'): Row<'lease'> {
  return {
    id: leaseIdOf(propertyId, { deskCode: 'A', epoch: 1 }, id),
    tenantId: propertyId,
    propertyId,
    version: 1,
    writer: 'server/0/x',
    createdAt: NOW,
    createdBy: 'system',
    updatedAt: NOW,
    updatedBy: 'system',
    deskCode: 'A',
    epoch: 1,
    slotId: id,
    kind: 'seat',
    resourceId: departureId,
    date: '2026-11-24',
    units,
    recalled: 0,
    status,
  };
}

const house = { as: 'confirmed', group: 'manual', now: NOW } as const;
const give = (units: number, lease = leaseOf(2)) => promisable(lease, units);

describe('a draw', () => {
  test('[S32] a sale draws its own allotment first, and leaves the pool as it was', () => {
    const slot = seats(4, 2, 1);
    const drawn = draw(slot, leaseOf(2), { ...house, units: 2 }, give(2));
    expect(drawn).toMatchObject({ ok: true, value: { leased: 2, forced: 0, lease: { units: -2 } } });
    if (!drawn.ok) return;
    expect(freeUnits(after(slot, drawn.value.slot))).toBe(freeUnits(slot));
  });

  test('[S32] beyond the allotment the rest comes from the pool, and is refused where that is empty', () => {
    const some = draw(seats(4, 2, 1), leaseOf(2), { ...house, units: 3 }, give(3));
    expect(some).toMatchObject({
      ok: true,
      value: { leased: 2, lease: { units: -2 }, slot: { change: { held: -2 } } },
    });
    expect(draw(seats(3, 2, 1), leaseOf(2), { ...house, units: 3 }, give(3))).toMatchObject({
      ok: false,
      reason: 'sold-out',
    });
  });

  test('[S33] what was promised and is revoked is taken from the pool, and what the pool lacks is forced', () => {
    const revoked = leaseOf(0, 'revoked');
    expect(draw(seats(4, 0, 2), revoked, { ...house, units: 2 }, 2)).toMatchObject({
      ok: true,
      value: { forced: 0, lease: null },
    });
    const beyond = draw(seats(4, 0, 3), revoked, { ...house, units: 2 }, 2);
    expect(beyond).toMatchObject({ ok: true, value: { forced: 1, lease: null } });
    // Nobody chose to overbook: the limit stays for who does.
    const limited = draw(seats(4, 0, 4, 2), revoked, { ...house, units: 1 }, 1);
    expect(limited).toMatchObject({ ok: true, value: { forced: 1 } });
    // Who never had an allotment of it has promised nothing.
    expect(draw(seats(4, 0, 4), undefined, { ...house, units: 1 }, 1)).toMatchObject({ ok: false, reason: 'sold-out' });
  });

  test('[S30] leased units are of the house; another group’s sale counts as that group’s', () => {
    const slot = seats(4, 2, 0);
    const drawn = draw(slot, leaseOf(2), { as: 'held', units: 1, group: 'ota', now: NOW }, 1);
    if (!drawn.ok) throw new Error(drawn.reason);
    expect(after(slot, drawn.value.slot)).toMatchObject({ held: 2, manual: 1, ota: 1 });
  });

  test('[S30] [I7] where the house counts fewer than desks lease of it, a sale of another group takes the rest from the others', () => {
    const slot = { ...seats(4, 2, 1), manual: 1, website: 2 };
    const drawn = draw(slot, leaseOf(2), { as: 'held', units: 2, group: 'ota', now: NOW }, 2);
    if (!drawn.ok) throw new Error(drawn.reason);
    const later = after(slot, drawn.value.slot);
    expect(later).toMatchObject({ held: 2, confirmed: 1, manual: 0, website: 1, ota: 2 });
    expect(holdsInvariant(later)).toBe(true);
    const own = draw(slot, leaseOf(2), { as: 'held', units: 2, group: 'website', now: NOW }, 2);
    expect(own.ok && after(slot, own.value.slot)).toMatchObject({ held: 2, manual: 0, website: 3 });
  });

  test('[S32] whatever is drawn: a promise is never refused, nothing is lost, and the invariant holds', () => {
    const given = fc.record({
      total: fc.integer({ min: 0, max: 6 }),
      limit: fc.integer({ min: 0, max: 2 }),
      leased: fc.integer({ min: 0, max: 3 }),
      sold: fc.integer({ min: 0, max: 6 }),
      units: fc.integer({ min: 1, max: 4 }),
      promised: fc.integer({ min: 0, max: 4 }),
      isRevoked: fc.boolean(),
      as: fc.constantFrom('held' as const, 'confirmed' as const),
      group: fc.constantFrom(...channelGroups),
    });
    fc.assert(
      fc.property(given, ({ total, limit, leased, sold, units, promised, isRevoked, as, group }) => {
        const there = isRevoked ? 0 : leased;
        const slot = seats(Math.max(total, there + sold), there, sold, limit);
        const lease = leaseOf(there, isRevoked ? 'revoked' : 'active');
        const drawn = draw(slot, lease, { as, units, group, now: NOW }, promised);
        if (promised >= units) expect(drawn.ok).toBe(true);
        if (!drawn.ok) return;
        const later = after(slot, drawn.value.slot);
        expect(holdsInvariant(later)).toBe(true);
        expect(later.held + later.confirmed).toBe(slot.held + slot.confirmed + units - drawn.value.leased);
        expect(drawn.value.leased + (drawn.value.lease?.units ?? 0)).toBe(0);
        expect(drawn.value.leased).toBeLessThanOrEqual(there);
      }),
    );
  });
});
