import type { Slot } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Loading, lock, lockAll, peek, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';
import { type RoomClaims, loadClaims } from '../room-claims.ts';
import { type Otherwise, loadOtherwise } from './as-arrived.ts';
import type { CheckInDraft, CheckInInput } from './check-in.ts';

/** What a check-in finds. */
export interface CheckInSeen {
  readonly stay: Row<'stay'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly occupancy: Row<'occupancy'> | undefined;
  readonly roomType: Row<'roomType'> | undefined;
  readonly claims: RoomClaims | undefined;
  /** The nights, loaded only where the stay must be written anew. */
  readonly slots: readonly Slot[];
  /** The refused sale of this stay, where it still waits for an answer. */
  readonly refusals: readonly Row<'refusal'>[];
  /** Only where the sale that stands is not the one the guest has arrived on. */
  readonly otherwise: Otherwise | undefined;
}

/** The stay with all that its arrival depends on; at the desk as it stands, of a recorded fact by what it froze. */
export function* loadArrival(draft: CheckInDraft | CheckInInput): Loading<CheckInSeen> {
  const alone = 'alone' in draft ? draft.alone : undefined;
  const { stay } = yield* see({ stay: lock('stay', draft.stayId) });
  const { booking, guest, parts } = yield* see({
    booking: lock('booking', stay?.bookingId ?? alone?.bookingId ?? ''),
    guest: peek('guest', stay?.guestId ?? alone?.guest.id ?? ''),
    parts: lock('occupancy', alone?.occupancyId ?? ''),
  });
  const occupancy = parts ?? (yield* occupancyOf(draft.stayId));
  const roomId = alone?.roomId ?? occupancy?.roomId ?? null;
  const gone = stay === undefined || stay.status === 'CANCELLED' || stay.status === 'NO_SHOW';
  const otherwise =
    'alone' in draft && !gone && stay.status !== 'CHECKED_OUT'
      ? yield* loadOtherwise(stay, draft.alone, draft.date)
      : undefined;
  const span = otherwise?.span ?? (gone ? alone : { from: stay.arrival, to: stay.departure });
  const claims = roomId === null || span === undefined ? undefined : yield* loadClaims(roomId, span);
  const { roomType } = yield* see({ roomType: peek('roomType', claims?.room?.roomTypeId ?? stay?.roomTypeId ?? '') });
  const slots = gone && alone !== undefined ? yield* loadNights(alone.roomTypeId, alone) : [];
  const { open } = yield* see({ open: lockAll('refusal', gone ? [where('status', '=', 'open')] : []) });
  const refusals = open.filter((refusal) => refusal.concerns.bookingNumber === alone?.number);
  return { stay, booking, guest, occupancy, roomType, claims, slots, refusals, otherwise };
}

function* occupancyOf(stayId: string): Loading<Row<'occupancy'> | undefined> {
  const { parts } = yield* see({ parts: lockAll('occupancy', [where('stayId', '=', stayId)]) });
  return parts[0];
}
