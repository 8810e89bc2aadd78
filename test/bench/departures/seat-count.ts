import type pg from 'pg';
import type { ToursLodge } from './tours-lodge.ts';

/** Where the units of a departure's slot are, as its own figures say and as the rows of who has them do; all of one moment. */
export interface SeatCount {
  readonly slotId: string;
  readonly sellable: number;
  readonly held: number;
  readonly confirmed: number;
  readonly forced: number;
  /** By channel group, together. */
  readonly groups: number;
  /** Units of lines that are active. */
  readonly lines: number;
  /** Units that desks have as allotments. */
  readonly leased: number;
  /** Units of seats that are sold. */
  readonly sold: number;
  /** Units of seats whose line is active. */
  readonly waiting: number;
}

const countSql = `
  SELECT s.id AS "slotId", (s.total - s.blocked)::int AS sellable, s.held::int AS held, s.confirmed::int AS confirmed,
    s.forced::int AS forced, (s.website + s.ota + s.manual)::int AS groups,
    (SELECT coalesce(sum(l.units), 0)::int FROM held_units l
      WHERE l.tenant_id = $1 AND l.property_id = $2 AND l.slot_id = s.id AND l.status = 'active') AS lines,
    (SELECT coalesce(sum(a.units), 0)::int FROM lease a
      WHERE a.tenant_id = $1 AND a.property_id = $2 AND a.slot_id = s.id AND a.status = 'active') AS leased,
    (SELECT coalesce(sum(e.units), 0)::int FROM seats e
      WHERE e.tenant_id = $1 AND e.property_id = $2 AND e.slot_id = s.id AND e.status = 'CONFIRMED') AS sold,
    (SELECT coalesce(sum(e.units), 0)::int FROM seats e
      JOIN hold h ON h.tenant_id = $1 AND h.property_id = $2 AND h.booking_id = e.booking_id
      JOIN held_units l ON l.tenant_id = $1 AND l.property_id = $2 AND l.hold_id = h.id AND l.slot_id = s.id
      WHERE e.tenant_id = $1 AND e.property_id = $2 AND e.slot_id = s.id AND l.status = 'active') AS waiting
  FROM slot s WHERE s.tenant_id = $1 AND s.property_id = $2 AND s.kind = 'seat' ORDER BY s.id`;

export async function countSeats(pool: pg.Pool, { place }: ToursLodge): Promise<readonly SeatCount[]> {
  return (await pool.query<SeatCount>(countSql, [place.tenantId, place.propertyId])).rows;
}

/** What of it is not as it must be at any moment: nothing oversold, nothing lost, nothing sold by force; empty where all is right. */
export function faultsOf(counts: readonly SeatCount[]): readonly string[] {
  return counts.flatMap((count) => {
    const { sellable, held, confirmed, forced, groups, lines, leased, sold, waiting } = count;
    const rules: readonly (readonly [string, boolean])[] = [
      ['more is held and sold than is there', held + confirmed <= sellable],
      ['seats were sold by force', forced === 0],
      ['held seats are not those of its holds and allotments', held === lines + leased],
      ['sold seats are not those of its bookings', confirmed === sold],
      ['holds are not those of bookings that wait', lines === waiting],
      ['the groups do not add up', groups === held + confirmed],
    ];
    return rules.flatMap(([fault, holds]) => (holds ? [] : [`${fault}: ${JSON.stringify(count)}`]));
  });
}

/** Throws where a seat is oversold or lost. */
export async function insistOnSeats(pool: pg.Pool, lodge: ToursLodge): Promise<readonly SeatCount[]> {
  const counts = await countSeats(pool, lodge);
  const faults = faultsOf(counts);
  if (faults.length > 0) throw new Error(`the seats do not add up:\n${faults.join('\n')}`);
  return counts;
}
