import { type PlainDate, addDays } from '#shared/kernel/dates.ts';

/** A stay that needs a room of one type; `wanted` is the number of the room that it was in, where that is known. */
export interface RoomWanted {
  readonly arrival: PlainDate;
  readonly departure: PlainDate;
  readonly wanted: string | null;
}

/** Each stay's place in `rooms`, in the order of the stays. A name of null is a room that the export did not number. */
export interface RoomsAssigned {
  readonly rooms: readonly (string | null)[];
  readonly roomOf: readonly number[];
}

/** The days that a stay claims its room for; day use claims its one day [R1]. */
export function claimOf(stay: Pick<RoomWanted, 'arrival' | 'departure'>): { from: PlainDate; to: PlainDate } {
  return { from: stay.arrival, to: stay.departure > stay.arrival ? stay.departure : addDays(stay.arrival, 1) };
}

/**
 * Gives each stay a room of its own for its days: the one it names if that is free, else the first that is, in the order of
 * arrival; a room is added when none is. Where no stay names a room, the rooms are as many as the most stays at one time:
 * taking intervals by their start, a new colour is needed only when all others are in use at that moment.
 */
export function assignRooms(stays: readonly RoomWanted[]): RoomsAssigned {
  const order = stays
    .map((stay, index) => ({ stay, index }))
    .toSorted((a, b) => compare(a.stay.arrival, b.stay.arrival) || a.index - b.index);
  const named = [...new Set(stays.flatMap(({ wanted }) => (wanted === null ? [] : [wanted])))];
  const rooms: { name: string | null; claims: Claim[] }[] = named
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => ({ name, claims: [] }));
  const roomOf = stays.map(() => -1);
  const take = (place: number, index: number, claim: Claim): boolean => {
    if (!tryClaim(rooms[place]?.claims ?? [], claim)) return false;
    roomOf[index] = place;
    return true;
  };
  for (const { stay, index } of order) {
    if (stay.wanted !== null)
      take(
        rooms.findIndex((room) => room.name === stay.wanted),
        index,
        claimOf(stay),
      );
  }
  for (const { stay, index } of order) {
    if (roomOf[index] !== -1) continue;
    const claim = claimOf(stay);
    if (rooms.some((_room, place) => take(place, index, claim))) continue;
    rooms.push({ name: null, claims: [] });
    take(rooms.length - 1, index, claim);
  }
  return { rooms: rooms.map((room) => room.name), roomOf };
}

interface Claim {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Puts the claim among a room's sorted claims, or leaves them and says no. */
function tryClaim(claims: Claim[], claim: Claim): boolean {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((claims[middle]?.to ?? '') > claim.from) high = middle;
    else low = middle + 1;
  }
  const next = claims[low];
  if (next !== undefined && next.from < claim.to) return false;
  claims.splice(low, 0, claim);
  return true;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
