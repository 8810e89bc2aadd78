import { type Instant, type PlainDate, addDays, clockIn, instantAt } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';

/** What the times of a departure hang on. */
export interface DepartureTimes {
  readonly date: PlainDate;
  /** Wall clock `HH:MM` in the lodge's zone. */
  readonly time: string;
  readonly zone: string;
  readonly days: number;
  readonly cutoffHours: number;
  readonly minParticipants: number;
  readonly decisionDays: number;
}

/**
 * The times of a departure by the lodge's clock and as moments [I8]. A time that the day does not have, since clocks go forward,
 * is the one an hour later; of one that it has twice, the first. The cutoff is so many hours before the start as they pass, not as
 * clocks show them.
 */
export function timesOf({
  date,
  time,
  zone,
  days,
  cutoffHours,
  minParticipants,
  decisionDays,
}: DepartureTimes): Pick<
  Row<'departure'>,
  'date' | 'time' | 'zone' | 'startsAt' | 'endsOn' | 'cutoffAt' | 'minParticipants' | 'decisionOn'
> {
  const startsAt = instantAt(date, time, zone);
  return {
    date,
    time: clockIn(zone, startsAt),
    zone,
    startsAt,
    endsOn: addDays(date, days - 1),
    cutoffAt: hoursBefore(startsAt, cutoffHours),
    minParticipants,
    decisionOn: minParticipants > 0 ? addDays(date, -decisionDays) : null,
  };
}

/** Hours between the cutoff and the start of a departure. */
export function cutoffHoursOf({ startsAt, cutoffAt }: Pick<Row<'departure'>, 'startsAt' | 'cutoffAt'>): number {
  return (Date.parse(startsAt) - Date.parse(cutoffAt)) / HOUR_MS;
}

/** The moment so many hours before, as they pass. */
export function hoursBefore(moment: Instant, hours: number): Instant {
  return new Date(Date.parse(moment) - hours * HOUR_MS).toISOString();
}

const HOUR_MS = 3_600_000;
