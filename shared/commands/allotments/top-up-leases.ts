import { z } from 'zod';
import { forSale } from '#shared/bookings/for-sale.ts';
import { type LeaseHolder, daysKept, leaseIdOf, noAllotment, policyIdFor, unitsKept } from '#shared/inventory/lease.ts';
import { type Slot, deltaOf, freeUnits, unitsFor } from '#shared/inventory/slot.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { TOO_LONG, dayField, idField, isStaySpan } from '../fields.ts';
import { type Loading, lockAll, peek, peekAll, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';

/** The most departures, and runs of nights, of one command: each slot is locked. */
export const MOST_AT_ONCE = 50;

const draft = z.object({
  deskCode: z.string().min(1).max(4),
  epoch: z.number().int().min(1),
  departureIds: z.array(idField).max(MOST_AT_ONCE),
  nights: z
    .array(z.object({ roomTypeId: idField, from: dayField, to: dayField }).refine(isStaySpan, TOO_LONG))
    .max(MOST_AT_ONCE),
});
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly desk: Row<'desk'> | undefined;
  readonly own: Row<'allotmentPolicy'> | undefined;
  readonly all: Row<'allotmentPolicy'> | undefined;
  readonly departures: readonly Row<'departure'>[];
  readonly slots: readonly Slot[];
  readonly leases: readonly Row<'lease'>[];
  /** Who waits for seats: they come before any desk [I9]. */
  readonly waiting: readonly Row<'waitlistEntry'>[];
}

/**
 * Gives a desk what it keeps by policy, of departures and of rooms on a night [S31]: within the house's quota, never of the
 * pool's last ones, and nothing of what somebody waits for. Only the server runs it, for a desk that it has just heard.
 */
export const topUpLeases = defineRequest<Draft, Draft, Seen>({
  name: 'topUpLeases',
  version: 1,
  roles: [],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide,
  concerns: () => ({}),
});

function* load({ deskCode, epoch, departureIds, nights }: Draft, { propertyId }: Context): Loading<Seen> {
  const { desks, own, all, departures } = yield* see({
    desks: lockAll('desk', [where('code', '=', deskCode)]),
    own: peek('allotmentPolicy', policyIdFor(propertyId, deskCode)),
    all: peek('allotmentPolicy', policyIdFor(propertyId, null)),
    departures: peekAll('departure', departureIds),
  });
  const rooms: Slot[] = [];
  for (const { roomTypeId, from, to } of nights) rooms.push(...(yield* loadNights(roomTypeId, { from, to })));
  const seatIds = departures.map((departure) => departure.slotId);
  const ids = [...seatIds, ...rooms.map(({ id }) => id)];
  const { seats, leases, waiting } = yield* see({
    seats: lockAll('slot', seatIds),
    leases: lockAll(
      'lease',
      ids.map((slotId) => leaseIdOf(propertyId, { deskCode, epoch }, slotId)),
    ),
    waiting: peekAll('waitlistEntry', [where('slotId', 'in', seatIds), where('status', '=', 'waiting')]),
  });
  const slots = [...seats.map((row) => ({ ...row, isNew: false })), ...rooms];
  return { desk: desks[0], own, all, departures, slots, leases, waiting };
}

function decide(seen: Seen, { deskCode, epoch }: Draft, context: Context): Outcome<readonly Event[]> {
  const { desk, slots } = seen;
  if (desk === undefined) return refuse('not-found', { entity: 'desk', code: deskCode });
  // [S16] Another life of the desk has begun, or it was revoked: it is given nothing any more.
  if (desk.epoch !== epoch || desk.status !== 'active') return refuse('invalid-transition', { status: desk.status });
  const given = slots.flatMap((slot) => {
    const units = unitsToGive(seen, slot, context);
    return units > 0 ? [{ slot, units }] : [];
  });
  if (given.length === 0) return done([]);
  const holder: LeaseHolder = { deskCode, epoch };
  return done([
    {
      type: 'LeasesToppedUp',
      leases: given.map(({ slot, units }) => {
        const { id: slotId, kind, resourceId, date } = slot;
        const begin = { ...holder, slotId, kind, resourceId, date, units: 0, recalled: 0, status: 'active' } as const;
        return { leaseId: leaseIdOf(context.propertyId, holder, slotId), units, begin };
      }),
      // [S30] They count as held, of the house's own group.
      slots: given.map(({ slot, units }) => deltaOf(slot, { held: units, manual: units })),
    },
  ]);
}

function unitsToGive(seen: Seen, slot: Slot, context: Context): number {
  const { own, all, leases, departures, waiting } = seen;
  const policy = own ?? all ?? noAllotment;
  const { businessDate, arrivedAt } = context;
  if (slot.date < businessDate || slot.date >= addDays(businessDate, daysKept(policy, slot.kind))) return 0;
  if (waiting.some((entry) => entry.slotId === slot.id)) return 0;
  const departure = departures.find(({ slotId }) => slotId === slot.id);
  if (slot.kind === 'seat') {
    const asked = { now: arrivedAt, cutoffMinutes: 0, override: false };
    if (departure === undefined || !forSale(departure, asked).ok) return 0;
  }
  const lease = leases.find(({ slotId }) => slotId === slot.id);
  if (lease !== undefined && !mayGrow(lease, own ?? all)) return 0;
  const wanted = unitsKept(policy, slot.kind) - (lease?.units ?? 0);
  return Math.max(0, Math.min(wanted, unitsFor(slot, 'manual', arrivedAt), freeUnits(slot) - policy.keepLast));
}

/** Not while units of it are asked back, nor after a manager has revoked it: until the settings are made anew. */
function mayGrow(lease: Row<'lease'>, policy: Row<'allotmentPolicy'> | undefined): boolean {
  return lease.recalled === 0 && (lease.status === 'active' || lease.updatedAt < (policy?.updatedAt ?? ''));
}
