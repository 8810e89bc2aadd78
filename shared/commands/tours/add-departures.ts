import { z } from 'zod';
import { type SlotFigures, emptySlot, slotId } from '#shared/inventory/slot.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { timesOf } from '#shared/tours/departure-times.ts';
import { releasedBefore } from '#shared/tours/quota-release.ts';
import { daysOfSeries } from '#shared/tours/recurrence.ts';
import type { Context } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event, Made } from '../events.ts';
import { idField, longText, shortText } from '../fields.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import {
  capacityField,
  hoursField,
  momentField,
  pricesField,
  quotasField,
  recurrenceField,
  seatsField,
  timeField,
} from './tour-fields.ts';

const draft = z.object({
  productId: idField,
  series: recurrenceField,
  time: timeField,
  /** What is null is as the product has it. */
  capacity: capacityField.nullable(),
  blocked: seatsField,
  overbookingLimit: seatsField.nullable(),
  minParticipants: seatsField.nullable(),
  cutoffHours: hoursField.nullable(),
  decisionDays: z.number().int().min(0).max(365).nullable(),
  waitlist: z.boolean().nullable(),
  prices: pricesField.min(1).nullable(),
  quotas: quotasField.nullable(),
  /** From when on it is sold; null for at once. */
  onSaleAt: momentField.nullable(),
  guide: shortText,
  note: longText,
});
export type AddDeparturesDraft = z.infer<typeof draft>;

interface Seen {
  readonly product: Row<'product'> | undefined;
  readonly property: Row<'property'> | undefined;
  /** Those of the product on the days of the series, and any that already bears an id it would give. */
  readonly standing: readonly Row<'departure'>[];
  readonly taken: readonly Row<'departure'>[];
}

/** Adds one departure or a series, with their seats; a day that has one of the product at that time is left out [I8]. */
export const addDepartures = defineRequest<AddDeparturesDraft, AddDeparturesDraft, Seen>({
  name: 'addDepartures',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide,
  concerns: ({ product }, { series }) => {
    const days = daysOfSeries(series);
    return { product: product?.name ?? '', from: days[0] ?? '', to: days.at(-1) ?? '' };
  },
});

function* load({ productId, series, time }: AddDeparturesDraft, context: Context): Loading<Seen> {
  const days = daysOfSeries(series);
  return yield* see({
    // Two series of one product at once: the second finds what the first made.
    product: lock('product', productId),
    property: peek('property', context.propertyId),
    standing: lockAll('departure', [where('productId', '=', productId), where('date', 'in', days)]),
    taken: lockAll(
      'departure',
      days.map((day) => plainId(productId, day, time)),
    ),
  });
}

function decide(
  { product, property, standing, taken }: Seen,
  input: AddDeparturesDraft,
  context: Context,
): Outcome<readonly Event[]> {
  if (property === undefined) return refuse('not-found', { entity: 'property' });
  if (product === undefined) return refuse('not-found', { entity: 'product' });
  if (!product.active) return refuse('not-on-sale', { product: product.name });
  const total = input.capacity ?? product.capacity;
  if (input.blocked > total) return refuse('wrong-input', { blocked: input.blocked, capacity: total });
  const days = daysOfSeries(input.series);
  if (days.length === 0) return refuse('invalid-dates', {});
  const there = new Set(
    standing.filter(({ state }) => state !== 'cancelled').map(({ date, time }) => `${date} ${time}`),
  );
  const made = days.flatMap((date) => {
    const times = timesOf({
      date,
      time: input.time,
      zone: property.zone,
      days: product.days,
      cutoffHours: input.cutoffHours ?? product.cutoffHours,
      minParticipants: input.minParticipants ?? product.minParticipants,
      decisionDays: input.decisionDays ?? product.decisionDays,
    });
    if (there.has(`${date} ${times.time}`)) return [];
    const plain = plainId(product.id, date, input.time);
    const id = taken.some((row) => row.id === plain) ? context.id(`departure/${date}`) : plain;
    const seats = emptySlot('seat', id, date, total, {
      blocked: input.blocked,
      overbookingLimit: input.overbookingLimit ?? product.overbookingLimit,
      quotas: releasedBefore(input.quotas ?? product.quotas, times.startsAt),
    });
    const slot = { slotId: slotId('seat', id, date) };
    return [{ departure: { id, fields: { ...times, ...slot, ...othersOf(product, input, context) } }, seats }];
  });
  if (made.length === 0) return refuse('already-exists', { entity: 'departure', from: days[0], to: days.at(-1) });
  return done([{ type: 'DeparturesAdded', productId: product.id, departures: made }]);
}

/** A departure with its seats as they begin. */
export interface MadeDeparture {
  readonly departure: Made<'departure'>;
  readonly seats: SlotFigures;
}

/** The same wherever the departure is made, so that two desks which add it without knowing of each other sell the same seats. */
function plainId(productId: string, date: string, time: string): string {
  return deriveId(productId, `departure/${date}/${time}`);
}

function othersOf(product: Row<'product'>, input: AddDeparturesDraft, context: Context) {
  return {
    productId: product.id,
    onSaleAt: input.onSaleAt,
    sale: 'byDate' as const,
    alertedAt: null,
    waitlist: input.waitlist ?? product.waitlist,
    guide: input.guide,
    note: input.note,
    prices: input.prices ?? product.prices,
    seriesId: input.series.every === 'date' ? null : context.id('series'),
    state: 'scheduled' as const,
    stateReason: '',
  };
}
