import type { Row } from '#shared/schema/entities.ts';
import type { Concern } from '#shared/schema/answers.ts';
import type { Context } from '../context.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { type Slots, loadSlots } from './load-slots.ts';

/** Somebody who waits, with what is held for them and the slot they wait for. */
export interface SeenEntry {
  readonly entry: Row<'waitlistEntry'> | undefined;
  readonly departure: Row<'departure'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly hold: Row<'hold'> | undefined;
  readonly lines: readonly Row<'heldUnits'>[];
  readonly slots: Slots;
}

export function* loadEntry(entryId: string, context: Context): Loading<SeenEntry> {
  const { entry } = yield* see({ entry: lock('waitlistEntry', entryId) });
  const seen = yield* see({
    departure: peek('departure', entry?.departureId ?? ''),
    guest: peek('guest', entry?.guestId ?? ''),
    hold: lock('hold', entry?.holdId ?? ''),
    lines: lockAll('heldUnits', [where('holdId', '=', entry?.holdId ?? '')]),
  });
  const slots = yield* loadSlots(
    {
      departureIds: entry === undefined ? [] : [entry.departureId],
      seatSlotIds: entry === undefined ? [] : [entry.slotId],
    },
    context,
  );
  return { entry, ...seen, slots };
}

export function entryConcern({ guest, departure }: Pick<SeenEntry, 'guest' | 'departure'>): Concern {
  return { guest: guest?.name ?? '', guestId: guest?.id ?? '', from: departure?.date ?? '' };
}
