import { type Slot, freeUnits, sellable } from '#shared/inventory/slot.ts';
import type { Instant } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { DepartureStatus } from '#shared/schema/words.ts';

/** What the status of a departure is told from. */
export type DepartureOnSale = Pick<
  Row<'departure'>,
  'state' | 'sale' | 'onSaleAt' | 'startsAt' | 'cutoffAt' | 'waitlist'
>;

/** Under this share of what is sellable a departure has few left: a fifth [I8]. */
const FEW = 5;

/**
 * How a departure stands, from its seats and the clock alone, so that a desk, the server and a buyer say the same [I8]. Where
 * several hold, the later of a departure's life counts. A departure without a day to go on sale on is on sale from the start.
 * `waiting` is how many entries wait for seats: whoever waits keeps the list open, also where it was shut behind them.
 */
export function departureStatus(
  departure: DepartureOnSale,
  slot: Pick<Slot, 'total' | 'blocked' | 'held' | 'confirmed'>,
  waiting: number,
  now: Instant,
): DepartureStatus {
  if (departure.state === 'cancelled') return 'CANCELLED';
  if (departure.state === 'departed' || departure.startsAt <= now) return 'DEPARTED';
  if (departure.sale === 'closed' || departure.cutoffAt <= now) return 'CLOSED';
  if (departure.sale === 'byDate' && departure.onSaleAt !== null && now < departure.onSaleAt) return 'SCHEDULED';
  const free = freeUnits(slot);
  if (free <= 0) return departure.waitlist || waiting > 0 ? 'WAITLIST' : 'FULL';
  return free * FEW < sellable(slot) ? 'FEW_LEFT' : 'OPEN';
}

/** Whether it runs whoever else books: its minimum is reached, or none was asked for [I8]. */
export function isGuaranteed(
  departure: Pick<Row<'departure'>, 'minParticipants'>,
  slot: Pick<Slot, 'confirmed'>,
): boolean {
  return slot.confirmed >= departure.minParticipants;
}
