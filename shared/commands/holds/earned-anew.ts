import type { EarnedPart } from '#shared/schema/inventory-values.ts';

/** What is taken back of a commission, and what is left of it by item; null where an older release did not write that. */
export interface Recalled {
  readonly id: string;
  readonly recalled: number;
  readonly earned: readonly EarnedPart[] | null;
}

/** What more is earned, or with the other sign less, and what that comes to by item. */
export interface EarnedAnew {
  readonly id: string;
  readonly amount: number;
  readonly base: number;
  readonly earned: readonly EarnedPart[] | null;
}
