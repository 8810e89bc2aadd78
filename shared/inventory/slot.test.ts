import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Slot,
  type SlotDelta,
  after,
  emptyNight,
  freeUnits,
  giveBack,
  holdsInvariant,
  quotaOf,
  resizeTotal,
  sell,
  take,
  takeByForce,
  slotId,
} from './slot.ts';

const roomTypeId = '019a9000-0000-7000-8000-000000000001';
const NOW = '2026-11-20T05:00:00.000Z';
const night = (total: number): Slot => ({
  ...emptyNight(roomTypeId, '2026-11-20', total),
  id: slotId('roomNight', roomTypeId, '2026-11-20'),
  isNew: false,
});

describe('a slot', () => {
  test('[I2] whatever is sold, forced, given back or resized, the invariant holds', () => {
    const step = fc.record({
      what: fc.constantFrom('sell', 'force', 'give', 'grow', 'shrink'),
      units: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.array(step, { maxLength: 60 }), (total, steps) => {
        let slot = night(total);
        for (const { what, units } of steps) {
          const delta = deltaOf(slot, what, units);
          if (delta !== undefined) slot = applied(slot, delta);
          expect(holdsInvariant(slot), JSON.stringify(slot)).toBe(true);
        }
      }),
    );
  });

  test('[I2] what is not forced is never sold beyond what is there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 12 }), (total, units) => {
        const sold = sell(night(total), units, 'manual', NOW);
        expect(sold.ok).toBe(units <= total);
      }),
    );
  });

  test('[I7] a share is of what is sellable, rounded down, and binds until it is released', () => {
    const ota = { units: null, basisPoints: 4_500, releasedAt: NOW };
    const slot = { ...night(10), blocked: 3, quotas: { ota } };
    const before = new Date(Date.parse(NOW) - 1).toISOString();
    expect(quotaOf(slot, 'ota', before)).toBe(3);
    expect(take(slot, { as: 'held', units: 4, group: 'ota', now: before })).toMatchObject({
      ok: false,
      reason: 'quota-reached',
      detail: { quota: 3, left: 3 },
    });
    expect(take(slot, { as: 'held', units: 4, group: 'ota', now: NOW }).ok).toBe(true);
    expect(quotaOf(slot, 'website', before)).toBeUndefined();
  });

  test('[I2] forced units shrink first when units come free', () => {
    const full = applied(night(1), takeByForce(applied(night(1), takeByForce(night(1), 1)), 1));
    const over = applied(full, takeByForce(full, 1));
    const back = applied(over, giveBack(over, 1));
    expect([over.forced, back.forced, freeUnits(back)]).toEqual([1, 0, 0]);
  });
});

function deltaOf(slot: Slot, what: string, units: number): SlotDelta | undefined {
  switch (what) {
    case 'sell': {
      const sold = sell(slot, units, 'manual', NOW);
      return sold.ok ? sold.value : undefined;
    }
    case 'force':
      return takeByForce(slot, units);
    case 'give':
      return giveBack(slot, units);
    case 'grow':
      return resizeTotal(slot, units);
    default:
      return slot.total >= units ? resizeTotal(slot, -units) : undefined;
  }
}

function applied(slot: Slot, delta: SlotDelta): Slot {
  return after(slot, delta);
}
