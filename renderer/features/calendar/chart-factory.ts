import { addDays } from '#shared/kernel/dates.ts';
import type { BarView, CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';

/* Data for the calendar's tests: two types, three rooms, and bars as the test wants them. */

export function aLodge(): LodgeView {
  const type = (id: string, name: string, position: number) => ({
    id,
    code: id.toUpperCase(),
    name,
    position,
    baseOccupancy: 2,
    maxOccupancy: 3,
    nightlyRate: 640_000,
  });
  const room = (number: string, roomTypeId: string) => ({
    id: `r${number}`,
    roomTypeId,
    number,
    floor: '1',
    position: Number(number),
    status: 'VACANT_CLEAN' as const,
    features: [],
    note: '',
  });
  return {
    property: {
      id: 'p',
      name: 'Lodge',
      prefix: 'LDG',
      zone: 'Asia/Kathmandu',
      currency: 'NPR',
      checkInTime: '14:00',
      checkOutTime: '11:00',
      businessDate: '2026-11-20',
    },
    desk: { code: 'A', name: 'Desk A', epoch: 1 },
    roomTypes: [type('gt', 'Garden Twin', 0), type('rv', 'Ridge View', 1)],
    rooms: [room('101', 'gt'), room('102', 'gt'), room('201', 'rv')],
    users: [],
  };
}

export function aBar(fields: Partial<BarView> = {}): BarView {
  return {
    id: 'o1',
    stayId: 's1',
    bookingId: 'b1',
    bookingNumber: 'LDG-1',
    guestId: 'g1',
    roomId: 'r101',
    roomTypeId: 'gt',
    from: '2026-11-20',
    to: '2026-11-23',
    state: 'confirmed',
    name: 'Amara Okafor',
    adults: 2,
    children: 0,
    unpaid: 0,
    total: 1_920_000,
    vip: false,
    locked: false,
    disputed: false,
    tentative: false,
    guaranteed: false,
    country: 'Nigeria',
    wishes: '',
    expectedAt: '',
    version: 4,
    ...fields,
  };
}

export function aView(bars: readonly BarView[], fields: Partial<CalendarView> = {}): CalendarView {
  const from = '2026-11-18';
  return {
    from,
    to: addDays(from, 14),
    businessDate: '2026-11-20',
    bars: [...bars],
    blocks: [],
    nights: [],
    ...fields,
  };
}
