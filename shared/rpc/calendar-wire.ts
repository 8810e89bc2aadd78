import { z } from 'zod';
import { type BarView, barStates, calendarView } from './calendar-views.ts';
import { dayShape } from './day-shape.ts';

/*
 * A window of some 4,200 bars is 2.6 MB as objects: the names of the fields, and the same words, again and again. So it
 * travels as columns, one list per field with the bars in the same order in each, and every text that many bars share
 * is sent once. The services encode (main/services/views/encode-calendar.ts), the answer's schema decodes; the screens
 * know bars only.
 */

/** What a bar may say of itself with yes or no, as bits of one number. */
export const MARK = { vip: 1, locked: 2, disputed: 4, tentative: 8, guaranteed: 16 } as const;

/** The place that stands for no room. */
export const NO_ROOM = -1;

// A schema looks at every value with a function of its own; over a column of thousands one loop does.
const texts = z.custom<readonly string[]>((value) => isColumn(value, (each) => typeof each === 'string'));
const figures = z.custom<readonly number[]>((value) => isColumn(value, (each) => typeof each === 'number'));
const places = z.custom<readonly number[]>((value) => isColumn(value, Number.isInteger));

/** A calendar window as it travels. Places are places in `words`, and of `state` in `barStates`. */
export const calendarWire = calendarView.omit({ bars: true }).extend({
  words: texts,
  columns: z.object({
    id: texts,
    stayId: texts,
    bookingId: texts,
    bookingNumber: texts,
    guestId: texts,
    name: texts,
    roomId: places,
    roomTypeId: places,
    from: places,
    to: places,
    state: places,
    country: places,
    wishes: places,
    expectedAt: places,
    adults: figures,
    children: figures,
    unpaid: figures,
    total: figures,
    version: figures,
    /** Sums of {@link MARK}. */
    marks: places,
  }),
});
export type CalendarWire = z.infer<typeof calendarWire>;

/** What `calendar.window` answers: columns on the wire, bars on arrival. Refuses columns of unequal length and places where nothing is. */
export const calendarAnswer = calendarWire.transform(({ words, columns, ...window }, context) => {
  const bars = decodeBars(columns, words);
  if (bars !== null) return { ...window, bars };
  context.addIssue('the columns are not those of bars');
  return z.NEVER;
});

function decodeBars(columns: CalendarWire['columns'], words: readonly string[]): BarView[] | null {
  const { length } = columns.id;
  if (Object.values(columns).some((column) => column.length !== length)) return null;
  if (!areWithin(columns, words.length) || !areDays(columns, words)) return null;
  // The columns are equally long and every place is one of the list it points into: nothing below is undefined.
  const word = (column: readonly number[], at: number): string => words[column[at] as number] as string;
  const text = (column: readonly string[], at: number): string => column[at] as string;
  const figure = (column: readonly number[], at: number): number => column[at] as number;
  return Array.from({ length }, (_, at) => {
    const marks = figure(columns.marks, at);
    return {
      id: text(columns.id, at),
      stayId: text(columns.stayId, at),
      bookingId: text(columns.bookingId, at),
      bookingNumber: text(columns.bookingNumber, at),
      guestId: text(columns.guestId, at),
      roomId: columns.roomId[at] === NO_ROOM ? null : word(columns.roomId, at),
      roomTypeId: word(columns.roomTypeId, at),
      from: word(columns.from, at),
      to: word(columns.to, at),
      state: barStates[figure(columns.state, at)] as BarView['state'],
      name: text(columns.name, at),
      adults: figure(columns.adults, at),
      children: figure(columns.children, at),
      unpaid: figure(columns.unpaid, at),
      total: figure(columns.total, at),
      vip: (marks & MARK.vip) !== 0,
      locked: (marks & MARK.locked) !== 0,
      disputed: (marks & MARK.disputed) !== 0,
      tentative: (marks & MARK.tentative) !== 0,
      guaranteed: (marks & MARK.guaranteed) !== 0,
      country: word(columns.country, at),
      wishes: word(columns.wishes, at),
      expectedAt: word(columns.expectedAt, at),
      version: figure(columns.version, at),
    };
  });
}

function areWithin(columns: CalendarWire['columns'], words: number): boolean {
  const { roomId, roomTypeId, from, to, country, wishes, expectedAt, state } = columns;
  return (
    [roomTypeId, from, to, country, wishes, expectedAt].every((column) => isWithin(column, 0, words)) &&
    isWithin(roomId, NO_ROOM, words) &&
    isWithin(state, 0, barStates.length)
  );
}

function areDays({ from, to }: CalendarWire['columns'], words: readonly string[]): boolean {
  const isDay = words.map((word) => dayShape.safeParse(word).success);
  return [from, to].every((column) => column.every((place) => isDay[place]));
}

function isWithin(column: readonly number[], least: number, end: number): boolean {
  return column.every((place) => place >= least && place < end);
}

function isColumn(value: unknown, holds: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}
