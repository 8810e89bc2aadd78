import type { Database } from 'better-sqlite3';
import type { LodgeView, RoomTypeView, RoomView } from '#shared/rpc/lodge-views.ts';
import type { UserView } from '#shared/rpc/session-views.ts';

/** The property as the replica has it, or undefined before the first sync has brought it. */
export type ReadProperty = () => LodgeView['property'] | undefined;

export function prepareProperty(db: Database): ReadProperty {
  const property = db.prepare<[], LodgeView['property']>(
    `SELECT id, name, prefix, zone, currency, check_in_time AS checkInTime, check_out_time AS checkOutTime,
            business_date AS businessDate FROM property LIMIT 1`,
  );
  return () => property.get();
}

/** The property where there must be one: its users came with it, and only they can ask. */
export function propertyNow(read: ReadProperty): LodgeView['property'] {
  const property = read();
  if (property === undefined) throw new Error('the replica has users and no property');
  return property;
}

/** Who may sign in here, by name. */
export function prepareUsers(db: Database): () => UserView[] {
  const users = db.prepare<[], UserView>(
    `SELECT id, name, initials, role FROM app_user WHERE active = 1 AND role <> 'system' ORDER BY name, id`,
  );
  return () => users.all();
}

export function prepareRoomTypes(db: Database): () => RoomTypeView[] {
  const types = db.prepare<[], RoomTypeView>(
    `SELECT id, code, name, position, base_occupancy AS baseOccupancy, max_occupancy AS maxOccupancy,
            nightly_rate AS nightlyRate FROM room_type ORDER BY position, id`,
  );
  return () => types.all();
}

export function prepareRooms(db: Database): () => RoomView[] {
  const rooms = db.prepare<[], Omit<RoomView, 'features'> & { readonly features: string }>(
    `SELECT r.id, r.room_type_id AS roomTypeId, r.number, r.floor, r.position, r.status, r.features, r.note
       FROM room AS r JOIN room_type AS t ON t.id = r.room_type_id
      ORDER BY t.position, t.id, r.position, r.number`,
  );
  return () => rooms.all().map((room) => ({ ...room, features: featuresOf(room.features) }));
}

/** The column holds a JSON list of words; the replica wrote it itself. */
function featuresOf(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
