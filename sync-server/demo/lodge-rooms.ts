/** A room type of the demonstration lodge. `rate` is in minor units of NPR a night. */
export interface LodgeType {
  readonly code: string;
  readonly name: string;
  readonly baseOccupancy: number;
  readonly maxOccupancy: number;
  readonly rate: number;
  readonly floor: string;
  readonly rooms: readonly string[];
  readonly features: readonly string[];
}

export const lodge = {
  name: 'Dhampus Ridge Lodge',
  prefix: 'DRL',
  zone: 'Asia/Kathmandu',
  currency: 'NPR',
  checkInTime: '14:00',
  checkOutTime: '12:00',
} as const;

/** Six types, thirty rooms. */
export const lodgeTypes: readonly LodgeType[] = [
  type('GT', 'Garden Twin', [2, 3], 8_280, '1', numbers(101, 108), ['twin beds', 'garden']),
  type('GD', 'Garden Double', [2, 3], 9_100, '1', numbers(109, 114), ['double bed', 'garden']),
  type('RV', 'Ridge View Double', [2, 3], 12_430, '2', numbers(201, 207), ['double bed', 'balcony', 'view']),
  type('FM', 'Family Room', [4, 6], 16_500, '2', numbers(208, 210), ['double bed', 'two singles', 'heater']),
  type('SU', 'Annapurna Suite', [2, 4], 24_800, '3', numbers(301, 303), ['double bed', 'stove', 'view', 'bath']),
  type('TC', 'Trekker Cabin', [4, 4], 7_500, 'Garden', ['C1', 'C2', 'C3'], ['four bunks', 'outdoor shower']),
];

/** The room that is out of order around today; days are counted from today. */
export const lodgeBlock = { room: '108', from: -1, to: 3, reason: 'Shower leak' } as const;

/** The first day of the lodge's history, counted from today. */
export const firstDay = -15;
/** The last day on which anybody leaves. */
export const lastDay = 36;

function type(
  code: string,
  name: string,
  [baseOccupancy, maxOccupancy]: readonly [number, number],
  rupees: number,
  floor: string,
  rooms: readonly string[],
  features: readonly string[],
): LodgeType {
  return { code, name, baseOccupancy, maxOccupancy, rate: rupees * 100, floor, rooms, features };
}

function numbers(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}
