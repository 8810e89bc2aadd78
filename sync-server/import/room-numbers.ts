/** A room's number and the floor it is on. */
export interface RoomNumbering {
  readonly number: string;
  readonly floor: string;
}

/** Rooms on one floor: 101 to 199. */
const mostOnFloor = 99;

/**
 * Numbers the rooms of a type that the export did not number: a floor of its own from 101, 201, … on, more floors where one does
 * not do; numbers that the export uses are passed over. Named rooms keep their number, the floor is its first digit.
 */
export function numberRooms(
  names: readonly (string | null)[],
  firstFloor: number,
  taken: { has(number: string): boolean },
): { readonly numbering: RoomNumbering[]; readonly nextFloor: number } {
  let floor = firstFloor;
  let onFloor = 0;
  let used = false;
  const next = (): RoomNumbering => {
    used = true;
    do {
      if (onFloor === mostOnFloor) {
        floor += 1;
        onFloor = 0;
      }
      onFloor += 1;
    } while (taken.has(numberOf(floor, onFloor)));
    return { number: numberOf(floor, onFloor), floor: String(floor) };
  };
  const numbering = names.map((name) =>
    name === null ? next() : { number: name, floor: /^\d/.exec(name)?.[0] ?? '' },
  );
  return { numbering, nextFloor: used ? floor + 1 : floor };
}

function numberOf(floor: number, place: number): string {
  return `${floor}${String(place).padStart(2, '0')}`;
}
