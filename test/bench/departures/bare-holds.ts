import type pg from 'pg';
import { type BareWrites, bareWrites } from '../bare-writes.ts';
import type { ToursLodge } from './tours-lodge.ts';

const ofSlot = `'slot_id', p->>'slot'`;

/** The bound of seats that are held: booking, seats, hold, its line and folio, and the departure's slot raised by one. */
export function bareHolds(pool: pg.Pool, lodge: ToursLodge, writer: string): Promise<BareWrites> {
  return bareWrites(pool, lodge.place, writer, {
    name: 'bench_hold',
    tables: ['booking', 'seats', 'hold', 'held_units', 'folio'],
    over: {
      booking: `jsonb_build_object('number', 'BARE-' || (p->>'number'))`,
      seats: `jsonb_build_object(${ofSlot}, 'departure_id', p->>'departure')`,
      held_units: `jsonb_build_object(${ofSlot})`,
    },
    slot: 'held = held + 1, manual = manual + 1',
    kept: [lodge.guestId, lodge.product.id, ...lodge.departures.flatMap(({ id, slotId }) => [id, slotId])],
  });
}
