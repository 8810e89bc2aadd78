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

/** All of one moment, and each table read once: there are some ten thousand lines and bookings. */
const countSql = `
  WITH line AS MATERIALIZED (
    SELECT hold_id, slot_id, units FROM held_units WHERE tenant_id = $1 AND property_id = $2 AND status = 'active'
  ), lines AS (
    SELECT slot_id, sum(units)::int AS units FROM line GROUP BY slot_id
  ), leased AS (
    SELECT slot_id, sum(units)::int AS units FROM lease
    WHERE tenant_id = $1 AND property_id = $2 AND status = 'active' GROUP BY slot_id
  ), sold AS (
    SELECT slot_id, sum(units)::int AS units FROM seats
    WHERE tenant_id = $1 AND property_id = $2 AND status = 'CONFIRMED' GROUP BY slot_id
  ), of_line AS MATERIALIZED (
    SELECT h.booking_id, l.slot_id FROM line l
    JOIN hold h ON h.tenant_id = $1 AND h.property_id = $2 AND h.id = l.hold_id
  ), waiting AS (
    SELECT e.slot_id, sum(e.units)::int AS units FROM of_line o
    JOIN seats e ON e.tenant_id = $1 AND e.property_id = $2 AND e.booking_id = o.booking_id AND e.slot_id = o.slot_id
    GROUP BY e.slot_id
  )
  SELECT s.id AS "slotId", (s.total - s.blocked)::int AS sellable, s.held::int AS held, s.confirmed::int AS confirmed,
    s.forced::int AS forced, (s.website + s.ota + s.manual)::int AS groups, coalesce(lines.units, 0) AS lines,
    coalesce(leased.units, 0) AS leased, coalesce(sold.units, 0) AS sold, coalesce(waiting.units, 0) AS waiting
  FROM slot s LEFT JOIN lines ON lines.slot_id = s.id LEFT JOIN leased ON leased.slot_id = s.id
    LEFT JOIN sold ON sold.slot_id = s.id LEFT JOIN waiting ON waiting.slot_id = s.id
  WHERE s.tenant_id = $1 AND s.property_id = $2 AND s.kind = 'seat' ORDER BY s.id`;

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
