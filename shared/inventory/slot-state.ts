import type { Row } from '#shared/schema/entities.ts';
import type { Slot } from './slot.ts';

/** Units that somebody has beyond what is there, held or sold, until others come free [I10]. */
export interface Claim {
  readonly of: 'heldUnits' | 'seats';
  readonly id: string;
  readonly bookingId: string;
  readonly overbooked: number;
  /** When it was made: the oldest is made whole first. */
  readonly since: string;
}

/** A slot with all that must be known before anybody may take units of it. */
export interface SlotState {
  readonly slot: Slot;
  /** Lines of holds that have run out, and block nothing [I5]. */
  readonly lapsed: readonly Row<'heldUnits'>[];
  readonly claims: readonly Claim[];
  /** Who waits, in any order. */
  readonly waiting: readonly Row<'waitlistEntry'>[];
  /** Whether those who wait are still served. */
  readonly serves: boolean;
  /** What this desk may sell without asking [S30]. */
  readonly lease: Row<'lease'> | undefined;
}
