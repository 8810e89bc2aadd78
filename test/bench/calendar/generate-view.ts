import { addDays, dayNumber, dateOfDay } from '#shared/kernel/dates.ts';
import type { BarState, BarView, BlockView, CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { RoomStatus } from '#shared/schema/words.ts';

export const BUSINESS_DATE = '2026-11-20';

const typeNames = [
  ['GT', 'Garden Twin'],
  ['GD', 'Garden Double'],
  ['RV', 'Ridge View Double'],
  ['FR', 'Family Room'],
  ['AS', 'Annapurna Suite'],
  ['TC', 'Trekker Cabin'],
  ['DT', 'Deluxe Twin'],
  ['DD', 'Deluxe Double'],
  ['ST', 'Studio'],
  ['DM', 'Dormitory'],
] as const;
const given = ['Amara', 'Olof', 'Chidi', 'Sabina', 'Prakash', 'Elena', 'Jan', 'Mei', 'Nora', 'Tom', 'Ira', 'Wei'];
const family = [
  'Okafor',
  'Lindqvist',
  'Okonkwo',
  'Gurung',
  'Thapa',
  'Costa',
  'Van Dijk',
  'Tanaka',
  'Schmid',
  'Ng',
  'O’Connell',
  'Rai',
  'Ferrari',
  'Kowalska',
];

/** A lodge of so many rooms, shared out over ten types. */
export function generateLodge(rooms: number, types: number = typeNames.length): LodgeView {
  const random = seeded(7);
  const perType = Math.ceil(rooms / types);
  const statuses: readonly RoomStatus[] = [
    'OCCUPIED',
    'OCCUPIED',
    'OCCUPIED',
    'VACANT_DIRTY',
    'INSPECTED',
    'VACANT_CLEAN',
    'OCCUPIED',
  ];
  return {
    property: {
      id: 'lodge',
      name: 'Dhampus Ridge Lodge',
      prefix: 'DRL',
      zone: 'Asia/Kathmandu',
      currency: 'NPR',
      checkInTime: '14:00',
      checkOutTime: '11:00',
      businessDate: BUSINESS_DATE,
    },
    desk: { code: 'A', name: 'Desk A', epoch: 1 },
    roomTypes: typeNames.slice(0, types).map(([code, name], position) => ({
      id: `type-${code}`,
      code,
      name,
      position,
      baseOccupancy: 2,
      maxOccupancy: 4,
      nightlyRate: 640_000,
    })),
    rooms: Array.from({ length: rooms }, (_, index) => ({
      id: `room-${index}`,
      roomTypeId: `type-${typeNames[Math.floor(index / perType)]?.[0] ?? 'GT'}`,
      number: String(100 * (1 + Math.floor(index / perType)) + (index % perType) + 1),
      floor: '1',
      position: index,
      status: index % 31 === 8 ? 'OOO' : pick(random, statuses),
      features: [],
      note: '',
    })),
    users: [],
  };
}

/** A window full of stays: with the usual length and gaps, 250 rooms over 62 days come to some 4,200 bars. */
export function generateView(lodge: LodgeView, from: string, days: number): CalendarView {
  const random = seeded(dayNumber(from));
  const first = dayNumber(from);
  const today = dayNumber(BUSINESS_DATE);
  const bars: BarView[] = [];
  const blocks: BlockView[] = [];
  const taken = new Map(lodge.roomTypes.map((type) => [type.id, Array.from({ length: days }, () => 0)]));
  const take = (typeId: string, start: number, end: number): void => {
    const nights = taken.get(typeId) ?? [];
    for (let day = Math.max(0, start - first); day < Math.min(days, end - first); day++)
      nights[day] = (nights[day] ?? 0) + 1;
  };
  lodge.rooms.forEach((room, index) => {
    let day = first - Math.floor(random() * 4);
    if (room.status === 'OOO') {
      blocks.push({
        id: `block-${index}`,
        roomId: room.id,
        roomTypeId: room.roomTypeId,
        kind: 'OOO',
        from: dateOfDay(today - 1),
        to: dateOfDay(today + 3),
        reason: 'Shower leak',
      });
    }
    while (day < first + days) {
      const nights = 1 + Math.floor(random() * 5);
      const gap = random() < 0.55 ? 0 : 1 + Math.floor(random() * 2);
      const clear = room.status !== 'OOO' || day + nights <= today - 1 || day >= today + 3;
      if (clear) {
        bars.push(stay(random, bars.length, room.id, room.roomTypeId, day, day + nights, today));
        take(room.roomTypeId, day, day + nights);
      }
      day += nights + gap;
    }
  });
  for (let index = 0; index < 4; index++) {
    const typeId = lodge.roomTypes[index % lodge.roomTypes.length]?.id ?? '';
    const start = Math.max(first, today) + index * 3;
    bars.push({ ...stay(random, bars.length, null, typeId, start, start + 2, today) });
    take(typeId, start, start + 2);
  }
  const room = lodge.rooms[20] ?? lodge.rooms[0];
  if (room !== undefined)
    bars.push({ ...stay(random, bars.length, room.id, room.roomTypeId, today + 3, today + 5, today), disputed: true });
  const free = lodge.rooms[3];
  if (free !== undefined) bars.push(stay(random, bars.length, free.id, free.roomTypeId, today + 1, today + 1, today));
  return {
    from,
    to: addDays(from, days),
    businessDate: BUSINESS_DATE,
    bars,
    blocks,
    nights: lodge.roomTypes.map((type) => {
      const rooms = lodge.rooms.filter((one) => one.roomTypeId === type.id).length;
      const none = Array.from({ length: days }, () => 0);
      const total = none.map(() => rooms);
      return { roomTypeId: type.id, total, taken: taken.get(type.id) ?? [], promised: none };
    }),
  };
}

function stay(
  random: () => number,
  index: number,
  roomId: string | null,
  roomTypeId: string,
  from: number,
  to: number,
  today: number,
): BarView {
  const total = Math.max(1, to - from) * 640_000;
  const unpaid = random() < 0.12 ? Math.floor(total * random()) : 0;
  return {
    id: `bar-${from}-${index}`,
    stayId: `stay-${from}-${index}`,
    bookingId: `booking-${from}-${index}`,
    bookingNumber: `DRL-2026-W${String(index).padStart(4, '0')}`,
    guestId: `guest-${index}`,
    roomId,
    roomTypeId,
    from: dateOfDay(from),
    to: dateOfDay(to),
    state: stateOf(random, from, to, today),
    name: `${pick(random, given)} ${pick(random, family)}`,
    adults: 1 + Math.floor(random() * 2),
    children: random() < 0.1 ? 1 : 0,
    unpaid,
    total,
    vip: random() < 0.04,
    locked: random() < 0.04,
    disputed: false,
    tentative: from > today && random() < 0.04,
    guaranteed: false,
    country: 'Nigeria',
    wishes: random() < 0.2 ? 'Vegetarian, quiet room' : '',
    expectedAt: random() < 0.3 ? '14:30, jeep from Pokhara' : '',
    version: 1,
  };
}

function stateOf(random: () => number, from: number, to: number, today: number): BarState {
  if (to < today) return random() < 0.02 ? 'overdue' : 'departed';
  if (to === today) return random() < 0.6 ? 'dueOut' : 'departed';
  if (from < today) return 'inHouse';
  if (from === today) return random() < 0.7 ? 'dueIn' : 'inHouse';
  return random() < 0.08 ? 'unconfirmed' : 'confirmed';
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** Mulberry32: the same figures on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
