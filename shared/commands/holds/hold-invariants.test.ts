import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrderOfJoining } from '#shared/inventory/distribute.ts';
import { freeUnits, holdsInvariant, sellable } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, hold, holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, managerOnDuty, system } from '#test/support/paper-lodge.ts';

type Step =
  | { readonly do: 'hold'; readonly units: number; readonly source: 'walkIn' | 'website'; readonly overbook: boolean }
  | {
      readonly do: 'pay' | 'cancel' | 'release' | 'start' | 'decline' | 'offer' | 'take' | 'leave';
      readonly which: number;
    }
  | { readonly do: 'join'; readonly units: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'job' };

const which = fc.nat({ max: 9 });
const units = fc.integer({ min: 1, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      units,
      source: fc.constantFrom('walkIn' as const, 'website' as const),
      overbook: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'pay' as const,
        'cancel' as const,
        'release' as const,
        'start' as const,
        'decline' as const,
        'offer' as const,
        'take' as const,
        'leave' as const,
      ),
      which,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), units }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(5, 16, 31, 250) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'job' as const }) },
);

test('[I2] [I5] [I9] [I10] [A1] whatever is held, paid, cancelled, waited for and runs out, in any order: the figures agree with the rows, nobody is overtaken, the books balance', () => {
  const plays = fc.property(fc.array(step, { minLength: 4, maxLength: 28 }), (steps) => {
    const { lodge, departure } = aDepartureOf(6, {
      waitlist: true,
      overbookingLimit: 2,
      quotas: { website: { units: 4, basisPoints: null, releasedAt: null } },
    });
    const guestId = aGuest(lodge, 'Somebody');
    for (const one of steps) {
      act(lodge, departure, guestId, one);
      agrees(lodge, departure.slotId);
    }
    // A decision settles what has run out meanwhile; then nobody waits who fits.
    hold(lodge, [seatsItem(departure.id)]);
    fitsNobody(lodge, departure.slotId);
  });
  expect(() => fc.assert(plays, { numRuns: 200 })).not.toThrow();
});

function act(lodge: PaperLodge, departure: Row<'departure'>, guestId: string, one: Step): void {
  const pick = <T>(rows: readonly T[], at: number): T | undefined => rows[at % Math.max(1, rows.length)];
  const booking = 'which' in one ? pick(lodge.all('booking'), one.which) : undefined;
  const entry = 'which' in one ? pick(lodge.all('waitlistEntry'), one.which) : undefined;
  const waitingBefore = fitting(lodge, departure.slotId);
  switch (one.do) {
    case 'hold': {
      const draft = holdDraft(guestId, [seatsItem(departure.id, one.units)], {
        source: one.source,
        overbook: one.overbook,
      });
      const held = lodge.run('holdItems', draft, managerOnDuty);
      // [I9] Who fits is served before a buyer who is not overbooking has anything.
      if (held.ok && !one.overbook)
        for (const id of waitingBefore) expect(lodge.one('waitlistEntry', id).status).toBe('offered');
      return;
    }
    case 'pay': {
      const due = (booking?.total ?? 0) - (booking?.paid ?? 0);
      const amount = one.which % 2 === 0 ? due : Math.min(due, booking?.depositDue ?? 0);
      if (booking !== undefined && amount > 0)
        lodge.run('takeCash', { bookingId: booking.id, amount, tendered: amount });
      return;
    }
    case 'cancel':
      if (booking !== undefined)
        lodge.run('cancelBooking', { bookingId: booking.id, expectedVersion: booking.version, reason: 'wish' });
      return;
    case 'release':
      if (booking !== undefined) lodge.run('releaseHold', { holdId: booking.holdId, reason: '' });
      return;
    case 'start':
      if (booking !== undefined) lodge.run('startPayment', { bookingId: booking.id, amount: 1, method: 'CARD' });
      return;
    case 'decline': {
      const payment = lodge.all('payment').find(({ status }) => status === 'PROCESSING');
      if (payment !== undefined)
        lodge.run('settlePayment', { paymentId: payment.id, outcome: 'declined', reference: '' }, system);
      return;
    }
    case 'offer':
      if (entry !== undefined) lodge.run('offerSeats', { entryId: entry.id, overbook: false }, managerOnDuty);
      return;
    case 'take': {
      const draft = { promotionCode: '', travellers: '', requirements: '', note: '' };
      if (entry !== undefined) lodge.run('takeOffer', { ...draft, entryId: entry.id });
      return;
    }
    case 'leave':
      if (entry !== undefined) lodge.run('leaveWaitlist', { entryId: entry.id });
      return;
    case 'join': {
      const pax = [{ category: 'adult', count: one.units }];
      lodge.run('joinWaitlist', {
        departureId: departure.id,
        guestId,
        variantId: null,
        pax,
        source: 'phone',
        note: '',
      });
      return;
    }
    case 'wait':
      return lodge.pass(one.minutes);
    case 'job':
      for (const { id } of lodge.all('hold')) lodge.run('expireHold', { holdId: id }, system);
  }
}

/** Who waits and would fit, first come, of what is free by the figures. */
function fitting(lodge: PaperLodge, slotId: string): string[] {
  const slot = lodge.one('slot', slotId);
  let left = Math.max(0, freeUnits(slot));
  return inOrderOfJoining(lodge.all('waitlistEntry').filter(({ status }) => status === 'waiting')).flatMap((entry) => {
    if (entry.units > left) return [];
    left -= entry.units;
    return [entry.id];
  });
}

function fitsNobody(lodge: PaperLodge, slotId: string): void {
  expect(fitting(lodge, slotId)).toEqual([]);
}

/** [I2] and the rows behind the figures: every held unit is an active line's, every sold one a seat's, every overbooked one somebody's. */
function agrees(lodge: PaperLodge, slotId: string): void {
  const slot = lodge.one('slot', slotId);
  expect(holdsInvariant(slot)).toBe(true);
  const lines = lodge.all('heldUnits').filter(({ status }) => status === 'active');
  const sold = lodge.all('seats').filter(({ status }) => status === 'CONFIRMED');
  const sum = (rows: readonly { readonly units: number }[]) => rows.reduce((all, row) => all + row.units, 0);
  expect(slot.held).toBe(sum(lines));
  expect(slot.confirmed).toBe(sum(sold));
  expect(slot.confirmed + slot.held + freeUnits(slot)).toBe(sellable(slot));
  expect(slot.website).toBeLessThanOrEqual(4);
  const over = [...lines, ...sold].reduce((all, row) => all + row.overbooked, 0);
  expect(over).toBe(Math.max(0, -freeUnits(slot) - slot.forced));
  expect(lodge.all('seats').filter(({ status, overbooked }) => status !== 'CONFIRMED' && overbooked > 0)).toEqual([]);
  const owing = new Set([
    ...sold.filter(({ overbooked }) => overbooked > 0).map(({ bookingId }) => bookingId),
    ...lines.filter(({ overbooked }) => overbooked > 0).map(({ holdId }) => lodge.one('hold', holdId).bookingId),
  ]);
  for (const booking of lodge.all('booking'))
    if (['HELD', 'CONFIRMED'].includes(booking.status) && booking.overbooked)
      expect(owing.has(booking.id) || ranOut(lodge, booking)).toBe(true);
  const balance = lodge.all('journalLine').reduce((all, line) => all + line.debit - line.credit, 0);
  expect(balance).toBe(0);
}

/** A line ran out and was met by somebody; the job has not come by yet. */
function ranOut(lodge: PaperLodge, booking: Row<'booking'>): boolean {
  return lodge.all('heldUnits').some(({ holdId, status }) => holdId === booking.holdId && status === 'expired');
}
