import type { SeatCount } from './seat-count.ts';
import type { OnSale } from './tours-lodge.ts';

/** What buyers were told, all together: it must be what the server has. */
export interface Tally {
  /** Who asked for seats. */
  buyers: number;
  /** Of them, who got them. */
  held: number;
  refused: number;
  paid: number;
  cancelled: number;
  /** Whose money came when the seats were gone: it is their credit, with an exception. */
  paidInVain: number;
  /** Units that were paid and not cancelled, by slot. */
  readonly sold: Map<string, number>;
}

export function emptyTally(): Tally {
  return { buyers: 0, held: 0, refused: 0, paid: 0, cancelled: 0, paidInVain: 0, sold: new Map() };
}

export function countSold(tally: Tally, { slotId }: OnSale, units: number): void {
  tally.sold.set(slotId, (tally.sold.get(slotId) ?? 0) + units);
}

/** Where buyers were told otherwise than the server has it. */
export function disagreements({ sold }: Tally, counts: readonly SeatCount[]): readonly string[] {
  return counts.flatMap(({ slotId, confirmed }) =>
    confirmed === (sold.get(slotId) ?? 0)
      ? []
      : [`buyers were sold ${sold.get(slotId) ?? 0} of ${slotId}, of which ${confirmed} are sold`],
  );
}
