import type { Database } from 'better-sqlite3';
import type { SalePromise } from '#shared/schema/words.ts';
import { type Standpoint, promiseOf } from '../bar.ts';
import type { Here } from '../here.ts';

/** What a month shows of each departure beside its slot, by departure id; whoever is not in a map has none. */
export interface BesideDepartures {
  /** Entries that wait. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Units of this desk's own allotment; none where it may not promise them [S32]. */
  readonly promised: ReadonlyMap<string, number>;
  /** Units sold here without a promise that the server has not taken in: what was promised stands [S32]. */
  readonly tentative: ReadonlyMap<string, number>;
}

/** Reads it for the departures of `[from, to)`. */
export type ReadBeside = (from: string, to: string, here: Here, standpoint: Standpoint) => BesideDepartures;

export function prepareBeside(db: Database): ReadBeside {
  const waiting = db.prepare<[string, string], { id: string; n: number }>(
    `SELECT w.departure_id AS id, count(*) AS n FROM departure AS d
       JOIN waitlist_entry AS w ON w.departure_id = d.id AND w.status = 'waiting'
      WHERE d.date >= ? AND d.date < ? GROUP BY w.departure_id`,
  );
  const leases = db.prepare<{ desk: string; epoch: number; from: string; to: string }, { id: string; n: number }>(
    `SELECT resource_id AS id, sum(units) AS n FROM lease
      WHERE desk_code = :desk AND epoch = :epoch AND date >= :from AND date < :to AND kind = 'seat' AND status = 'active'
      GROUP BY resource_id`,
  );
  // What waits for the server left an image of before: that is short, the seats of a month are not.
  const pending = db.prepare<[], { id: string; units: number; madeBy: string; promise: SalePromise }>(
    `SELECT s.departure_id AS id, s.units, b.made_by AS madeBy, b.promise
       FROM (SELECT DISTINCT id FROM before_image WHERE entity = 'seats') AS p
       JOIN seats AS s ON s.id = p.id AND s.status IN ('HELD', 'CONFIRMED') JOIN booking AS b ON b.id = s.booking_id`,
  );
  return (from, to, { desk, epoch, mayPromise }, standpoint) => {
    const tentative = new Map<string, number>();
    for (const { id, units, madeBy, promise } of pending.all())
      if (promiseOf(standpoint.tentative(madeBy), promise === 'guaranteed').tentative)
        tentative.set(id, (tentative.get(id) ?? 0) + units);
    return {
      waiting: countsOf(waiting.all(from, to)),
      promised: countsOf(mayPromise ? leases.all({ desk, epoch, from, to }) : []),
      tentative,
    };
  };
}

function countsOf(rows: readonly { readonly id: string; readonly n: number }[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id, n }) => [id, n]));
}
