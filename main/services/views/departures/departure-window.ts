import type { Database } from 'better-sqlite3';
import { addDays } from '#shared/kernel/dates.ts';
import type { DepartureCell, DepartureWindowView } from '#shared/rpc/departure-views.ts';
import { departureStatus } from '#shared/tours/departure-status.ts';
import type { Standpoint } from '../bar.ts';
import type { Here } from '../here.ts';
import { type BesideDepartures, prepareBeside } from './beside-departures.ts';
import { type DepartureRow, onSaleOf, selectDepartures, slotAt } from './departure-rows.ts';
import { type LapsedUnits, prepareLapsed } from './lapsed-units.ts';
import { prepareProductLines } from './products.ts';

/** From where a view of departures is seen: the day of the house, this moment, this desk. */
export interface DepartureStandpoint extends Standpoint {
  readonly now: string;
  readonly here: Here;
}

/** The departures of `days` days from `from`, as cells. One walk along the index of dates, each with its slot. */
export type ReadDepartureWindow = (from: string, days: number, standpoint: DepartureStandpoint) => DepartureWindowView;

export function prepareDepartureWindow(db: Database): ReadDepartureWindow {
  const departures = db.prepare<[string, string], DepartureRow>(
    `${selectDepartures} WHERE d.date >= ? AND d.date < ? ORDER BY d.date, d.time, d.id`,
  );
  const products = prepareProductLines(db);
  const lapsed = prepareLapsed(db);
  const beside = prepareBeside(db);
  return (from, days, standpoint) => {
    const to = addDays(from, days);
    const rows = departures.all(from, to);
    const gone = lapsed(
      rows.map((row) => row.slotId),
      standpoint.now,
    );
    const about = beside(from, to, standpoint.here, standpoint);
    return {
      from,
      to,
      businessDate: standpoint.businessDate,
      products: products(from, to),
      departures: rows.map((row) => cellOf(row, gone.get(row.slotId), about, standpoint.now)),
    };
  };
}

/** A departure as a cell shows it. */
export function cellOf(
  row: DepartureRow,
  lapsed: LapsedUnits | undefined,
  { waiting, promised, tentative }: BesideDepartures,
  now: string,
): DepartureCell {
  const slot = slotAt(row, lapsed);
  const waits = waiting.get(row.id) ?? 0;
  return {
    id: row.id,
    productId: row.productId,
    date: row.date,
    time: row.time,
    status: departureStatus(onSaleOf(row), slot, waits, now),
    total: slot.total,
    blocked: slot.blocked,
    held: slot.held,
    confirmed: slot.confirmed,
    waiting: waits,
    tentative: tentative.get(row.id) ?? 0,
    promised: promised.get(row.id) ?? 0,
    minParticipants: row.minParticipants,
    guide: row.guide,
  };
}
