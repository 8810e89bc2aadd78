import type { Instant } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import { groupWaitedFor } from './channel-group.ts';
import type { Claim, SlotState } from './slot-state.ts';
import { type Slot, after, freeUnits, giveBack, take } from './slot.ts';

/** What becomes of a slot before anybody else may take units of it. */
export interface Distribution {
  /** The slot with everything below reckoned in. */
  readonly slot: Slot;
  readonly lapsed: readonly Row<'heldUnits'>[];
  /** Claims with what of them is still beyond what is there. */
  readonly whole: readonly { readonly claim: Claim; readonly overbooked: number }[];
  /** Entries whose units are held for them now. */
  readonly offered: readonly Row<'waitlistEntry'>[];
}

/**
 * Gives on what is free, in the one order: what has run out is given back and lowers what was forced [I5]; overbooked bookings
 * are made whole, the oldest first [I10]; those who wait are served, first come among those that fit [I9]; the rest is the pool's.
 */
export function distribute(state: SlotState, now: Instant): Distribution {
  const released = state.lapsed.reduce(
    (slot, line) => after(slot, giveBack(slot, line.units, line.channelGroup, 'held')),
    state.slot,
  );
  const gone = new Set(state.lapsed.map((line) => line.id));
  const whole = madeWhole(
    released,
    state.claims.filter((claim) => !gone.has(claim.id)),
  );
  const served = state.serves ? serve(released, state.waiting, now) : { slot: released, offered: [] };
  return { slot: served.slot, lapsed: state.lapsed, whole, offered: served.offered };
}

/** Whether anything comes of it. */
export function changesAnything({ lapsed, whole, offered }: Distribution): boolean {
  return lapsed.length > 0 || whole.length > 0 || offered.length > 0;
}

/** Entries in the order of joining [I9]. */
export function inOrderOfJoining(waiting: readonly Row<'waitlistEntry'>[]): readonly Row<'waitlistEntry'>[] {
  return waiting.toSorted((a, b) =>
    a.joinedAt === b.joinedAt ? compare(a.id, b.id) : compare(a.joinedAt, b.joinedAt),
  );
}

function madeWhole(slot: Slot, claims: readonly Claim[]): Distribution['whole'] {
  const beyond = Math.max(0, -freeUnits(slot) - slot.forced);
  let spare = claims.reduce((sum, claim) => sum + claim.overbooked, 0) - beyond;
  return claims
    .toSorted((a, b) => (a.since === b.since ? compare(a.id, b.id) : compare(a.since, b.since)))
    .flatMap((claim) => {
      const units = Math.max(0, Math.min(spare, claim.overbooked));
      spare -= units;
      return units === 0 ? [] : [{ claim, overbooked: claim.overbooked - units }];
    });
}

function serve(slot: Slot, waiting: readonly Row<'waitlistEntry'>[], now: Instant) {
  const offered: Row<'waitlistEntry'>[] = [];
  let left = slot;
  for (const entry of inOrderOfJoining(waiting)) {
    const taken = take(left, { as: 'held', units: entry.units, group: groupWaitedFor(entry), now });
    if (!taken.ok) continue;
    left = after(left, taken.value.delta);
    offered.push(entry);
  }
  return { slot: left, offered };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
