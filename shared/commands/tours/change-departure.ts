import { z } from 'zod';
import { quotasKept } from '#shared/inventory/quota-kept.ts';
import { type Slot, type SlotDelta, after, deltaOf, emptySlot, resizeTotal } from '#shared/inventory/slot.ts';
import { type Instant, daysBetween } from '#shared/kernel/dates.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { timesOf } from '#shared/tours/departure-times.ts';
import { releasedBefore } from '#shared/tours/quota-release.ts';
import type { Context } from '../context.ts';
import { defineRequest, ifUnchanged } from '../define.ts';
import type { Event } from '../events.ts';
import { dayField, idField, longText, shortText, versionField } from '../fields.ts';
import { distributeSlots } from '../holds/distributed.ts';
import { type Loading, lockAll, see } from '../need.ts';
import {
  type Aboard,
  type SeenDeparture,
  affectedBy,
  concernOf,
  leasedOf,
  loadAboard,
  loadDeparture,
  seatsOn,
} from './load-departure.ts';
import { movedNotices } from './departure-notices.ts';
import { servingAs } from './serve-waitlist.ts';
import { capacityField, hoursField, momentField, pricesField, seatsField, timeField } from './tour-fields.ts';

const draft = z.object({
  departureId: idField,
  expectedVersion: versionField,
  date: dayField,
  time: timeField,
  capacity: capacityField,
  overbookingLimit: seatsField,
  minParticipants: seatsField,
  cutoffHours: hoursField,
  decisionDays: z.number().int().min(0).max(365),
  waitlist: z.boolean(),
  onSaleAt: momentField.nullable(),
  guide: shortText,
  note: longText,
  prices: pricesField.min(1),
});
export type ChangeDepartureDraft = z.infer<typeof draft>;

interface Seen extends SeenDeparture {
  readonly aboard: Aboard;
  /** The seats of the day it is moved to, where it has been there before. */
  readonly elsewhere: Row<'slot'> | undefined;
}

/**
 * Changes a departure. Its day only while nobody has seats or waits for them; its capacity and overbooking limit not below what is
 * sold and held: refused as `below-sold` with who would be affected. Bookings keep their price; whoever has seats hears of another time.
 */
export const changeDeparture = defineRequest<ChangeDepartureDraft, ChangeDepartureDraft, Seen>({
  name: 'changeDeparture',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load,
  prepare: ifUnchanged((seen: Seen) => seen.departure),
  decide,
  concerns: (seen) => concernOf(seen),
});

function* load({ departureId, date }: ChangeDepartureDraft, context: Context): Loading<Seen> {
  const seen = yield* loadDeparture(departureId, 'edit', context);
  const aboard = yield* loadAboard(seen.departure);
  const { elsewhere } = yield* see({ elsewhere: lockAll('slot', [seatsOn(departureId, date)]) });
  return { ...seen, aboard, elsewhere: elsewhere[0] };
}

function decide(seen: Seen, input: ChangeDepartureDraft, context: Context): Outcome<readonly Event[]> {
  const { departure, aboard } = seen;
  if (departure === undefined) return refuse('not-found', { entity: 'departure' });
  if (departure.state !== 'scheduled')
    return refuse('invalid-transition', { command: 'changeDeparture', status: departure.state });
  const fields = changedFields(departure, input);
  // Whoever waits is served where it is sold for longer now, and not where it is not sold any more [I9].
  const slots = servingAs(seen.slots, { ...departure, ...fields }, context);
  const before = distributeSlots(slots, context);
  const slot = before.slots.get(departure.slotId);
  if (slot === undefined) return refuse('not-found', { entity: 'slot' });
  if (input.date !== departure.date) {
    const waiting = slots.states.get(slot.id)?.waiting.length ?? 0;
    const taken = slot.held + slot.confirmed;
    if (taken + waiting > 0)
      return refuse('invalid-transition', {
        command: 'changeDeparture',
        sold: taken - leasedOf(aboard),
        waiting,
        ...affectedBy(taken, aboard),
      });
    const moved = { ...fields, slotId: seatsOn(departure.id, input.date) };
    return done([
      ...before.events,
      {
        type: 'DepartureChanged',
        departureId: departure.id,
        fields: moved,
        ...toOtherDay(slot, seen, input, fields.startsAt),
      },
    ]);
  }
  const fits = staysPossible(slot, input, aboard);
  if (!fits.ok) return fits;
  const resized = resizedTo(slots.states.get(slot.id)?.slot ?? slot, slot, input);
  // What is released before the start is released before the new one, and binds again until then [I7].
  const quotas = fields.startsAt === departure.startsAt ? null : releasedBefore(slot.quotas, fields.startsAt);
  const sized = resized === undefined ? slot : after(slot, resized);
  const kept = quotasKept(slot, { ...sized, quotas: quotas ?? sized.quotas }, context.arrivedAt);
  if (!kept.ok) return kept;
  const changed: Event = {
    type: 'DepartureChanged',
    departureId: departure.id,
    fields,
    slots: resized === undefined ? [] : [resized],
    quotas: quotas === null ? null : { slotId: slot.id, quotas },
  };
  const raised = (resized?.change.total ?? 0) > 0;
  return done([
    ...(raised && resized !== undefined
      ? // More seats go to whoever is overbooked, then to those who wait [I10].
        [changed, ...distributeSlots(slots, context, [resized]).events]
      : [...before.events, changed]),
    ...(fields.startsAt === departure.startsAt ? [] : movedNotices(departure, fields, aboard, context)),
  ]);
}

function changedFields(departure: Row<'departure'>, input: ChangeDepartureDraft) {
  const times = timesOf({
    ...input,
    zone: departure.zone,
    days: daysBetween(departure.date, departure.endsOn) + 1,
  });
  const decidedAnew = times.minParticipants !== departure.minParticipants || times.decisionOn !== departure.decisionOn;
  const { waitlist, onSaleAt, guide, note, prices } = input;
  return { ...times, waitlist, onSaleAt, guide, note, prices, ...(decidedAnew ? { alertedAt: null } : {}) };
}

/** Refused where fewer seats would be there than are sold and held; one that is overbooked already may stay as it is. */
function staysPossible(
  slot: Slot,
  { capacity, overbookingLimit }: ChangeDepartureDraft,
  aboard: Aboard,
): Outcome<null> {
  const taken = slot.held + slot.confirmed;
  const sold = taken - leasedOf(aboard);
  const over = taken - (capacity - slot.blocked);
  if (capacity < slot.total && over > 0)
    return refuse('below-sold', { sold, capacity, least: taken + slot.blocked, ...affectedBy(over, aboard) });
  const beyond = taken - (capacity - slot.blocked) - slot.forced - overbookingLimit;
  if (overbookingLimit < slot.overbookingLimit && beyond > 0)
    return refuse('below-sold', { sold, overbookingLimit, ...affectedBy(beyond, aboard) });
  return done(null);
}

/** Raised from where it stands before anything is given on, lowered from what is left then. */
function resizedTo(standing: Slot, left: Slot, input: ChangeDepartureDraft): SlotDelta | undefined {
  const more = input.capacity - left.total;
  const limit = input.overbookingLimit - left.overbookingLimit;
  if (more === 0 && limit === 0) return undefined;
  const { slotId, begin, change } = resizeTotal(more > 0 ? standing : left, more);
  return { slotId, begin, change: { ...change, ...(limit === 0 ? {} : { overbookingLimit: limit }) } };
}

/** The seats of the old day are nobody's any more; those of the new one begin as they were, or come back. */
function toOtherDay(slot: Slot, { departure, elsewhere }: Seen, input: ChangeDepartureDraft, startsAt: Instant) {
  const id = departure?.id ?? '';
  const quotas = releasedBefore(slot.quotas, startsAt);
  const figures = { blocked: slot.blocked, overbookingLimit: input.overbookingLimit };
  const slotId = seatsOn(id, input.date);
  const begin = emptySlot('seat', id, input.date, input.capacity, { ...figures, quotas });
  const left = deltaOf(slot, {
    total: -slot.total,
    blocked: -slot.blocked,
    overbookingLimit: -slot.overbookingLimit,
  });
  const back = elsewhere === undefined ? {} : { total: input.capacity, ...figures };
  return {
    slots: [left, { slotId, begin, change: back }],
    quotas: elsewhere === undefined ? null : { slotId, quotas },
  };
}
