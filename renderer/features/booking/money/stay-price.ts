import { daysBetween, daysOf } from '#shared/kernel/dates.ts';
import { plainRates, sumOf } from '#shared/bookings/price.ts';

/** One line of a price: a night, a run of nights at one rate, or the one day of day use. Minor units. */
export interface PriceLine {
  readonly from: string;
  readonly to: string;
  readonly nights: number;
  readonly rate: number;
  readonly amount: number;
}

/** More nights than this at one rate stand on one line: a price is to be read, not scrolled. */
const LINES = 7;

/** The price of a stay, `nightly[i]` for its i-th night. */
export function priceLines(arrival: string, departure: string, nightly: readonly number[]): PriceLine[] {
  const days = arrival === departure ? [arrival] : daysOf({ from: arrival, to: departure });
  const lines = days.map((day, index) => lineOf(day, day, 1, nightly[index] ?? 0));
  return lines.length <= LINES ? lines : runs(lines);
}

export function priceAt(from: string, to: string, rate: number): { nightly: number[]; total: number } {
  const nightly = plainRates({ from, to }, rate);
  return { nightly, total: sumOf(nightly) };
}

/** Nights of a span; day use has none. */
export function nightsOf(from: string, to: string): number {
  return Math.max(0, daysBetween(from, to));
}

function runs(lines: readonly PriceLine[]): PriceLine[] {
  const grouped: PriceLine[] = [];
  for (const line of lines) {
    const last = grouped.at(-1);
    if (last?.rate === line.rate) grouped[grouped.length - 1] = lineOf(last.from, line.to, last.nights + 1, line.rate);
    else grouped.push(line);
  }
  return grouped;
}

function lineOf(from: string, to: string, nights: number, rate: number): PriceLine {
  return { from, to, nights, rate, amount: nights * rate };
}
