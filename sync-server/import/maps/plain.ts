import type { z } from 'zod';
import type { importMap } from '../import-map.ts';

/** A plain CSV, one row a stay; docs/import.md has an example. */
export const plain = {
  name: 'plain',
  property: {
    name: 'Imported lodge',
    prefix: 'IMP',
    zone: 'Asia/Kathmandu',
    currency: 'NPR',
    checkInTime: '14:00',
    checkOutTime: '12:00',
  },
  arrival: { column: 'arrival', form: 'YYYY-MM-DD' },
  departure: { column: 'departure', form: 'YYYY-MM-DD' },
  guest: { placeholder: 'Guest', name: 'guest', phone: 'phone' },
  roomType: { given: 'room_type' },
  room: 'room',
  adults: ['adults'],
  children: ['children'],
  rate: 'rate',
  status: {
    column: 'status',
    words: {
      confirmed: 'stays',
      'in house': 'stays',
      departed: 'stays',
      cancelled: 'cancelled',
      'no-show': 'noShow',
    },
  },
  source: { otherwise: 'email' },
  rules: { mostNights: 366, mostPersons: 99 },
} satisfies z.input<typeof importMap>;
