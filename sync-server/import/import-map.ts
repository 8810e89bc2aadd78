import { z } from 'zod';
import { bookingSources } from '#shared/schema/words.ts';

const column = z.string().min(1);

/** A day, from one column in a stated form, or from a column each for year, month (a number or its English name) and day. */
const dayRule = z.union([
  z.strictObject({ column, form: z.enum(['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD.MM.YYYY']) }),
  z.strictObject({ year: column, month: column, day: column }),
]);
export type DayRule = z.infer<typeof dayRule>;

/** What a status word of the export says: the stay stands (its dates and the business date say how), was cancelled, or nobody came. */
const standing = z.enum(['stays', 'cancelled', 'noShow']);
export type Standing = z.infer<typeof standing>;

/** How another system's CSV export becomes stays: columns to fields, in one declarative piece. Unknown keys are refused. */
export const importMap = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The new property, where the command line does not say otherwise. */
  property: z.strictObject({
    name: z.string().min(1).max(200),
    prefix: z.string().regex(/^[A-Z0-9]{2,6}$/),
    zone: z.string().min(1),
    currency: z.string().regex(/^[A-Z]{3}$/),
    checkInTime: z.string().regex(/^\d{2}:\d{2}$/),
    checkOutTime: z.string().regex(/^\d{2}:\d{2}$/),
  }),
  /** Texts that stand for nothing, besides the empty one. */
  nothing: z.array(z.string()).default([]),
  arrival: dayRule,
  /** The day of departure, or columns of nights that add up to it; no nights are day use. */
  departure: z.union([dayRule, z.strictObject({ nights: z.array(column).min(1) })]),
  bookedOn: z.union([dayRule, z.strictObject({ daysBeforeArrival: column })]).optional(),
  /** The day on which a cancelled stay was cancelled. */
  endedOn: dayRule.optional(),
  /** The seller's own reference, unique with the source [B5]. */
  reference: column.optional(),
  /** Without a name column each stay gets a placeholder: this word and the stay's number. */
  guest: z.strictObject({
    placeholder: z.string().min(1).max(40),
    name: column.optional(),
    phone: column.optional(),
    email: column.optional(),
    country: column.optional(),
  }),
  /** The type that was given, the one that was booked where the export keeps both, and names for the codes. */
  roomType: z.strictObject({
    given: column,
    booked: column.optional(),
    names: z.record(z.string(), z.string()).default({}),
    /** What stands before a code that has no name. */
    label: z.string().default(''),
  }),
  /** The room's number; without one, stays get a free room of their type. */
  room: column.optional(),
  /** Columns that add up. */
  adults: z.array(column).min(1),
  children: z.array(column).default([]),
  /** The nightly rate in whole units of the currency, with a point before the decimals. */
  rate: column,
  status: z.strictObject({ column, words: z.record(z.string(), standing) }),
  source: z.strictObject({
    column: column.optional(),
    words: z.record(z.string(), z.enum(bookingSources)).default({}),
    otherwise: z.enum(bookingSources),
  }),
  /** Words that say that a booking was paid in full in the former system, whatever its dates. */
  settled: z.strictObject({ column, words: z.array(z.string()).min(1) }).optional(),
  /** Columns that become wishes: the word's meaning, or the label with the column's text. */
  wishes: z
    .array(
      z.strictObject({ column, label: z.string().default(''), words: z.record(z.string(), z.string()).optional() }),
    )
    .default([]),
  /** What a row must keep to, or be put in quarantine. */
  rules: z.strictObject({
    mostNights: z.number().int().positive(),
    mostPersons: z.number().int().positive().max(99),
  }),
});
export type ImportMap = z.infer<typeof importMap>;

/** Every column that the map reads; the file's header must have them all. */
export function columnsOf(map: ImportMap): string[] {
  const named: (string | undefined)[] = [
    ...dayColumns(map.arrival),
    ...('nights' in map.departure ? map.departure.nights : dayColumns(map.departure)),
    ...(map.bookedOn === undefined
      ? []
      : 'daysBeforeArrival' in map.bookedOn
        ? [map.bookedOn.daysBeforeArrival]
        : dayColumns(map.bookedOn)),
    ...(map.endedOn === undefined ? [] : dayColumns(map.endedOn)),
    map.reference,
    map.guest.name,
    map.guest.phone,
    map.guest.email,
    map.guest.country,
    map.roomType.given,
    map.roomType.booked,
    map.room,
    ...map.adults,
    ...map.children,
    map.rate,
    map.status.column,
    map.source.column,
    map.settled?.column,
    ...map.wishes.map((wish) => wish.column),
  ];
  return [...new Set(named.filter((name) => name !== undefined))];
}

function dayColumns(rule: DayRule): string[] {
  return 'column' in rule ? [rule.column] : [rule.year, rule.month, rule.day];
}
