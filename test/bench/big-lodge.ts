import { addDays, dateOfDay } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { emptyNight, slotId } from '#shared/inventory/slot.ts';
import type { EntityName, Fields, Row } from '#shared/schema/entities.ts';
import type { BaseRow } from '#shared/schema/entity.ts';
import { type LodgeSize, type PlannedStay, mixed, planLodge } from './lodge-plan.ts';
import { stayRows } from './lodge-stay-rows.ts';

/** Rows of one entity. */
export interface EntityRows {
  readonly entity: EntityName;
  readonly rows: readonly Row<EntityName>[];
}

/** A lodge of any size for loading into either database: the same size gives the same rows. */
export interface BigLodge {
  readonly size: LodgeSize;
  readonly tenantId: string;
  readonly propertyId: string;
  /** Property, people, types, rooms and the nights sold [I1]. */
  house(people: readonly Fields<'user'>[]): EntityRows[];
  /** Guests, bookings, stays, occupancies and folios of some stays, in the order of their arrival. */
  stays(start: number, count: number): EntityRows[];
}

export const standardSize: LodgeSize = { stays: 120_000, rooms: 250, types: 10, businessDate: '2026-11-20' };

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

export function bigLodge(size: LodgeSize = standardSize): BigLodge {
  const plan = planLodge(size);
  const tenantId = deriveId('01990000-0000-7000-8000-00000000be7c', `bench/${size.stays}/${size.rooms}`);
  const propertyId = deriveId(tenantId, 'property');
  const base = baseOf(tenantId, propertyId, `${addDays(size.businessDate, -400)}T08:00:00.000Z`);
  const typeIds = Array.from({ length: size.types }, (_, type) => deriveId(propertyId, `type/${type}`));
  const roomIds = Array.from({ length: size.rooms }, (_, room) => deriveId(propertyId, `room/${room}`));
  return {
    size,
    tenantId,
    propertyId,
    house: (people) => [
      { entity: 'property', rows: [propertyRow(size, { ...base, id: propertyId })] },
      {
        entity: 'user',
        rows: people.map((person, at) => ({ ...base, id: deriveId(propertyId, `user/${at}`), ...person })),
      },
      { entity: 'roomType', rows: typeIds.map((id, type) => typeRow({ ...base, id }, type)) },
      { entity: 'room', rows: roomRows(size, plan, base, roomIds, typeIds) },
      { entity: 'slot', rows: slotRows(size, plan, base, typeIds) },
    ],
    stays: (start, count) =>
      stayRows(plan.slice(start, start + count), start, { base, roomIds, typeIds, rateOf, today: size.businessDate }),
  };
}

function baseOf(tenantId: string, propertyId: string, at: string): Omit<BaseRow, 'id'> {
  const by = 'bench';
  const writer = 'server/0/bench';
  return { tenantId, propertyId, version: 1, writer, createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
}

function propertyRow(size: LodgeSize, base: BaseRow): Row<'property'> {
  return {
    ...base,
    name: 'Dhampus Ridge Lodge',
    prefix: 'DRL',
    zone: 'Asia/Kathmandu',
    currency: 'NPR',
    checkInTime: '14:00',
    checkOutTime: '12:00',
    businessDate: size.businessDate,
  };
}

/** Minor units a night. */
function rateOf(type: number): number {
  return 480_000 + type * 60_000;
}

function typeRow(base: BaseRow, type: number): Row<'roomType'> {
  const [code, name] = typeNames[type % typeNames.length] ?? typeNames[0];
  const suffix = type < typeNames.length ? '' : String(Math.floor(type / typeNames.length));
  return {
    ...base,
    code: `${code}${suffix}`,
    name,
    position: type,
    baseOccupancy: 2,
    maxOccupancy: 4,
    nightlyRate: rateOf(type),
  };
}

function roomRows(
  { rooms, types }: LodgeSize,
  plan: readonly PlannedStay[],
  base: Omit<BaseRow, 'id'>,
  roomIds: readonly string[],
  typeIds: readonly string[],
): Row<'room'>[] {
  const occupied = new Set(plan.filter(({ status }) => status === 'CHECKED_IN').map(({ room }) => room));
  const perType = Math.ceil(rooms / types);
  return roomIds.map((id, room) => ({
    ...base,
    id,
    roomTypeId: typeIds[Math.floor((room * types) / rooms)] ?? '',
    number: String(100 * (1 + Math.floor(room / perType)) + (room % perType) + 1),
    floor: String(1 + Math.floor(room / perType)),
    position: room,
    status: occupied.has(room) ? 'OCCUPIED' : mixed(room) % 5 === 0 ? 'VACANT_DIRTY' : 'VACANT_CLEAN',
    features: [],
    note: '',
  }));
}

/** A slot for every night that somebody sleeps in; those that nobody took are made when they are first needed. */
function slotRows(
  { rooms, types }: LodgeSize,
  plan: readonly PlannedStay[],
  base: Omit<BaseRow, 'id'>,
  typeIds: readonly string[],
): Row<'slot'>[] {
  const sold = new Map<number, number>();
  for (const { type, from, nights, status } of plan) {
    if (status === 'CANCELLED' || status === 'NO_SHOW') continue;
    for (let day = from; day < from + nights; day++) {
      const key = day * types + type;
      sold.set(key, (sold.get(key) ?? 0) + 1);
    }
  }
  return [...sold].map(([key, confirmed]) => {
    const typeId = typeIds[key % types] ?? '';
    const date = dateOfDay(Math.floor(key / types));
    const roomsOfType = typeIds.length === 0 ? 0 : countOfType(rooms, types, key % types);
    return {
      ...base,
      id: slotId('roomNight', typeId, date),
      ...emptyNight(typeId, date, roomsOfType),
      confirmed,
      manual: confirmed,
    };
  });
}

function countOfType(rooms: number, types: number, type: number): number {
  let count = 0;
  for (let room = 0; room < rooms; room++) if (Math.floor((room * types) / rooms) === type) count++;
  return count;
}
