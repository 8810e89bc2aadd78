import type { Actor } from '#shared/commands/context.ts';
import type { Event } from '#shared/commands/events.ts';
import { type Instant, addDays, dayIn, instantAt } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { idLiteral } from '#sync-server/store/sql-literal.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import { whileMaking } from '#sync-server/store/in-the-making.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { eventOf } from './event-of.ts';
import { houseTenantId } from './house-tenant.ts';
import { liveLodge } from './live-lodge.ts';
import { firstDay, lodge, lodgeTypes } from './lodge-rooms.ts';
import { staff, userOf } from './staff.ts';

/** The id of the demonstration property of a tenant. */
export function demoPropertyId(tenantId: string = houseTenantId): string {
  return deriveId(tenantId, 'demo/dhampus-ridge');
}

/**
 * Makes the demonstration lodge, through the same commands that desks use, so that its folios, receipts and books are real ones.
 * Its business date is today in its own zone. A lodge that is there already stays as it is; one that was only begun is finished.
 */
export async function seedDemoLodge(
  side: ServerSide,
  tenantId: string = houseTenantId,
): Promise<{ readonly propertyId: string; readonly made: boolean }> {
  const propertyId = demoPropertyId(tenantId);
  const told = await whileMaking(side.pool, propertyId, () => tellDemoLodge(side, tenantId, propertyId));
  if (told === undefined) throw new Error('the demonstration lodge is being made already');
  return told.value;
}

async function tellDemoLodge(
  side: ServerSide,
  tenantId: string,
  propertyId: string,
): Promise<{ readonly propertyId: string; readonly made: boolean }> {
  const place: Place = { tenantId, propertyId };
  const lastKey = deriveId(propertyId, 'demo/made');
  if (await isRecorded(side, place, lastKey)) return { propertyId, made: false };
  await openTenant(side.pool, place, lodge.name, side.now());
  const began = dayIn(lodge.zone, side.now());
  const opened = await runOnce(
    'open',
    'openProperty',
    { ...lodge, businessDate: addDays(began, firstDay) },
    systemActor,
  );
  // One that was begun on an earlier day keeps that day for its today.
  const today = addDays(eventOf(opened, 'PropertyOpened').property.fields.businessDate, -firstDay);

  async function runOnce(
    key: string,
    name: string,
    draft: unknown,
    actor: Actor,
    now?: Instant,
  ): Promise<readonly Event[]> {
    const id = key === 'made' ? lastKey : deriveId(propertyId, `demo/${key}`);
    const outcome = await executeAsServer(side, place, {
      name,
      draft,
      actor,
      id,
      receipts: true,
      ...(now === undefined ? {} : { now }),
    });
    if (!outcome.ok)
      throw new Error(
        `the demonstration lodge: ${name} (${key}) was refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`,
      );
    return outcome.value.events;
  }
  function momentOf({ day, time }: { readonly day: number; readonly time: string }): Instant {
    const moment = instantAt(addDays(today, day), time, lodge.zone);
    return moment < side.now() ? moment : side.now();
  }

  const actors = new Map<string, Actor>();
  for (const member of staff) {
    const [added] = await runOnce(
      `user/${member.role}`,
      'addUser',
      withoutActive(await userOf(member)),
      systemActor,
      momentOf({ day: firstDay, time: '07:00' }),
    );
    const { id } = eventOf(added === undefined ? [] : [added], 'UserAdded').user;
    actors.set(member.role, { userId: id, name: member.name, role: member.role });
  }
  const { typeIds, roomIds } = await openRooms((key, name, draft) =>
    runOnce(key, name, draft, systemActor, momentOf({ day: firstDay, time: '07:10' })),
  );
  const actorOf = (role: string): Actor => actors.get(role) ?? systemActor;
  await liveLodge({
    actors: {
      frontDesk: actorOf('frontDesk'),
      cashier: actorOf('cashier'),
      housekeeping: actorOf('housekeeping'),
      manager: actorOf('manager'),
    },
    typeIds,
    roomIds,
    dateOf: (day) => addDays(today, day),
    run: (key, command, draft, by, when) =>
      runOnce(key, command, draft, by, when === undefined ? undefined : momentOf(when)),
  });
  return { propertyId, made: true };
}

async function openRooms(run: (key: string, name: string, draft: unknown) => Promise<readonly Event[]>) {
  const typeIds = new Map<string, string>();
  const roomIds = new Map<string, string>();
  for (const [
    position,
    { code, name, baseOccupancy, maxOccupancy, rate, floor, rooms, features },
  ] of lodgeTypes.entries()) {
    const added = await run(`type/${code}`, 'addRoomType', {
      code,
      name,
      position,
      baseOccupancy,
      maxOccupancy,
      nightlyRate: rate,
    });
    const roomTypeId = eventOf(added, 'RoomTypeAdded').roomType.id;
    typeIds.set(code, roomTypeId);
    for (const number of rooms) {
      const draft = { roomTypeId, number, floor, position: roomIds.size, features };
      roomIds.set(number, eventOf(await run(`room/${number}`, 'addRoom', draft), 'RoomAdded').room.id);
    }
  }
  return { typeIds, roomIds };
}

function withoutActive({ active: _active, ...draft }: Awaited<ReturnType<typeof userOf>>) {
  return draft;
}

async function isRecorded(side: ServerSide, place: Place, envelopeId: string): Promise<boolean> {
  const sql = `SELECT 1 FROM event WHERE tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)} AND envelope_id = ${idLiteral(envelopeId)}`;
  const [found] = await inTransaction(side.pool, place, (tx) => tx.run(sql));
  return (found?.rowCount ?? 0) > 0;
}
