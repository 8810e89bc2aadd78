import { createHash } from 'node:crypto';
import type { PlainDate } from '#shared/kernel/dates.ts';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import { minorDigits } from '#shared/kernel/money.ts';
import { type Outcome, done } from '#shared/kernel/outcome.ts';
import type { BookingSource } from '#shared/schema/words.ts';
import { countryCode } from './country-code.ts';
import type { CsvRecord } from './csv-records.ts';
import { dayOfFields } from './day-of-fields.ts';
import { minorFromDecimal } from './decimal-amount.ts';
import type { ImportMap, Standing } from './import-map.ts';

/** One row of the export, understood; nothing of it depends on other rows or on the business date. `rate` is minor units a night. */
export interface ImportedStay {
  readonly line: number;
  /** The same for rows of the same content. */
  readonly contentHash: string;
  readonly arrival: PlainDate;
  readonly departure: PlainDate;
  readonly bookedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly reference: string | null;
  /** An empty name asks for a placeholder. */
  readonly guest: { readonly name: string; readonly phone: string; readonly email: string; readonly country: string };
  readonly typeCode: string;
  readonly bookedTypeCode: string | null;
  readonly roomNumber: string | null;
  readonly adults: number;
  readonly children: number;
  readonly rate: number;
  readonly standing: Standing;
  readonly source: BookingSource;
  readonly settled: boolean;
  readonly wishes: string;
}

/** What is wrong with a row, each in words. */
export interface RowRefused {
  readonly reasons: readonly string[];
}

/** The reader of one file's rows: a stay, or all the reasons why the row cannot be one. `header` has every column of the map. */
export function stayReader(
  map: ImportMap,
  header: readonly string[],
): (record: CsvRecord) => Outcome<ImportedStay, RowRefused> {
  const place = new Map(header.map((name, index) => [name, index]));
  const nothing = new Set(map.nothing);
  const digits = minorDigits(map.property.currency);
  return (record) => {
    if (record.fields.length !== header.length) {
      return { ok: false, reasons: [`has ${record.fields.length} fields, the header has ${header.length}`] };
    }
    const field = (column: string): string => {
      const text = (record.fields[place.get(column) ?? -1] ?? '').trim();
      return nothing.has(text) ? '' : text;
    };
    return readStay(map, digits, record, field);
  };
}

function readStay(
  map: ImportMap,
  digits: number,
  record: CsvRecord,
  field: (column: string) => string,
): Outcome<ImportedStay, RowRefused> {
  const reasons: string[] = [];
  // Postgres keeps no such character in a text.
  if (record.text.includes('\0')) reasons.push('has a NUL character');
  const need = <T>(value: T | undefined, reason: string, instead: T): T => {
    if (value === undefined) reasons.push(reason);
    return value ?? instead;
  };
  const count = (columns: readonly string[], what: string): number =>
    need(sumOfCounts(columns.map(field)), `${what} is no whole number`, 1);

  const arrival = need(dayOfFields(map.arrival, field), 'the arrival is no day', '1970-01-01');
  const departure =
    'nights' in map.departure
      ? addDays(arrival, Math.min(count(map.departure.nights, 'the number of nights'), 10_000))
      : need(dayOfFields(map.departure, field), 'the departure is no day', arrival);
  const nights = daysBetween(arrival, departure);
  if (nights < 0) reasons.push(`leaves on ${departure}, before it arrives on ${arrival}`);
  if (nights > map.rules.mostNights) reasons.push(`stays ${nights} nights, more than ${map.rules.mostNights}`);

  const adults = count(map.adults, 'the number of adults');
  const children = count(map.children, 'the number of children');
  if (adults + children === 0) reasons.push('nobody stays: no adults and no children');
  if (Math.max(adults, children) > map.rules.mostPersons) reasons.push(`more than ${map.rules.mostPersons} persons`);

  const rate = need(minorFromDecimal(field(map.rate), digits), `the rate "${field(map.rate)}" is no amount`, 0);
  if (rate < 0) reasons.push(`the rate is below zero: ${field(map.rate)}`);

  const typeCode = field(map.roomType.given);
  if (typeCode === '' || typeCode.length > 12)
    reasons.push(`the room type "${typeCode.slice(0, 20)}" is no code of 1 to 12 characters`);
  const roomNumber = map.room === undefined ? '' : field(map.room);
  if (roomNumber.length > 12) reasons.push('the room number is longer than 12 characters');

  const word = field(map.status.column);
  const standing = need(map.status.words[word], `the status "${word}" is not in the map`, 'stays' as const);

  if (reasons.length > 0) return { ok: false, reasons };
  const bookedType = map.roomType.booked === undefined ? '' : field(map.roomType.booked);
  return done({
    line: record.line,
    contentHash: createHash('sha256').update(JSON.stringify(record.fields)).digest('hex'),
    arrival,
    departure,
    bookedOn: bookedDay(map, arrival, field),
    endedOn: map.endedOn === undefined ? null : (dayOfFields(map.endedOn, field) ?? null),
    reference: (map.reference === undefined ? '' : field(map.reference)) || null,
    guest: {
      name: optional(map.guest.name, field).slice(0, 200),
      phone: optional(map.guest.phone, field).slice(0, 40),
      email: optional(map.guest.email, field).slice(0, 200),
      country: countryCode(optional(map.guest.country, field)),
    },
    typeCode,
    bookedTypeCode: bookedType === '' || bookedType === typeCode ? null : bookedType,
    roomNumber: roomNumber || null,
    adults,
    children,
    rate,
    standing,
    source: sourceOf(map, field),
    settled: map.settled !== undefined && map.settled.words.includes(field(map.settled.column)),
    wishes: wishesOf(map, field),
  });
}

function optional(column: string | undefined, field: (column: string) => string): string {
  return column === undefined ? '' : field(column);
}

/** The sum, where nothing counts as none; undefined where one is no whole number of zero or more. */
function sumOfCounts(texts: readonly string[]): number | undefined {
  if (texts.some((text) => text !== '' && !/^\d{1,4}(?:\.0+)?$/.test(text))) return undefined;
  return texts.reduce((sum, text) => sum + Number(text), 0);
}

function bookedDay(map: ImportMap, arrival: PlainDate, field: (column: string) => string): PlainDate | null {
  if (map.bookedOn === undefined) return null;
  if (!('daysBeforeArrival' in map.bookedOn)) return dayOfFields(map.bookedOn, field) ?? null;
  const days = field(map.bookedOn.daysBeforeArrival);
  return /^\d{1,4}$/.test(days) ? addDays(arrival, -Number(days)) : null;
}

function sourceOf(map: ImportMap, field: (column: string) => string): BookingSource {
  const word = map.source.column === undefined ? '' : field(map.source.column);
  return map.source.words[word] ?? map.source.otherwise;
}

function wishesOf(map: ImportMap, field: (column: string) => string): string {
  const wishes = map.wishes.map(({ column, label, words }) => {
    const text = field(column);
    if (text === '') return '';
    return words?.[text] ?? `${label} ${text}`.trim();
  });
  return wishes
    .filter((wish) => wish !== '')
    .join(' · ')
    .slice(0, 4000);
}
