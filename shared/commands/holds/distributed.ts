import { heldLineId } from '#shared/bookings/hold-ids.ts';
import { groupWaitedFor } from '#shared/inventory/channel-group.ts';
import { type Distribution, changesAnything, distribute } from '#shared/inventory/distribute.ts';
import type { SlotState } from '#shared/inventory/slot-state.ts';
import { type Slot, type SlotDelta, after, deltaBetween } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event, Made } from '../events.ts';
import { heldUntil } from './before-start.ts';
import type { Offer } from './hold-events.ts';
import type { Slots } from './load-slots.ts';

/** Slots once what came free has been given on, and what that was. */
export interface Distributed {
  /** What is left for whoever decides now. */
  readonly slots: ReadonlyMap<string, Slot>;
  /** Lines that have run out, and block nothing any more. */
  readonly lapsed: ReadonlySet<string>;
  readonly events: readonly Event[];
}

/**
 * Gives on what is free of the slots, before anybody decides on them [I5, I9, I10]. Every command that takes or releases units
 * goes through it; `released` was given back just before, in the same command, by lines, seats and entries that want nothing any
 * more (`gone`).
 */
export function distributeSlots(
  slots: Slots,
  context: Context,
  released: readonly SlotDelta[] = [],
  gone: readonly string[] = [],
): Distributed {
  const results = [...slots.states.values()].map((state) => {
    const now = released.filter((delta) => delta.slotId === state.slot.id).reduce(after, state.slot);
    const left: SlotState = {
      ...state,
      slot: now,
      lapsed: state.lapsed.filter(({ id }) => !gone.includes(id)),
      claims: state.claims.filter(({ id }) => !gone.includes(id)),
      waiting: state.waiting.filter(({ id }) => !gone.includes(id)),
    };
    return { before: now, state, result: distribute(left, context.arrivedAt) };
  });
  const changed = results.filter(({ result }) => changesAnything(result));
  const offers = changed.flatMap(({ state, result }) =>
    result.offered.map((entry) => offerTo(entry, state, slots, context)),
  );
  return {
    slots: new Map(results.map(({ state, result }) => [state.slot.id, result.slot])),
    lapsed: new Set(results.flatMap(({ result }) => result.lapsed.map((line) => line.id))),
    events:
      changed.length === 0
        ? []
        : [
            {
              type: 'SlotsDistributed',
              slots: changed.map(({ before, result }) => deltaBetween(before, result.slot)),
              lapsed: changed.flatMap(({ result }) => result.lapsed.map((line) => line.id)),
              whole: changed.flatMap(({ result }) =>
                result.whole.map(({ claim, overbooked }) => ({ of: claim.of, id: claim.id, overbooked })),
              ),
              wholeBookings: wholeBookings(
                changed.map(({ result }) => result),
                slots,
              ),
              offers,
            },
          ],
  };
}

/** Slots with one more who waits, who joined in the same command. */
export function withEntry(slots: Slots, { id, fields }: Made<'waitlistEntry'>, context: Context): Slots {
  const state = slots.states.get(fields.slotId);
  if (state === undefined) return slots;
  const { tenantId, propertyId, writer, now, actor } = context;
  const by = { createdAt: now, createdBy: actor.userId, updatedAt: now, updatedBy: actor.userId };
  const entry: Row<'waitlistEntry'> = { ...fields, id, tenantId, propertyId, version: 1, writer, ...by };
  return {
    ...slots,
    states: new Map(slots.states).set(fields.slotId, { ...state, waiting: [...state.waiting, entry] }),
  };
}

/** Seats held for an entry of the waitlist, and the notice that tells them [I9]. */
export function offerTo(
  entry: Row<'waitlistEntry'>,
  { slot }: Pick<SlotState, 'slot'>,
  { policy, departures }: Pick<Slots, 'policy' | 'departures'>,
  context: Context,
  overbooked = 0,
): Offer {
  // An offer ends with the start of what it is of [I8].
  const of = departures.filter(({ id }) => id === entry.departureId);
  const until = heldUntil(policy.waitlistMinutes, of, context);
  const holdId = context.id(`offer/${entry.id}`);
  const channelGroup = groupWaitedFor(entry);
  const common = { status: 'active', expiresAt: until, paying: false } as const;
  return {
    entryId: entry.id,
    until,
    hold: {
      id: holdId,
      fields: {
        ...common,
        bookingId: null,
        waitlistEntryId: entry.id,
        type: 'WAITLIST',
        source: entry.source,
        channelGroup,
        waitsFor: '',
      },
    },
    line: {
      id: heldLineId(holdId, slot.id),
      fields: { ...common, holdId, slotId: slot.id, units: entry.units, overbooked, channelGroup },
    },
    notice: {
      id: context.id(`offer/${entry.id}/notice`),
      fields: {
        kind: 'waitlistOffer',
        bookingId: null,
        guestId: entry.guestId,
        departureId: entry.departureId,
        waitlistEntryId: entry.id,
        body: { until, units: entry.units, date: departures.find(({ id }) => id === entry.departureId)?.date ?? '' },
        status: 'queued',
        dueAt: context.arrivedAt,
      },
    },
  };
}

/** Bookings of which no item is overbooked any more. */
function wholeBookings(results: readonly Distribution[], { overbookedOf }: Slots): string[] {
  const healed = new Map<string, number>();
  for (const { claim, overbooked } of results.flatMap(({ whole }) => whole))
    healed.set(claim.bookingId, (healed.get(claim.bookingId) ?? 0) + claim.overbooked - overbooked);
  return [...healed].flatMap(([bookingId, units]) =>
    bookingId !== '' && units >= (overbookedOf.get(bookingId) ?? 0) ? [bookingId] : [],
  );
}
