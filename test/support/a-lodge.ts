import type { Actor } from '#shared/commands/context.ts';
import { type PaperAnswer, PaperLodge, eventOf, system } from './paper-lodge.ts';

/** A small lodge for tests: `rooms` rooms of one type at 5,000.00 a night, on Friday 20 November 2026. */
export interface ALodge {
  readonly lodge: PaperLodge;
  readonly roomTypeId: string;
  readonly otherTypeId: string;
  readonly roomIds: readonly string[];
}

export function aLodge(options: { rooms?: number; otherRooms?: number } = {}): ALodge {
  const lodge = new PaperLodge('S');
  lodge.run(
    'openProperty',
    {
      name: 'Dhampus Ridge Lodge',
      prefix: 'DRL',
      zone: 'Asia/Kathmandu',
      currency: 'NPR',
      checkInTime: '14:00',
      checkOutTime: '12:00',
      businessDate: '2026-11-20',
    },
    system,
  );
  const roomTypeId = addType(lodge, 'GT', 'Garden Twin', 500_000);
  const otherTypeId = addType(lodge, 'RV', 'Ridge View', 780_000);
  const roomIds = addRooms(lodge, roomTypeId, options.rooms ?? 2, 100);
  addRooms(lodge, otherTypeId, options.otherRooms ?? 1, 200);
  return { lodge, roomTypeId, otherTypeId, roomIds };
}

/** A guest with a booking of `nights` nights from the business date on; the answer of the booking itself. */
export function aBooking(
  lodge: PaperLodge,
  wish: { roomTypeId: string; roomId?: string | null; from?: string; to?: string; name?: string; actor?: Actor },
): PaperAnswer {
  const guestId = aGuest(lodge, wish.name ?? 'Hannah Brandt');
  return lodge.run(
    'bookStay',
    {
      guestId,
      source: 'walkIn',
      roomTypeId: wish.roomTypeId,
      roomId: wish.roomId ?? null,
      from: wish.from ?? '2026-11-20',
      to: wish.to ?? '2026-11-22',
      adults: 2,
      children: 0,
      nightlyRate: null,
      wishes: '',
      expectedAt: '',
      note: '',
    },
    wish.actor,
  );
}

export function aGuest(lodge: PaperLodge, name: string): string {
  return eventOf(
    lodge.run('addGuest', { name, country: 'DE', phone: '+49 151 4407 2231', email: '', vip: false, note: '' }),
    'GuestAdded',
  ).guest.id;
}

function addType(lodge: PaperLodge, code: string, name: string, nightlyRate: number): string {
  const draft = { code, name, position: 0, baseOccupancy: 2, maxOccupancy: 3, nightlyRate };
  return eventOf(lodge.run('addRoomType', draft, system), 'RoomTypeAdded').roomType.id;
}

function addRooms(lodge: PaperLodge, roomTypeId: string, count: number, first: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const draft = { roomTypeId, number: String(first + index + 1), floor: '1', position: index, features: [] };
    return eventOf(lodge.run('addRoom', draft, system), 'RoomAdded').room.id;
  });
}
