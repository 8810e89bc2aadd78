import type { Database } from 'better-sqlite3';
import { addDays } from '#shared/kernel/dates.ts';
import { freeUnits, sellable, unitsFor } from '#shared/inventory/slot.ts';
import type { DepartureFoundView } from '#shared/rpc/departure-views.ts';
import { departureStatus } from '#shared/tours/departure-status.ts';
import { prepareBeside } from './beside-departures.ts';
import { type DepartureRow, onSaleOf, pricesOf, selectDepartures, slotAt } from './departure-rows.ts';
import type { DepartureStandpoint } from './departure-window.ts';
import { prepareLapsed } from './lapsed-units.ts';

/** What is looked for: departures on the days `[from, to]` on which the house's own desks may take so many seats. */
export interface SeatWish {
  readonly from: string;
  readonly to: string;
  readonly seats: number;
  readonly productId?: string | undefined;
}

/** Finds them in the order of the clock. A departure that is not on sale is not found; one without room is found with `mine` 0 where `seats` is 0. */
export type FindDepartures = (wish: SeatWish, standpoint: DepartureStandpoint) => DepartureFoundView[];

export function prepareFindDepartures(db: Database): FindDepartures {
  const found = db.prepare<{ from: string; to: string; product: string }, DepartureRow>(
    `${selectDepartures}
      WHERE d.date >= :from AND d.date < :to AND d.state = 'scheduled' AND (:product = '' OR d.product_id = :product)
      ORDER BY d.date, d.time, d.id`,
  );
  const names = db.prepare<[], { id: string; name: string }>('SELECT id, name FROM product');
  const lapsed = prepareLapsed(db);
  const beside = prepareBeside(db);
  return ({ from, to, seats, productId }, standpoint) => {
    const after = addDays(to, 1);
    const products = new Map(names.all().map(({ id, name }) => [id, name]));
    const rows = found.all({ from, to: after, product: productId ?? '' });
    const gone = lapsed(
      rows.map((row) => row.slotId),
      standpoint.now,
    );
    const { promised, waiting } = beside(from, after, standpoint.here, standpoint);
    return rows.flatMap((row) => {
      const slot = slotAt(row, gone.get(row.slotId));
      const status = departureStatus(onSaleOf(row), slot, waiting.get(row.id) ?? 0, standpoint.now);
      if (!onSale.has(status)) return [];
      // Whoever stands in the line goes before [I9]; the allotment is this desk's own, on top of what the pool has left.
      const yours = promised.get(row.id) ?? 0;
      const mine = unitsFor(slot, 'manual', standpoint.now) + yours;
      if (mine < seats) return [];
      return [
        {
          id: row.id,
          productId: row.productId,
          product: products.get(row.productId) ?? '',
          date: row.date,
          endsOn: row.endsOn,
          time: row.time,
          status,
          sellable: sellable(slot),
          free: Math.max(0, freeUnits(slot)),
          mine,
          promised: yours,
          prices: [...pricesOf(row.prices)],
        },
      ];
    });
  };
}

const onSale: ReadonlySet<string> = new Set(['OPEN', 'FEW_LEFT', 'FULL', 'WAITLIST']);
