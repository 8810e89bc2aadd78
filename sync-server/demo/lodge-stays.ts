import type { BookingSource } from '#shared/schema/words.ts';

/** One booking of the demonstration lodge. Days are counted from today; `due` is what is still unpaid, in rupees. */
export interface LodgeStay {
  readonly guest: string;
  readonly country: string;
  readonly type: string;
  readonly room: string | null;
  readonly from: number;
  readonly to: number;
  readonly adults: number;
  readonly children: number;
  readonly due: number | 'all';
  readonly source: BookingSource;
  /** How many days before arrival it was booked. */
  readonly lead: number;
  readonly vip: boolean;
  readonly locked: boolean;
  readonly wishes: string;
  readonly expectedAt: string;
  readonly note: string;
  /** What becomes of it by now, where its dates do not say: arrived today already, left late (not at all), cancelled. */
  readonly course: 'asDated' | 'arrivedToday' | 'leftToday' | 'overdue' | 'cancelled';
}

type Given = Pick<LodgeStay, 'guest' | 'country' | 'type' | 'room' | 'from' | 'to'> & Partial<LodgeStay>;

/** A stay with what is usual where nothing else is said. */
export function aLodgeStay(given: Given): LodgeStay {
  return {
    adults: 2,
    children: 0,
    due: 0,
    source: 'website',
    lead: 12,
    vip: false,
    locked: false,
    wishes: '',
    expectedAt: '',
    note: '',
    course: 'asDated',
    ...given,
  };
}

/** The stays around today, as on the lodge's own wall chart. */
export const staysAroundToday: readonly LodgeStay[] = [
  ...inRooms('GT', [
    ['101', 'Rita Tamang', 'NP', -4, 0, { course: 'leftToday', source: 'phone' }],
    [
      '101',
      'Dr Amara Okafor',
      'NG',
      0,
      4,
      { vip: true, due: 8200, expectedAt: '14:30', wishes: 'Vegetarian · quiet room', note: 'Jeep from Pokhara' },
    ],
    ['101', 'Shun Nakamura', 'JP', 4, 8, {}],
    ['101', 'Luc Fournier', 'FR', 9, 12, { source: 'ota' }],
    ['102', 'Kari Olsen', 'NO', -3, 0, { due: 3100 }],
    ['102', 'Maja Kowalska', 'PL', 1, 4, { source: 'ota' }],
    ['102', 'Dipesh Rai', 'NP', 6, 9, { adults: 1, due: 'all', source: 'phone', note: 'Waits for the trek dates' }],
    ['103', 'Giulia Ferrari', 'IT', -1, 1, {}],
    ['103', 'Exodus Travels, 1', 'GB', 1, 4, { source: 'agent', note: 'Exodus, party of 6' }],
    ['103', 'Stefan Schmid', 'CH', 7, 11, { due: 7800 }],
    ['104', 'Suman Dahal', 'NP', -4, 0, { adults: 1, course: 'leftToday', source: 'phone' }],
    ['104', 'Exodus Travels, 2', 'GB', 1, 4, { source: 'agent', note: 'Exodus, party of 6' }],
    ['104', 'Ji-woo Park', 'KR', 5, 10, { source: 'ota' }],
    ['105', 'Exodus Travels, 3', 'GB', 1, 4, { source: 'agent', note: 'Exodus, party of 6' }],
    ['105', 'Nina Ivanova', 'BG', 6, 12, { adults: 1 }],
    ['106', 'Miguel Costa', 'PT', -2, 3, {}],
    ['106', 'Astrid Lindgren', 'SE', 5, 12, { source: 'email' }],
    ['107', 'Felix Haas', 'AT', -3, -1, { adults: 1, due: 9600, course: 'overdue', source: 'walkIn', lead: 0 }],
    ['107', 'Claire Moreau', 'FR', 2, 5, { due: 'all', source: 'whatsapp' }],
    ['107', 'Inés Pérez', 'ES', 8, 11, { due: 'all', source: 'whatsapp' }],
    ['108', 'Pratik Basnet', 'NP', 3, 6, { source: 'phone' }],
    ['108', 'Hana Kim', 'KR', 7, 9, { due: 'all', source: 'phone', note: 'Awaiting passport' }],
    [null, 'Anton Petrov', 'BG', 0, 2, { expectedAt: '18:00', source: 'ota' }],
    [null, 'Exodus Travels, 4', 'GB', 9, 13, { source: 'agent', note: 'Exodus, second party' }],
    [null, 'Exodus Travels, 5', 'GB', 9, 13, { source: 'agent', note: 'Exodus, second party' }],
  ]),
  ...inRooms('GD', [
    ['109', 'Pieter van Dijk', 'NL', -2, 1, { note: 'Towels only' }],
    ['109', 'Binita Acharya', 'NP', 1, 4, { source: 'phone' }],
    ['109', 'Jan Novák', 'CZ', 5, 8, {}],
    ['110', 'Iyer & Rao', 'IN', 0, 2, { vip: true, course: 'arrivedToday', source: 'referral' }],
    ['110', 'Beth Hughes', 'GB', 4, 9, { locked: true, wishes: 'The balcony to the orchard' }],
    ['111', 'Anke Müller', 'DE', -2, 0, { course: 'leftToday' }],
    ['111', 'Yuki Sato', 'JP', 0, 1, { expectedAt: '16:00', source: 'ota' }],
    ['111', 'Holger Brandt', 'DE', 2, 5, {}],
    ['112', 'Duncan Campbell', 'GB', -1, 4, { locked: true, wishes: 'Do not disturb before ten' }],
    ['112', 'Kiran Thapa', 'NP', 7, 10, { locked: true, source: 'phone' }],
    ['113', 'Elena Rossi', 'IT', -3, 3, { adults: 1, note: 'No cleaning, please' }],
    ['113', 'Antoine Dubois', 'FR', 4, 6, { due: 'all', source: 'email', note: 'Awaiting deposit' }],
    ['113', 'Vikram Gupta', 'IN', 7, 12, { source: 'ota' }],
    ['114', 'Niamh O’Connell', 'IE', 1, 8, { due: 18_200 }],
    [null, 'Flávia Mendes', 'BR', 6, 8, { adults: 1 }],
  ]),
  ...inRooms('RV', [
    ['201', 'Erik Svensson', 'SE', -3, 1, { vip: true }],
    ['201', 'Wei Chen', 'CN', 2, 7, { source: 'ota' }],
    ['201', 'Nabin Baral', 'NP', 8, 12, { source: 'phone' }],
    ['202', 'James Whitfield', 'GB', 0, 5, { due: 12_430, expectedAt: '15:00' }],
    ['202', 'Dorothea Weiss', 'DE', 6, 10, {}],
    ['203', 'Tenzin Lama', 'NP', -2, 2, { source: 'corporate' }],
    ['203', 'Oskar Lindqvist', 'SE', 3, 6, {}],
    ['203', 'Rachel Hall', 'GB', 7, 10, { source: 'ota' }],
    ['204', 'Paola Bianchi', 'IT', -3, 0, { note: 'Leaves at 14:00, late by policy' }],
    ['204', 'Lars Andersen', 'DK', 1, 4, {}],
    ['205', 'Nisha Shah', 'IN', -1, 2, { source: 'ota' }],
    ['205', 'Chidi Okonkwo', 'NG', 3, 7, {}],
    ['205', 'Hiro Tanaka', 'JP', 8, 11, {}],
    ['206', 'Hannah Brandt', 'DE', 0, 2, { expectedAt: '11:00' }],
    ['206', 'Rafael Silva', 'BR', 4, 8, { source: 'ota' }],
    ['207', 'Julie Martin', 'FR', -2, 1, {}],
    ['207', 'Keiko Yamada', 'JP', 2, 6, {}],
    [null, 'Linh Hoang', 'VN', 2, 5, { source: 'ota' }],
  ]),
  ...inRooms('FM', [
    ['208', 'Johansson family', 'SE', -2, 2, { children: 2 }],
    ['208', 'Pradhan family', 'NP', 3, 6, { children: 3, source: 'phone' }],
    ['209', 'Smith & family', 'GB', -3, 0, { children: 2, due: 1940 }],
    ['209', 'Agarwal family', 'IN', 1, 5, { children: 2, due: 22_000 }],
    ['209', 'Meyer family', 'DE', 6, 9, { children: 1 }],
    ['210', 'Lucía Delgado', 'ES', 0, 3, { children: 2, expectedAt: '15:30' }],
    ['210', 'Wright family', 'AU', 4, 7, { children: 2, due: 'all', source: 'email', note: 'Awaiting deposit' }],
  ]),
  ...inRooms('SU', [
    ['301', 'Dr Omar Hassan', 'EG', -1, 2, { vip: true, wishes: 'Fruit in the room' }],
    ['301', 'Marie Leclerc', 'FR', 3, 6, {}],
    ['302', 'Sushila Koirala', 'NP', -2, 0, { course: 'leftToday', source: 'referral' }],
    ['302', 'Tom Bennett', 'US', 2, 5, { source: 'ota' }],
    ['303', 'Clara Vogel', 'CH', 1, 3, {}],
    ['303', 'Eleanor Grant', 'GB', 4, 8, { due: 31_000 }],
    ['303', 'Ryo Ito', 'JP', 9, 12, {}],
  ]),
  ...inRooms('TC', [
    ['C1', 'KE Adventure, 1', 'GB', -1, 2, { adults: 4, source: 'agent' }],
    ['C1', 'Gurung family', 'NP', 4, 7, { children: 1, source: 'phone' }],
    ['C2', 'KE Adventure, 2', 'GB', 0, 2, { adults: 4, expectedAt: '17:30', source: 'agent' }],
    ['C2', 'Popescu family', 'RO', 3, 6, { adults: 3, children: 1 }],
    ['C2', 'Bram Jansen', 'NL', 8, 11, { adults: 4 }],
    ['C3', 'Wei Ng', 'SG', -2, 0, { adults: 3, source: 'ota' }],
    ['C3', 'Rana & co.', 'IN', 1, 4, { adults: 4, source: 'corporate' }],
    ['C3', 'Yael Cohen', 'IL', 5, 8, { adults: 4 }],
  ]),
  aLodgeStay({
    guest: 'Olga Sidorova',
    country: 'KZ',
    type: 'GD',
    room: '111',
    from: 8,
    to: 10,
    due: 'all',
    source: 'ota',
    course: 'cancelled',
  }),
  aLodgeStay({
    guest: 'Mark Ellis',
    country: 'CA',
    type: 'SU',
    room: '302',
    from: 6,
    to: 9,
    due: 'all',
    source: 'email',
    course: 'cancelled',
  }),
];

type Line = readonly [
  room: string | null,
  guest: string,
  country: string,
  from: number,
  to: number,
  more: Partial<LodgeStay>,
];

function inRooms(type: string, lines: readonly Line[]): LodgeStay[] {
  return lines.map(([room, guest, country, from, to, more]) =>
    aLodgeStay({ guest, country, type, room, from, to, ...more }),
  );
}
