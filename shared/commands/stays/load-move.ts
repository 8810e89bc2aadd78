import type { Slot } from '#shared/inventory/slot.ts';
import type { Span } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { refusalAnswered } from '../inbox/answers-refusal.ts';
import { type Loading, edit, lock, peek, see } from '../need.ts';
import { type NightsForSale, loadNights, loadNightsForSale } from '../nights.ts';
import { type RoomClaims, loadClaims, loadInTheWay } from '../room-claims.ts';
import type { MoveStayDraft } from './move-stay.ts';

/** What a move finds. */
export interface MoveSeen {
  readonly stay: Row<'stay'> | undefined;
  readonly occupancy: Row<'occupancy'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly roomType: Row<'roomType'> | undefined;
  readonly refusal: Row<'refusal'> | undefined;
  readonly fromRoom: Row<'room'> | undefined;
  readonly claims: RoomClaims | undefined;
  readonly inTheWay: { readonly guest: string; readonly bookingNumber: string };
  readonly oldSlots: readonly Slot[];
  readonly newSlots: readonly Slot[];
  /** Holds that had run out on the nights that it is to have [I5]. */
  readonly lapsed: readonly Event[];
}

/** The stay, the room it is to have with what is in the way there, and the nights that change hands. */
export function* loadMove(input: MoveStayDraft, context: Context): Loading<MoveSeen> {
  const span: Span = { from: input.from, to: input.to };
  const { stay, occupancy, refusal } = yield* see({
    stay: edit('stay', input.stayId),
    occupancy: edit('occupancy', input.occupancyId),
    refusal: refusalAnswered(input.answersRefusal),
  });
  const rest = yield* see({
    booking: lock('booking', stay?.bookingId ?? ''),
    guest: peek('guest', stay?.guestId ?? ''),
    fromRoom: lock('room', occupancy?.roomId ?? ''),
  });
  const claims = input.roomId === null ? undefined : yield* loadClaims(input.roomId, span);
  const roomTypeId = soldType(input, stay, claims);
  const { roomType } = yield* see({ roomType: peek('roomType', roomTypeId) });
  const sameSale =
    stay !== undefined && roomTypeId === stay.roomTypeId && span.from === stay.arrival && span.to === stay.departure;
  const oldSlots =
    stay === undefined || sameSale
      ? []
      : yield* loadNights(stay.roomTypeId, { from: stay.arrival, to: stay.departure });
  const { slots: newSlots, lapsed }: NightsForSale =
    stay === undefined || sameSale || roomType === undefined
      ? { slots: [], lapsed: [] }
      : yield* loadNightsForSale(roomTypeId, span, context);
  const other = claims?.occupancies.find((found) => found.id !== input.occupancyId);
  const inTheWay = other === undefined ? noOne : yield* loadInTheWay(other.bookingId);
  return { stay, occupancy, refusal, ...rest, roomType, claims, inTheWay, oldSlots, newSlots, lapsed };
}

const noOne = { guest: '', bookingNumber: '' };

function soldType(input: MoveStayDraft, stay: Row<'stay'> | undefined, claims: RoomClaims | undefined): string {
  return input.roomTypeId ?? claims?.room?.roomTypeId ?? stay?.roomTypeId ?? '';
}
