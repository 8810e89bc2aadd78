import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '#shared/commands/context.ts';
import type { EventOf, EventType } from '#shared/commands/events.ts';
import { emptyNight, slotId } from '#shared/inventory/slot.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { bulkInsert } from '#sync-server/import/bulk-insert.ts';
import { inBulkTransaction } from '#sync-server/import/bulk-transaction.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import type { Place } from '#sync-server/store/transaction.ts';

/** A lodge that never sells out, with as many nights on sale: each night is one slot. */
export interface SalesLodge {
  readonly place: Place;
  readonly actor: Actor;
  readonly guestId: string;
  readonly roomTypeId: string;
  readonly nights: readonly string[];
}

const firstNight = '2027-01-01';

export async function openSalesLodge(pool: pg.Pool, nights: number): Promise<SalesLodge> {
  const place = { tenantId: uuidv7(), propertyId: uuidv7() };
  const now = () => new Date().toISOString();
  await openTenant(pool, place, 'Bench sales', now());
  const run = async <T extends EventType>(name: string, draft: unknown, type: T): Promise<EventOf<T>> => {
    const outcome = await executeAsServer({ pool, now }, place, { name, draft, actor: systemActor });
    if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
    const made = outcome.value.events.find((event): event is EventOf<T> => event.type === type);
    if (made === undefined) throw new Error(`${name} made no ${type}`);
    return made;
  };
  const hours = { zone: 'Asia/Kathmandu', checkInTime: '14:00', checkOutTime: '12:00', businessDate: '2026-11-20' };
  await run('openProperty', { name: 'Bench', prefix: 'BEN', currency: 'NPR', ...hours }, 'PropertyOpened');
  const person = { name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk', pinHash: '$argon2id$bench' };
  const { user } = await run('addUser', person, 'UserAdded');
  const twin = {
    code: 'GT',
    name: 'Garden Twin',
    position: 0,
    baseOccupancy: 2,
    maxOccupancy: 3,
    nightlyRate: 500_000,
  };
  const { roomType } = await run('addRoomType', twin, 'RoomTypeAdded');
  const profile = { name: 'Hannah Brandt', country: 'DE', phone: '+49 151 440722', email: '', vip: false, note: '' };
  const { guest } = await run('addGuest', profile, 'GuestAdded');
  const dates = Array.from({ length: nights }, (_, day) => addDays(firstNight, day));
  const stamps = { version: 1, writer: 'server/1', createdAt: now(), createdBy: 's', updatedAt: now(), updatedBy: 's' };
  const slots = dates.map((date) => ({
    ...stamps,
    ...place,
    id: slotId('roomNight', roomType.id, date),
    ...emptyNight(roomType.id, date, 1_000_000),
  }));
  await inBulkTransaction(pool, place, [bulkInsert('slot', slots)]);
  const actor: Actor = { userId: user.id, name: person.name, role: 'frontDesk' };
  return { place, actor, guestId: guest.id, roomTypeId: roomType.id, nights: dates };
}
