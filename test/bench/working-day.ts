import type { Store } from '#main/store/open-store.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { seeded } from './lodge-plan.ts';

/** A command as a person gives it at the desk. */
export interface Given {
  readonly name: string;
  readonly draft: Readonly<Record<string, unknown>>;
}

interface Stay {
  readonly stayId: string;
  readonly occupancyId: string;
  readonly bookingId: string;
  readonly roomId: string | null;
  readonly typeId: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
}

const columns = `s.id AS stayId, o.id AS occupancyId, s.booking_id AS bookingId, o.room_id AS roomId, s.room_type_id AS typeId,
  s.arrival AS "from", s.departure AS "to", s.version`;

/**
 * What a busy desk does, round after round: departures are checked out and their rooms cleaned, arrivals and walk-ins checked
 * in, stays sold for later, paid and moved. Yields a command and is resumed with its answer; what is refused it passes over.
 */
export function* workingDay(store: Store, businessDate: string, rounds: number): Generator<Given, void, CommandAnswer> {
  const random = seeded(rounds);
  const look = lookOf(store);
  for (let round = 0; round < rounds; round++) {
    const leaving = look.dueOut(businessDate);
    if (leaving !== undefined) {
      const gone = yield { name: 'checkOut', draft: { stayId: leaving.stayId } };
      if (gone.ok) yield clean(leaving.roomId);
    }
    const arriving = look.dueIn(businessDate);
    if (arriving !== undefined) yield { name: 'checkIn', draft: { stayId: arriving.stayId } };
    else yield* walkIn(look, businessDate, random);

    const from = addDays(businessDate, 20 + Math.floor(random() * 170));
    const sold = yield* sell(look, random, from, addDays(from, 1 + Math.floor(random() * 3)));
    if (sold !== undefined) {
      const { bookingId } = sold;
      yield { name: 'takeCash', draft: { bookingId, amount: 200_000, tendered: 250_000 } };
      const other = look.freeRoom(sold.typeId, sold.from, sold.to, 0);
      if (other !== undefined) yield moved(sold, other);
    }
    const vacant = look.vacant(Math.floor(random() * 20));
    if (vacant !== undefined) {
      const status = vacant.status === 'VACANT_DIRTY' ? 'VACANT_CLEAN' : 'VACANT_DIRTY';
      yield { name: 'setRoomStatus', draft: { roomId: vacant.id, status } };
    }
  }
}

/** Somebody without a booking takes a room tonight, pays and gets the key; nothing where no clean room is free. */
function* walkIn(look: Look, today: string, random: () => number): Generator<Given, void, CommandAnswer> {
  const sold = yield* sell(look, random, today, addDays(today, 1));
  if (sold === undefined) return;
  yield { name: 'takeCash', draft: { bookingId: sold.bookingId, amount: 400_000, tendered: 400_000 } };
  yield { name: 'checkIn', draft: { stayId: sold.stayId } };
}

function* sell(
  look: Look,
  random: () => number,
  from: string,
  to: string,
): Generator<Given, Stay | undefined, CommandAnswer> {
  const room = look.freeRoom('', from, to, Math.floor(random() * 10));
  const guestId = look.guest(random());
  if (room === undefined || guestId === undefined) return undefined;
  const draft = { guestId, source: 'walkIn', roomTypeId: room.typeId, roomId: room.id, from, to };
  const more = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  const answer = yield { name: 'bookStay', draft: { ...draft, ...more } };
  if (!answer.ok) return undefined;
  return look.stayOfLast();
}

function moved({ stayId, occupancyId, from, to, version }: Stay, room: { readonly id: string }): Given {
  const draft = { stayId, occupancyId, roomId: room.id, from, to, expectedVersion: version, price: 'keep' };
  return { name: 'moveStay', draft };
}

function clean(roomId: string | null): Given {
  return { name: 'setRoomStatus', draft: { roomId, status: 'VACANT_CLEAN' } };
}

type Look = ReturnType<typeof lookOf>;

/** What the person sees on the screens before they act; not part of what is measured. */
function lookOf({ db }: Store) {
  const dueOut = db.prepare<[string], Stay>(
    `SELECT ${columns} FROM stay AS s JOIN occupancy AS o ON o.stay_id = s.id WHERE s.status = 'CHECKED_IN' AND s.departure = ? LIMIT 1`,
  );
  const dueIn = db.prepare<[string], Stay>(
    `SELECT ${columns} FROM stay AS s JOIN occupancy AS o ON o.stay_id = s.id JOIN room AS r ON r.id = o.room_id
      WHERE s.status = 'CONFIRMED' AND s.arrival = ? AND r.status IN ('VACANT_CLEAN', 'INSPECTED') LIMIT 1`,
  );
  const last = db.prepare<[], Stay>(
    `SELECT ${columns} FROM stay AS s JOIN occupancy AS o ON o.stay_id = s.id WHERE s.rowid = (SELECT max(rowid) FROM stay)`,
  );
  const today = db.prepare<[], string>('SELECT business_date FROM property').pluck().get() ?? '';
  const free = db.prepare<
    { type: string; from: string; to: string; today: string; skip: number },
    { id: string; typeId: string }
  >(
    `SELECT r.id, r.room_type_id AS typeId FROM room AS r
      WHERE (:type = '' OR r.room_type_id = :type) AND (:from > :today OR r.status IN ('VACANT_CLEAN', 'INSPECTED')) AND NOT EXISTS (
        SELECT 1 FROM occupancy AS o WHERE o.room_id = r.id AND o.to_date > :from AND o.from_date < :to
          AND o.status IN ('expected', 'inHouse')) LIMIT 1 OFFSET :skip`,
  );
  const vacant = db.prepare<[number], { id: string; status: string }>(
    `SELECT id, status FROM room WHERE status IN ('VACANT_DIRTY', 'VACANT_CLEAN') LIMIT 1 OFFSET ?`,
  );
  const guest = db.prepare<[number], string>('SELECT id FROM guest WHERE rowid >= ? LIMIT 1').pluck();
  const guests = db.prepare<[], number>('SELECT max(rowid) FROM guest').pluck().get() ?? 0;
  return {
    dueOut: (day: string) => dueOut.get(day),
    dueIn: (day: string) => dueIn.get(day),
    stayOfLast: () => last.get(),
    freeRoom: (type: string, from: string, to: string, skip: number) =>
      free.get({ type, from, to, today, skip }) ?? free.get({ type, from, to, today, skip: 0 }),
    vacant: (skip: number) => vacant.get(skip) ?? vacant.get(0),
    guest: (share: number) => guest.get(Math.floor(share * guests)),
  };
}
