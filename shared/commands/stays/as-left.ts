import { z } from 'zod';
import type { Span } from '#shared/kernel/dates.ts';
import { nextState } from '#shared/kernel/state-machine.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import { roomTransitions } from '#shared/stays/room-states.ts';
import { dayField, idField } from '../fields.ts';
import { type Loading, lockAll, see, where } from '../need.ts';
import { loadNights } from '../nights.ts';
import type { UnitsMoved } from './units-moved.ts';

/** Where a guest was when the key came back, frozen [S5]: a move in the house is a request, and may be refused behind it. Facts from before it was frozen lack it [S17]. */
export const leftWhere = z.object({
  guestId: idField,
  occupancyId: idField,
  roomId: idField.nullable(),
  roomTypeId: idField,
  /** The day of arrival. */
  from: dayField,
});
export type LeftWhere = z.infer<typeof leftWhere>;

/** The rooms that a departure concerns: the one that was left, and the one the stay has here. */
export interface RoomsLeft {
  readonly all: readonly Row<'room'>[];
  /** Who is in them. */
  readonly inside: readonly Row<'occupancy'>[];
}

/** What a check-out finds. */
export interface FoundAtDeparture {
  readonly stay: Row<'stay'> | undefined;
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly occupancy: Row<'occupancy'> | undefined;
  readonly left: LeftWhere | undefined;
  readonly rooms: RoomsLeft;
  /** What the booking comes to besides: seats that are sold with it, and its other stays' nights that are not charged yet. Minor units. */
  readonly besides: number;
  /** Other stays of the booking that have not left yet. */
  readonly others: readonly Row<'stay'>[];
  readonly charged: readonly Row<'folioEntry'>[];
  /** Only what differs between the nights sold here and the nights slept. */
  readonly units: UnitsMoved;
}

/** Where the stay is as it stands here: what a desk freezes. */
export function leftHere(
  stay: Row<'stay'> | undefined,
  occupancy: Row<'occupancy'> | undefined,
): LeftWhere | undefined {
  if (stay === undefined || occupancy === undefined) return undefined;
  const { guestId, roomTypeId, arrival } = stay;
  return { guestId, occupancyId: occupancy.id, roomId: occupancy.roomId, roomTypeId, from: arrival };
}

export function* loadRoomsLeft(
  left: LeftWhere | undefined,
  occupancy: Row<'occupancy'> | undefined,
): Loading<RoomsLeft> {
  const ids = [...new Set([left?.roomId, occupancy?.roomId].filter((id) => typeof id === 'string'))];
  if (ids.length === 0) return { all: [], inside: [] };
  return yield* see({
    all: lockAll('room', ids),
    inside: lockAll('occupancy', [where('roomId', 'in', ids), where('status', '=', 'inHouse')]),
  });
}

/** The nights sold here and not slept, and those slept and not sold here. Where only the end differs, only the nights behind it are looked at. */
export function* loadUnitsLeft(stay: Row<'stay'>, left: LeftWhere, departure: string): Loading<UnitsMoved> {
  const onlyTheEnd = stay.roomTypeId === left.roomTypeId && stay.arrival === left.from;
  const first = stay.departure < departure ? stay.departure : departure;
  const behind = ({ from, to }: Span): Span => ({ from: onlyTheEnd ? first : from, to });
  const sold = yield* loadNights(stay.roomTypeId, behind({ from: stay.arrival, to: stay.departure }));
  const taken = yield* loadNights(left.roomTypeId, behind({ from: left.from, to: departure }));
  return { sold, taken };
}

/** The rooms that nobody is in any more: the one left is dirty whatever it was held for here, the other if it was taken for occupied [R2]. */
export function roomsAfterLeaving(
  { all, inside }: RoomsLeft,
  left: LeftWhere,
): { id: string; from: RoomStatus; status: RoomStatus }[] {
  return all.flatMap(({ id, status: from }) => {
    if (inside.some((other) => other.roomId === id && other.id !== left.occupancyId)) return [];
    const status =
      nextState(roomTransitions, from, 'checkOut') ??
      (id === left.roomId ? nextState(roomTransitions, from, 'setDirty') : undefined);
    return status === undefined || status === from ? [] : [{ id, from, status }];
  });
}
