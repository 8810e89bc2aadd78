import type { z } from 'zod';
import type { importMap } from '../import-map.ts';

/** The hotel booking demand data (Antonio, de Almeida, Nunes, 2019): no guests' names, no rooms, no ledger. */
export const hotelDemand = {
  name: 'hotel-demand',
  property: {
    name: 'Resort Hotel',
    prefix: 'RH',
    zone: 'Europe/Lisbon',
    currency: 'EUR',
    checkInTime: '15:00',
    checkOutTime: '12:00',
  },
  nothing: ['NULL', 'Undefined'],
  arrival: { year: 'arrival_date_year', month: 'arrival_date_month', day: 'arrival_date_day_of_month' },
  departure: { nights: ['stays_in_weekend_nights', 'stays_in_week_nights'] },
  bookedOn: { daysBeforeArrival: 'lead_time' },
  endedOn: { column: 'reservation_status_date', form: 'YYYY-MM-DD' },
  guest: { placeholder: 'Guest', country: 'country' },
  roomType: { given: 'assigned_room_type', booked: 'reserved_room_type', label: 'Room type' },
  adults: ['adults'],
  children: ['children', 'babies'],
  rate: 'adr',
  status: { column: 'reservation_status', words: { 'Check-Out': 'stays', Canceled: 'cancelled', 'No-Show': 'noShow' } },
  source: {
    column: 'market_segment',
    words: {
      'Online TA': 'ota',
      'Offline TA/TO': 'agent',
      Direct: 'phone',
      Groups: 'group',
      Corporate: 'corporate',
      Complementary: 'referral',
      Aviation: 'corporate',
    },
    otherwise: 'email',
  },
  settled: { column: 'deposit_type', words: ['Non Refund'] },
  wishes: [
    {
      column: 'meal',
      words: { BB: 'Bed and breakfast', HB: 'Half board', FB: 'Full board', SC: 'Self catering' },
    },
  ],
  rules: { mostNights: 366, mostPersons: 99 },
} satisfies z.input<typeof importMap>;
