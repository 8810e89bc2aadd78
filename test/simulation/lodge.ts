import type { Actor } from '#shared/commands/context.ts';
import type { EventOf, EventType } from '#shared/commands/events.ts';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import type { Role } from '#shared/schema/words.ts';
import type { Chance } from './chance.ts';
import { type Tours, openTours } from './tours-of-lodge.ts';

export type Staff = Readonly<Record<'frontDesk' | 'cashier' | 'housekeeping' | 'manager' | 'administrator', Actor>>;

/** The lodge of one run: a tenant of its own, few rooms and many who want them. */
export interface Lodge {
  readonly place: Place;
  readonly staff: Staff;
  readonly roomTypeIds: readonly string[];
  /** What it sells by the seat; nothing in a plain seed. */
  readonly tours: Tours | undefined;
}

export const firstDay = '2026-11-20';

export async function openLodge(side: ServerSide, chance: Chance, now: number, withTours: boolean): Promise<Lodge> {
  const place = { tenantId: chance.id(now), propertyId: chance.id(now) };
  await openTenant(side.pool, place, 'Ridge Lodges', new Date(now).toISOString());
  const make = async <T extends EventType>(name: string, draft: unknown, type: T): Promise<EventOf<T>> => {
    const outcome = await executeAsServer(side, place, { name, draft, actor: systemActor, id: chance.id(now) });
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
    const found = outcome.value.events.find((event): event is EventOf<T> => event.type === type);
    if (found === undefined) throw new Error(`${name} made no ${type}`);
    return found;
  };
  const hours = { checkInTime: '14:00', checkOutTime: '12:00', businessDate: firstDay };
  const house = { name: 'Dhampus Ridge Lodge', prefix: 'DRL', zone: 'Asia/Kathmandu', currency: 'NPR', ...hours };
  await make('openProperty', house, 'PropertyOpened');
  const user = async (name: string, role: Exclude<Role, 'system'>): Promise<Actor> => {
    const { user: made } = await make(
      'addUser',
      { name, initials: name.slice(0, 2), role, pinHash: '$argon2id$' },
      'UserAdded',
    );
    return { userId: made.id, name, role };
  };
  const staff: Staff = {
    frontDesk: await user('Sabina Gurung', 'frontDesk'),
    cashier: await user('Dawa Sherpa', 'cashier'),
    housekeeping: await user('Maya Rai', 'housekeeping'),
    manager: await user('Prakash Thapa', 'manager'),
    administrator: await user('Ang Lama', 'administrator'),
  };
  const roomTypeIds: string[] = [];
  for (const [code, name, nightlyRate, rooms] of [
    ['GT', 'Garden Twin', 500_000, 3],
    ['RV', 'Ridge View', 780_000, 2],
  ] as const) {
    const type = { code, name, position: 0, baseOccupancy: 2, maxOccupancy: 3, nightlyRate };
    const { roomType } = await make('addRoomType', type, 'RoomTypeAdded');
    roomTypeIds.push(roomType.id);
    for (let n = 1; n <= rooms; n++) {
      const number = `${roomTypeIds.length}0${n}`;
      await make('addRoom', { roomTypeId: roomType.id, number, floor: '1', position: n, features: [] }, 'RoomAdded');
    }
  }
  return { place, staff, roomTypeIds, tours: withTours ? await openTours(make, firstDay) : undefined };
}
