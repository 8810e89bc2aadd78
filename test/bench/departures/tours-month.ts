import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { Store } from '#main/store/open-store.ts';
import { aDeparture, aHold, aProduct, aSeatLease, anEntry } from '#test/integration/host-departures.ts';
import { seeded } from '../lodge-plan.ts';

/** What a tour desk sees: products, and how many departures of them a month has, from the month of a day on. */
export interface ToursMonth {
  readonly products: number;
  readonly perMonth: number;
  readonly months: number;
  /** In the first month, as `YYYY-MM-DD`. */
  readonly day: string;
}

export const usualMonth = { products: 40, perMonth: 500, months: 3 } as const;

const seats = 16;
const quotas = { ota: { units: null, basisPoints: 3_000, releasedAt: null } };

/** Writes them into a replica: seats sold and held, some of the holds run out unnoticed, some departures with a line before them and with an allotment of desk A. */
export function writeTours(store: Store, wish: ToursMonth): void {
  const { tenantId = '', propertyId = '' } = store.identity() ?? {};
  const rows = rowsOf(wish).map(({ row, ...of }) => ({
    ...of,
    row: row === null ? null : { ...row, tenantId, propertyId },
  }));
  store.transaction(() => store.place(rows));
}

/** The first days of the months from the one of that day on, and of the one behind them. */
export function monthsFrom(day: string, count: number): readonly string[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: count + 1 }, (_, later) =>
    new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10),
  );
}

function rowsOf({ products, perMonth, months, day }: ToursMonth) {
  const firsts = monthsFrom(day, months);
  const chance = seeded(perMonth);
  const below = (most: number) => Math.floor(chance() * most);
  const codes = Array.from({ length: products }, (_, at) => `T${at + 1}`);
  const departures = firsts.slice(0, -1).flatMap((first, month) => {
    const days = daysBetween(first, firsts[month + 1] ?? first);
    return Array.from({ length: perMonth }, (_, n) => {
      const confirmed = below(seats - 3);
      const held = below(4);
      const wish = { product: codes[n % products] ?? '', date: addDays(first, Math.floor((n * days) / perMonth)) };
      const leased = n % 2;
      const figures = { held: held + leased, confirmed, website: confirmed, manual: held + leased, quotas };
      const expiresAt = `${addDays(day, n % 5 === 0 ? -1 : 30)}T00:00:00.000Z`;
      const name = `${month}/${n}`;
      return [
        ...aDeparture({ ...wish, slot: figures }),
        ...(held > 0 ? aHold(name, { of: wish, units: held, expiresAt }) : []),
        ...(n % 10 === 0 ? [anEntry(name, { of: wish, guest: name, units: 2, joinedAt: expiresAt })] : []),
        ...(leased > 0 ? [aSeatLease('A', wish, leased)] : []),
      ];
    }).flat();
  });
  return [...codes.map((code, position) => aProduct(code, { position })), ...departures];
}
