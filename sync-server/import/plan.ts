import { type PlainDate, addDays } from '#shared/kernel/dates.ts';
import type { StayStatus } from '#shared/schema/words.ts';
import { assignRooms } from './assign-rooms.ts';
import type { ImportMap } from './import-map.ts';
import type { ImportedStay } from './read-stay.ts';
import { type RoomNumbering, numberRooms } from './room-numbers.ts';
import { claimsRoom, stayStatusOn } from './stay-standing.ts';

/** A room type that the export knows; `nightlyRate` is the middle one of its stays' rates, in minor units. */
export interface PlannedType {
  readonly code: string;
  readonly name: string;
  readonly maxOccupancy: number;
  readonly nightlyRate: number;
  readonly rooms: readonly PlannedRoom[];
}

export interface PlannedRoom extends RoomNumbering {
  readonly occupied: boolean;
}

/** A stay with its state on the business date, its room, its number among the taken rows, and how many before it are its equal. */
export interface PlannedStay {
  readonly stay: ImportedStay;
  readonly status: StayStatus;
  readonly roomNumber: string | null;
  readonly ordinal: number;
  readonly repeat: number;
}

/** The whole property as it will be written: a pure function of the file's rows, the map and the business date. */
export interface ImportPlan {
  readonly businessDate: PlainDate;
  readonly types: readonly PlannedType[];
  /** In the order of the file. */
  readonly stays: readonly PlannedStay[];
}

/** The day after the last departure: on it everything is past. */
export function dayAfterAll(stays: readonly ImportedStay[]): PlainDate {
  return addDays(
    stays.reduce((last, { departure }) => (departure > last ? departure : last), '0001-01-01'),
    1,
  );
}

/** Gives every stay its state and, by type, a room of its own; rooms are as many as were needed at one time, so that nothing is oversold [I2]. */
export function planImport(map: ImportMap, stays: readonly ImportedStay[], businessDate: PlainDate): ImportPlan {
  const statuses = stays.map((stay) => stayStatusOn(businessDate, stay));
  const codes = [...new Set(stays.map((stay) => stay.typeCode))].toSorted((a, b) => a.localeCompare(b, 'en'));
  const roomNumbers: (string | null)[] = stays.map(() => null);
  const typeOfRoom = new Map<string, string>();
  for (const { roomNumber, typeCode } of stays) {
    if (roomNumber !== null && !typeOfRoom.has(roomNumber)) typeOfRoom.set(roomNumber, typeCode);
  }
  let floor = 1;
  const types = codes.map((code): PlannedType => {
    const ofType = stays.flatMap((stay, index) => (stay.typeCode === code ? [{ stay, index }] : []));
    const claiming = ofType.filter(({ index }) => claimsRoom(statuses[index] ?? 'CANCELLED'));
    // A room that the export has under two types is of the type it comes with first.
    const wanted = (room: string | null) => (room !== null && typeOfRoom.get(room) === code ? room : null);
    const { rooms, roomOf } = assignRooms(claiming.map(({ stay }) => ({ ...stay, wanted: wanted(stay.roomNumber) })));
    const { numbering, nextFloor } = numberRooms(rooms, floor, typeOfRoom);
    floor = nextFloor;
    const occupied = new Set<number>();
    claiming.forEach(({ index }, at) => {
      const place = roomOf[at] ?? -1;
      roomNumbers[index] = numbering[place]?.number ?? null;
      if (statuses[index] === 'CHECKED_IN') occupied.add(place);
    });
    return {
      code,
      name: map.roomType.names[code] ?? `${map.roomType.label} ${code}`.trim(),
      maxOccupancy: Math.min(50, Math.max(2, ...claiming.map(({ stay }) => stay.adults + stay.children))),
      nightlyRate: middleRate(ofType.map(({ stay }) => stay.rate)),
      rooms: numbering.map((room, place) => ({ ...room, occupied: occupied.has(place) })),
    };
  });
  const seen = new Map<string, number>();
  return {
    businessDate,
    types,
    stays: stays.map((stay, index) => {
      const repeat = seen.get(stay.contentHash) ?? 0;
      seen.set(stay.contentHash, repeat + 1);
      return {
        stay,
        status: statuses[index] ?? 'CANCELLED',
        roomNumber: roomNumbers[index] ?? null,
        ordinal: index + 1,
        repeat,
      };
    }),
  };
}

/** The middle of the rates above zero. */
function middleRate(rates: readonly number[]): number {
  const paid = rates.filter((rate) => rate > 0).toSorted((a, b) => a - b);
  return paid[Math.floor(paid.length / 2)] ?? 0;
}
