import type { BarView } from '#shared/rpc/calendar-views.ts';
import { spanOf, type MoveTarget } from './move-target.ts';

/** What a changed stay costs: as it was sold, or at today's rates. */
export type PriceChoice = 'keep' | 'reprice';

/** The input of `moveStay`. A null room leaves the stay unassigned. */
export interface MoveDraft {
  readonly stayId: string;
  readonly occupancyId: string;
  readonly roomId: string | null;
  readonly from: string;
  readonly to: string;
  readonly expectedVersion: number;
  readonly price: PriceChoice;
  readonly roomTypeId?: string;
}

/** The command for a bar that was dropped. The room type is named only when it changes. */
export function moveDraft(bar: BarView, target: MoveTarget, price: PriceChoice): MoveDraft {
  return {
    stayId: bar.stayId,
    occupancyId: bar.id,
    roomId: target.roomId,
    ...spanOf(target),
    expectedVersion: bar.version,
    price,
    ...(target.roomTypeId === bar.roomTypeId ? {} : { roomTypeId: target.roomTypeId }),
  };
}

/** The same move at another price. */
export function withPrice(draft: MoveDraft, price: PriceChoice): MoveDraft {
  return { ...draft, price };
}

/** Whether an alternative's input is another move of the stay. */
export function isMoveDraft(input: unknown): input is MoveDraft {
  return (
    typeof input === 'object' &&
    input !== null &&
    ['occupancyId', 'from', 'to', 'roomId', 'price'].every((field) => field in input)
  );
}
