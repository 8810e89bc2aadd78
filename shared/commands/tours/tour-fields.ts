import { z } from 'zod';
import { daysBetween } from '#shared/kernel/dates.ts';
import { channelGroups, productKinds } from '#shared/schema/words.ts';
import { amountField, dayField, idField, longText, shortText } from '../fields.ts';

/** The fields that commands of products and departures share. */
export const seatsField = z.number().int().min(0).max(10_000);
export const capacityField = seatsField.min(1);
export const hoursField = z.number().int().min(0).max(8_760);
export const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, HH:MM');
export const momentField = z.iso.datetime();

const ageField = z.number().int().min(0).max(150).nullable();

/** What a traveller of each category pays; a category once. */
export const pricesField = z
  .array(z.object({ category: z.string().min(1).max(40), amount: amountField, fromAge: ageField, toAge: ageField }))
  .max(20)
  .refine(
    (prices) => new Set(prices.map(({ category }) => category)).size === prices.length,
    'a category stands twice',
  );

const quotaField = z
  .object({
    units: seatsField.nullable(),
    basisPoints: z.number().int().min(0).max(10_000).nullable(),
    releasedAt: momentField.nullable(),
    hoursBefore: hoursField.nullable().optional(),
  })
  .refine(
    ({ units, basisPoints }) => (units === null) !== (basisPoints === null),
    'in units or as a share, one of them',
  );

/** By channel group, each optional [I7]. */
export const quotasField = z.partialRecord(z.enum(channelGroups), quotaField);

/** What describes a product, as it is added and changed. */
export const productFields = {
  name: shortText.min(1),
  kind: z.enum(productKinds),
  description: longText,
  days: z.number().int().min(1).max(365),
  hours: z.number().int().min(0).max(24),
  meetingPoint: shortText,
  capacity: capacityField,
  overbookingLimit: seatsField,
  minParticipants: seatsField,
  cutoffHours: hoursField,
  decisionDays: z.number().int().min(0).max(365),
  waitlist: z.boolean(),
  prices: pricesField.min(1),
  quotas: quotasField,
  position: z.number().int().min(0),
};

/** The most departures of one command: each is two rows to be written. */
export const MOST_DEPARTURES = 400;

const span = { from: dayField, to: dayField };

/** The days of a series. */
export const recurrenceField = z
  .discriminatedUnion('every', [
    z.object({ every: z.literal('date'), on: z.array(dayField).min(1).max(MOST_DEPARTURES) }),
    z.object({
      every: z.literal('week'),
      ...span,
      weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    }),
    z.object({ every: z.literal('days'), ...span, days: z.number().int().min(1).max(365) }),
  ])
  .refine(
    (series) => series.every === 'date' || daysBetween(series.from, series.to) < MOST_DEPARTURES,
    `a series of at most ${MOST_DEPARTURES} days`,
  );

export const departureIdField = { departureId: idField };
