import type { SlotFigures } from '#shared/inventory/slot.ts';
import type { PaxPrice, Quotas } from '#shared/schema/inventory-values.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { DepartureOnSale } from '#shared/tours/departure-status.ts';
import type { LapsedUnits } from './lapsed-units.ts';

/** A departure with the figures of its slot, as SQLite gives it. */
export interface DepartureRow
  extends
    Omit<Fields<'departure'>, 'waitlist' | 'prices'>,
    Pick<SlotFigures, 'total' | 'blocked' | 'held' | 'confirmed' | 'forced'> {
  readonly id: string;
  readonly version: number;
  readonly waitlist: number;
  readonly prices: string;
  readonly overbookingLimit: number;
  readonly website: number;
  readonly ota: number;
  readonly manual: number;
  readonly quotas: string;
}

/** Selects {@link DepartureRow} over `departure AS d`; every departure was made with its slot. */
export const selectDepartures = `SELECT d.id, d.version, d.product_id AS productId, d.slot_id AS slotId, d.date, d.time, d.zone,
    d.starts_at AS startsAt, d.ends_on AS endsOn, d.on_sale_at AS onSaleAt, d.sale, d.cutoff_at AS cutoffAt,
    d.min_participants AS minParticipants, d.decision_on AS decisionOn, d.alerted_at AS alertedAt, d.waitlist, d.guide,
    d.note, d.prices, d.series_id AS seriesId, d.state, d.state_reason AS stateReason,
    s.total, s.blocked, s.held, s.confirmed, s.forced, s.overbooking_limit AS overbookingLimit, s.website, s.ota,
    s.manual, s.quotas
  FROM departure AS d JOIN slot AS s ON s.id = d.slot_id`;

/** What the status is told from. */
export function onSaleOf({ state, sale, onSaleAt, startsAt, cutoffAt, waitlist }: DepartureRow): DepartureOnSale {
  return { state, sale, onSaleAt, startsAt, cutoffAt, waitlist: waitlist === 1 };
}

/** The slot as it stands at this moment: what has run out is released, whoever has written that down already or not [I5]. */
export function slotAt(row: DepartureRow, lapsed: LapsedUnits | undefined): SlotFigures {
  const { total, blocked, confirmed, forced, overbookingLimit, date } = row;
  const gone = lapsed ?? { units: 0, website: 0, ota: 0, manual: 0 };
  return {
    kind: 'seat',
    resourceId: row.id,
    date,
    total,
    blocked,
    held: row.held - gone.units,
    confirmed,
    overbookingLimit,
    forced,
    website: row.website - gone.website,
    ota: row.ota - gone.ota,
    manual: row.manual - gone.manual,
    quotas: quotasOf(row.quotas),
  };
}

const NONE: Quotas = {};

/** The column holds the JSON of quotas; the replica wrote it itself. */
export function quotasOf(text: string): Quotas {
  return text === '{}' || text === '' ? NONE : (JSON.parse(text) as Quotas);
}

/** The column holds the JSON of prices; the replica wrote it itself. Hundreds of departures have the prices of their product. */
export function pricesOf(text: string): readonly PaxPrice[] {
  const known = prices.get(text);
  if (known !== undefined) return known;
  const parsed = JSON.parse(text) as readonly PaxPrice[];
  if (prices.size >= PRICES_KEPT) prices.clear();
  prices.set(text, parsed);
  return parsed;
}

const prices = new Map<string, readonly PaxPrice[]>();
const PRICES_KEPT = 500;
