import { policyIdOf, defaultPolicy, type BookingPolicy } from '#shared/bookings/policy.ts';
import { servesWaitlist } from '#shared/bookings/for-sale.ts';
import type { Claim, SlotState } from '#shared/inventory/slot-state.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Loading, lockAll, peek, peekAll, see, where } from '../need.ts';

/** Slots with what must be known to give on what comes free of them, by slot id; and the settings it is done by. */
export interface Slots {
  readonly states: ReadonlyMap<string, SlotState>;
  readonly policy: BookingPolicy;
  /** How many units each booking with a claim has beyond what is there, on any slot. */
  readonly overbookedOf: ReadonlyMap<string, number>;
  readonly departures: readonly Row<'departure'>[];
}

/** Departures whose seats are decided on, and nights of rooms that were loaded with {@link loadNights}. */
export interface WantedSlots {
  readonly departureIds: readonly string[];
  /** The seats' slots of those departures, where they are known already; else they are looked up. */
  readonly seatSlotIds?: readonly string[];
  readonly nights?: readonly SlotState['slot'][];
}

/** Locks slots with the lines of holds that have run out on them, what is overbooked, and who waits; one stage more only where something is overbooked. */
export function* loadSlots({ departureIds, seatSlotIds, nights = [] }: WantedSlots, context: Context): Loading<Slots> {
  const seatIds = [...new Set(seatSlotIds ?? (yield* slotsOfDepartures(departureIds)))];
  const slotIds = [...seatIds, ...nights.map((night) => night.id)];
  const ofThese = where('slotId', 'in', slotIds);
  const active = where('status', '=', 'active');
  const { rows, lapsed, overHeld, overSold, waiting, departures, policy } = yield* see({
    rows: lockAll('slot', seatIds),
    // [I5] The line alone tells that it has run out: nothing else of the hold is touched here.
    lapsed: lockAll('heldUnits', [
      ofThese,
      active,
      where('paying', '=', false),
      where('expiresAt', '<=', context.arrivedAt),
    ]),
    overHeld: lockAll('heldUnits', [ofThese, active, where('overbooked', '>', 0)]),
    overSold: lockAll('seats', [ofThese, where('overbooked', '>', 0)]),
    waiting: lockAll('waitlistEntry', [ofThese, where('status', '=', 'waiting')]),
    departures: peekAll('departure', [...new Set(departureIds)]),
    policy: peek('bookingPolicy', policyIdOf(context.propertyId)),
  });
  const { claims, overbookedOf } = yield* loadClaimants(overHeld, overSold);
  const all = [...rows.map((row) => ({ ...row, isNew: false })), ...nights];
  const states = all.map((slot): [string, SlotState] => [
    slot.id,
    {
      slot,
      lapsed: lapsed.filter((line) => line.slotId === slot.id),
      claims: claims.filter((claim) => claim.slotId === slot.id),
      waiting: waiting.filter((entry) => entry.slotId === slot.id),
      serves: departures.some(
        (departure) => departure.slotId === slot.id && servesWaitlist(departure, context.arrivedAt),
      ),
      lease: undefined,
    },
  ]);
  return { states: new Map(states), policy: policy ?? defaultPolicy, overbookedOf, departures };
}

function* slotsOfDepartures(ids: readonly string[]): Loading<readonly string[]> {
  if (ids.length === 0) return [];
  const { departures } = yield* see({ departures: peekAll('departure', [...new Set(ids)]) });
  return departures.map((departure) => departure.slotId);
}

/** Whose the overbooked units are: only then are their bookings needed. */
function* loadClaimants(
  held: readonly Row<'heldUnits'>[],
  sold: readonly Row<'seats'>[],
): Loading<{ claims: readonly (Claim & { slotId: string })[]; overbookedOf: ReadonlyMap<string, number> }> {
  if (held.length + sold.length === 0) return { claims: [], overbookedOf: new Map() };
  const { holds } = yield* see({ holds: peekAll('hold', [...new Set(held.map((line) => line.holdId))]) });
  const bookingOf = new Map(holds.map((hold) => [hold.id, hold.bookingId ?? '']));
  const claims = [
    ...held.map((line) => ({ ...claimOf('heldUnits', line), bookingId: bookingOf.get(line.holdId) ?? '' })),
    ...sold.map((seats) => ({ ...claimOf('seats', seats), bookingId: seats.bookingId })),
  ];
  const bookingIds = [...new Set(claims.map((claim) => claim.bookingId))];
  const { seats, lines } = yield* see({
    bookings: lockAll('booking', bookingIds),
    seats: peekAll('seats', [where('bookingId', 'in', bookingIds), where('overbooked', '>', 0)]),
    lines: peekAll('heldUnits', [
      where('holdId', 'in', [...bookingOf.keys()]),
      where('status', '=', 'active'),
      where('overbooked', '>', 0),
    ]),
  });
  const overbookedOf = new Map<string, number>();
  const count = (bookingId: string, units: number) =>
    overbookedOf.set(bookingId, (overbookedOf.get(bookingId) ?? 0) + units);
  for (const row of seats) count(row.bookingId, row.overbooked);
  for (const line of lines) count(bookingOf.get(line.holdId) ?? '', line.overbooked);
  return { claims, overbookedOf };
}

function claimOf(of: Claim['of'], row: Row<'heldUnits'> | Row<'seats'>) {
  return { of, id: row.id, overbooked: row.overbooked, since: row.createdAt, slotId: row.slotId };
}
