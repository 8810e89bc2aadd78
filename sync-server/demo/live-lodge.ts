import type { Actor } from '#shared/commands/context.ts';
import type { Event } from '#shared/commands/events.ts';
import { type DiaryEntry, lodgeDiary, lodgeStays } from './lodge-diary.ts';
import { openTours, tourDay } from './live-tours.ts';
import { firstDay, lodgeBlock, lodgeTypes } from './lodge-rooms.ts';
import type { LodgeStay } from './lodge-stays.ts';
import { eventOf } from './event-of.ts';

/** A lodge in the making: where its days fall, who acts, and the commands run so far by name. */
export interface LodgeInTheMaking {
  readonly actors: Readonly<Record<'frontDesk' | 'cashier' | 'housekeeping' | 'manager', Actor>>;
  readonly typeIds: ReadonlyMap<string, string>;
  readonly roomIds: ReadonlyMap<string, string>;
  /** The date of a day counted from today. */
  dateOf(day: number): string;
  /** Runs a command at a time of a day, once under its key; throws when it is refused, as the demonstration is made to fit. */
  run(
    key: string,
    command: string,
    draft: unknown,
    by: Actor,
    when?: { readonly day: number; readonly time: string },
  ): Promise<readonly Event[]>;
}

/** The ids of what a booking made. */
interface Booked {
  readonly bookingId: string;
  readonly stayId: string;
  readonly occupancyId: string;
  /** In minor units. */
  readonly total: number;
}

/** Rooms that have been looked over for today's arrivals, and rooms that are only clean again. */
const inspectedToday = ['101', '202', '206', '210', 'C2'];
const cleanedToday = ['302'];

/** Lives the lodge's days from its opening to this morning: every deed of its diary is a command. */
export async function liveLodge(making: LodgeInTheMaking): Promise<void> {
  const stays = lodgeStays();
  const booked = new Map<number, Booked>();
  const diary = Map.groupBy(lodgeDiary(stays), ({ day }) => day);
  const tours = await openTours(making);
  for (let day = firstDay; day <= 0; day += 1) {
    if (day > firstDay) {
      await making.run(`roll/${day}`, 'rollDay', { businessDate: making.dateOf(day) }, making.actors.manager, {
        day,
        time: '04:00',
      });
    }
    for (const entry of diary.get(day) ?? []) {
      const stay = stays[entry.stay];
      if (stay !== undefined) await act(making, entry, stay, booked);
    }
    if (day === lodgeBlock.from) await block(making);
    await tourDay(tours, day);
  }
  await makeReady(making);
}

async function act(
  making: LodgeInTheMaking,
  entry: DiaryEntry,
  stay: LodgeStay,
  booked: Map<number, Booked>,
): Promise<void> {
  const { frontDesk, cashier, housekeeping, manager } = making.actors;
  const key = `${entry.deed}/${entry.stay}`;
  if (entry.deed === 'book') {
    booked.set(entry.stay, await book(making, entry, stay));
    return;
  }
  const made = booked.get(entry.stay);
  if (made === undefined) throw new Error(`${stay.guest} is not booked yet`);
  switch (entry.deed) {
    case 'cancel':
      await making.run(
        key,
        'cancelBooking',
        { bookingId: made.bookingId, expectedVersion: 1, reason: 'Plans changed' },
        manager,
        entry,
      );
      return;
    case 'pay': {
      const amount = made.total - (stay.due === 'all' ? 0 : stay.due * 100);
      // Guests hand over whole thousands.
      const tendered = Math.ceil(amount / 100_000) * 100_000;
      await making.run(key, 'takeCash', { bookingId: made.bookingId, amount, tendered }, cashier, entry);
      return;
    }
    case 'checkIn':
      await making.run(key, 'checkIn', { stayId: made.stayId }, frontDesk, entry);
      return;
    case 'checkOut':
      await making.run(key, 'checkOut', { stayId: made.stayId }, frontDesk, entry);
      return;
    case 'clean':
      await making.run(
        key,
        'setRoomStatus',
        { roomId: roomIdOf(making, stay), status: 'VACANT_CLEAN' },
        housekeeping,
        entry,
      );
  }
}

async function book(making: LodgeInTheMaking, entry: DiaryEntry, stay: LodgeStay): Promise<Booked> {
  const { frontDesk } = making.actors;
  const { guest: name, country, vip, source, adults, children, wishes, expectedAt, note } = stay;
  const guest = { name, country, phone: '', email: '', vip, note: '' };
  const added = await making.run(`guest/${entry.stay}`, 'addGuest', guest, frontDesk, entry);
  const draft = {
    guestId: eventOf(added, 'GuestAdded').guest.id,
    source,
    roomTypeId: making.typeIds.get(stay.type) ?? '',
    roomId: stay.room === null ? null : roomIdOf(making, stay),
    from: making.dateOf(stay.from),
    to: making.dateOf(stay.to),
    adults,
    children,
    nightlyRate: null,
    wishes,
    expectedAt,
    note,
  };
  const {
    booking,
    stay: madeStay,
    occupancy,
  } = eventOf(await making.run(`book/${entry.stay}`, 'bookStay', draft, frontDesk, entry), 'StayBooked');
  if (stay.locked) {
    await making.run(`lock/${entry.stay}`, 'lockRoom', { occupancyId: occupancy.id, locked: true }, frontDesk, entry);
  }
  return { bookingId: booking.id, stayId: madeStay.id, occupancyId: occupancy.id, total: booking.fields.total };
}

async function block(making: LodgeInTheMaking): Promise<void> {
  const { room, from, to, reason } = lodgeBlock;
  const draft = {
    roomId: making.roomIds.get(room) ?? '',
    kind: 'OOO',
    from: making.dateOf(from),
    to: making.dateOf(to),
    reason,
  };
  await making.run('block', 'putOutOfOrder', draft, making.actors.manager, { day: from, time: '16:40' });
}

/** This morning's housekeeping. The last of it is what tells that the lodge is made. */
async function makeReady(making: LodgeInTheMaking): Promise<void> {
  const { housekeeping } = making.actors;
  const known = lodgeTypes.flatMap((type) => type.rooms);
  const deeds = [
    ...cleanedToday.map((room) => ({ room, status: 'VACANT_CLEAN' })),
    ...inspectedToday.map((room) => ({ room, status: 'INSPECTED' })),
  ].filter(({ room }) => known.includes(room));
  for (const [index, { room, status }] of deeds.entries()) {
    const key = index === deeds.length - 1 ? 'made' : `ready/${room}`;
    await making.run(key, 'setRoomStatus', { roomId: making.roomIds.get(room) ?? '', status }, housekeeping, {
      day: 0,
      time: '10:20',
    });
  }
}

function roomIdOf(making: LodgeInTheMaking, stay: LodgeStay): string {
  const id = making.roomIds.get(stay.room ?? '');
  if (id === undefined) throw new Error(`no room ${stay.room ?? ''}`);
  return id;
}
