import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareReceiptPrint } from '#main/services/print/receipt.ts';
import { prepareAvailability } from '#main/services/views/availability.ts';
import { prepareBooking } from '#main/services/views/booking.ts';
import { prepareCalendar } from '#main/services/views/calendar.ts';
import { prepareDuplicates } from '#main/services/views/duplicates.ts';
import { prepareFindGuests } from '#main/services/views/guests.ts';
import { prepareInbox } from '#main/services/views/inbox.ts';
import { prepareProperty } from '#main/services/views/lodge.ts';
import { prepareSearch } from '#main/services/views/search.ts';
import { standpointOf } from '#main/services/views/standpoint.ts';
import { prepareToday } from '#main/services/views/today.ts';
import { type RowState, type Store, openStore } from '#main/store/open-store.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { bookingView, calendarView, guestView, searchHit, todayView } from '#shared/rpc/views.ts';
import {
  BUSINESS_DATE,
  aBlock,
  aGuest,
  aNight,
  aProperty,
  aReceipt,
  aRoom,
  aRoomType,
  aRow,
  aStay,
  deskA,
  idFor,
} from './host-rows.ts';

const yesterday = addDays(BUSINESS_DATE, -1);
const tomorrow = addDays(BUSINESS_DATE, 1);

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-views-'));
  store = openStore({ file: join(folder, 'replica.db') });
  store.transaction(() => {
    store.meta.set('identity', deskA);
    store.meta.set('settled', 10);
  });
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A lodge of two types, three rooms and a few people, and what else a test adds. */
function given(...more: readonly (RowState | RowState[])[]): void {
  const lodge = [
    aProperty(),
    aRoomType('GT', { position: 1 }),
    aRoomType('FR', { position: 2, nightlyRate: 900_000 }),
    aRoom('101', 'GT'),
    aRoom('102', 'GT', { status: 'VACANT_DIRTY' }),
    aRoom('201', 'FR'),
    aGuest('Lucía Delgado', { phone: '+34 600 111 222', email: 'Lucia@example.es', country: 'ES' }),
    aGuest('James Whitfield', { phone: '07700 900123', vip: true }),
    aGuest('Yuki Sato'),
  ];
  store.transaction(() => store.place([...lodge, ...more.flat()]));
}

const standpoint = () => standpointOf(store.meta, prepareProperty(store.db));
const calendar = (from: string, days: number) => prepareCalendar(store.db, store.meta)(from, days, standpoint());
const stateOf = (number: string) =>
  calendar(addDays(BUSINESS_DATE, -10), 30).bars.find((bar) => bar.bookingNumber === number)?.state;

describe('the calendar', () => {
  test('a bar says what it asks of the desk on the business date', () => {
    given(
      aStay('D-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 2 }),
      aStay('D-2', { guest: 'Yuki Sato', room: '101', type: 'GT', from: tomorrow, nights: 2 }),
      aStay('D-3', { guest: 'Yuki Sato', room: '101', type: 'GT', from: yesterday, nights: 2 }),
      aStay('D-4', { guest: 'Yuki Sato', room: '102', type: 'GT', from: yesterday, nights: 2, status: 'CHECKED_IN' }),
      aStay('D-5', { guest: 'Yuki Sato', room: '102', type: 'GT', from: yesterday, nights: 1, status: 'CHECKED_IN' }),
      aStay('D-6', {
        guest: 'Yuki Sato',
        room: '201',
        type: 'FR',
        from: addDays(yesterday, -2),
        nights: 2,
        status: 'CHECKED_IN',
      }),
      aStay('D-7', { guest: 'Yuki Sato', room: '201', type: 'FR', from: yesterday, nights: 1, status: 'CHECKED_OUT' }),
      aStay('D-8', { guest: 'Yuki Sato', room: '201', type: 'FR', from: yesterday, nights: 1, status: 'CANCELLED' }),
    );
    expect(['D-1', 'D-2', 'D-3', 'D-4', 'D-5', 'D-6', 'D-7', 'D-8'].map(stateOf)).toEqual([
      'dueIn',
      'confirmed',
      'overdue',
      'inHouse',
      'dueOut',
      'overdue',
      'departed',
      undefined,
    ]);
  });

  test('all bars that touch the window are in it: the one that ends on its first morning, the one around it, no other', () => {
    given(
      aStay('W-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: '2026-12-01', nights: 4 }),
      aStay('W-2', { guest: 'Yuki Sato', room: '102', type: 'GT', from: '2026-11-25', nights: 30 }),
      aStay('W-3', { guest: 'Yuki Sato', room: '201', type: 'FR', from: '2026-12-11', nights: 4 }),
      aStay('W-4', { guest: 'Yuki Sato', room: '201', type: 'FR', from: '2026-12-12', nights: 4 }),
      aStay('W-5', { guest: 'Yuki Sato', room: '201', type: 'FR', from: '2026-12-01', nights: 3 }),
      aStay('W-6', { guest: 'Yuki Sato', room: null, type: 'FR', from: '2026-12-06', nights: 0 }),
    );
    const window = calendar('2026-12-05', 7);
    expect(window.bars.map((bar) => bar.bookingNumber).toSorted()).toEqual(['W-1', 'W-2', 'W-3', 'W-6']);
    expect(calendarView.parse(window)).toEqual(window);
  });

  test('[I1] nights have the slot’s figures, and without a slot the rooms that are not out of order', () => {
    given(
      aNight('GT', tomorrow, 2, 1),
      aBlock('201', 'FR', tomorrow, addDays(tomorrow, 1)),
      aBlock('101', 'GT', BUSINESS_DATE, tomorrow, 'OOS'),
    );
    expect(calendar(BUSINESS_DATE, 3).nights).toEqual([
      { roomTypeId: idFor('type GT'), total: [2, 2, 2], taken: [0, 1, 0] },
      { roomTypeId: idFor('type FR'), total: [1, 0, 1], taken: [0, 0, 0] },
    ]);
    expect(calendar(BUSINESS_DATE, 3).blocks.map((block) => [block.roomId, block.kind])).toEqual([
      [idFor('room 101'), 'OOS'],
      [idFor('room 201'), 'OOO'],
    ]);
  });

  test('[S10] a sale of this epoch is tentative until its envelope is settled, another desk’s never', () => {
    const at = { guest: 'Yuki Sato', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 1 };
    given(
      aStay('T-1', { ...at, madeBy: 'A/1/10' }),
      aStay('T-2', { ...at, madeBy: 'A/1/11' }),
      aStay('T-3', { ...at, madeBy: 'B/1/11' }),
      aStay('T-4', { ...at, madeBy: 'A/2/11' }),
    );
    const bars = calendar(BUSINESS_DATE, 1).bars;
    expect(bars.filter((bar) => bar.tentative).map((bar) => bar.bookingNumber)).toEqual(['T-2']);
  });
});

describe('today', () => {
  test('counts who is to come and to go, what is ready and what is owed', () => {
    given(
      aStay('A-1', {
        guest: 'Lucía Delgado',
        room: '101',
        type: 'GT',
        from: BUSINESS_DATE,
        nights: 2,
        expectedAt: '15:30',
      }),
      aStay('A-2', {
        guest: 'James Whitfield',
        room: '102',
        type: 'GT',
        from: BUSINESS_DATE,
        nights: 1,
        expectedAt: '14:00',
        paid: 500_000,
      }),
      aStay('A-3', { guest: 'Yuki Sato', room: null, type: 'FR', from: BUSINESS_DATE, nights: 1, paid: 500_000 }),
      aStay('A-4', {
        guest: 'Yuki Sato',
        room: '201',
        type: 'FR',
        from: BUSINESS_DATE,
        nights: 1,
        status: 'CHECKED_IN',
      }),
      aStay('A-5', {
        guest: 'Yuki Sato',
        room: '201',
        type: 'FR',
        from: yesterday,
        nights: 1,
        status: 'CHECKED_IN',
        total: 700_000,
      }),
      aStay('A-6', { guest: 'Yuki Sato', room: '201', type: 'FR', from: yesterday, nights: 1, status: 'CHECKED_OUT' }),
    );
    const today = prepareToday(store.db)({
      standpoint: standpoint(),
      zone: 'Asia/Kathmandu',
      now: '2026-11-20T05:21:00.000Z',
      waiting: [],
    });
    expect(todayView.parse(today)).toEqual(today);
    expect(today.clock).toBe('11:06');
    expect(today.arrivals.map((row) => row.bar.bookingNumber)).toEqual(['A-2', 'A-1', 'A-3']);
    expect(today.departures.map((row) => row.bar.bookingNumber)).toEqual(['A-5']);
    expect(today.unassigned.map((row) => row.bar.bookingNumber)).toEqual(['A-3']);
    expect(today).toMatchObject({
      arrived: 1,
      inHouse: 2,
      guestsInHouse: 4,
      departed: 1,
      arrivalRooms: 2,
      arrivalRoomsReady: 1,
      unpaidToday: 1_700_000,
      unpaidFolios: 2,
    });
  });
});

describe('availability', () => {
  test('free is the fewest of its nights, rooms are those free throughout, and a stay is not in its own way', () => {
    given(
      aStay('V-1', { guest: 'Yuki Sato', room: '101', type: 'GT', from: tomorrow, nights: 1 }),
      aNight('GT', tomorrow, 2, 1),
      aBlock('201', 'FR', tomorrow, addDays(tomorrow, 1)),
    );
    const availability = prepareAvailability(store.db);
    const [garden, family] = availability(BUSINESS_DATE, addDays(tomorrow, 2)).types;
    expect(garden).toMatchObject({ free: 1, nightlyRate: 500_000, rooms: [{ number: '102' }] });
    expect(family).toMatchObject({ free: 0, rooms: [] });
    const [own] = availability(BUSINESS_DATE, addDays(tomorrow, 2), idFor('stay V-1')).types;
    expect(own?.free).toBe(2);
    expect(own?.rooms.map((room) => room.number)).toEqual(['101', '102']);
    // One leaves in the morning, the next comes in the afternoon.
    expect(availability(BUSINESS_DATE, tomorrow).types[0]?.rooms).toHaveLength(2);
  });
});

describe('finding', () => {
  test('guests by any part, without accents, by phone however it is written', () => {
    given(aStay('F-1', { guest: 'Lucía Delgado', room: '101', type: 'GT', from: '2026-01-05', nights: 2 }));
    const find = prepareFindGuests(store.db);
    for (const text of ['lucia', 'DELGADO lucí', 'lu', 'de', '600111222', '+34 600-111', 'example.es'])
      expect([text, find(text, 5).map((guest) => guest.name)]).toEqual([text, ['Lucía Delgado']]);
    expect(find('lucia', 5)[0]).toMatchObject({ stays: 1, lastStay: '2026-01-05' });
    expect(guestView.array().parse(find('lucia', 5))).toHaveLength(1);
    for (const text of ['', '"', '* OR', "'; DROP TABLE guest"]) expect(find(text, 5)).toEqual([]);
  });

  test('bookings, guests, rooms and receipts by what a person would type', () => {
    given(
      aStay('DRL-2026-A41', { guest: 'James Whitfield', room: '102', type: 'GT', from: BUSINESS_DATE, nights: 1 }),
      aReceipt(7, 'DRL-2026-A41', 'James Whitfield', 250_000, 'A/1/3'),
    );
    const search = prepareSearch(store.db);
    const found = (text: string) =>
      searchHit
        .array()
        .parse(search(text))
        .map((hit) => `${hit.kind} ${hit.title}`);
    expect(found('a41')).toEqual(['booking DRL-2026-A41']);
    expect(found('10')).toEqual(['room 101', 'room 102']);
    expect(found('whit')).toEqual(['guest James Whitfield']);
    expect(search('whit')[0]?.bookingId).toBe(idFor('booking DRL-2026-A41'));
    expect(found('A26-000007')).toEqual(['receipt A26-000007']);
    expect(found('7')).toEqual(['receipt A26-000007']);
    expect(found('')).toEqual([]);
  });

  test('[B5] likely duplicates: the same person over the same days', () => {
    given(aStay('P-1', { guest: 'Lucía Delgado', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 2 }));
    const duplicates = prepareDuplicates(store.db);
    const wish = { guestId: null, phone: '', email: '', from: tomorrow, to: addDays(tomorrow, 3) };
    expect(duplicates(wish)).toEqual([]);
    expect(duplicates({ ...wish, phone: '+34 (600) 111-222' })).toMatchObject([
      { number: 'P-1', guest: 'Lucía Delgado' },
    ]);
    expect(duplicates({ ...wish, email: 'lucia@EXAMPLE.es ' })).toHaveLength(1);
    expect(duplicates({ ...wish, guestId: idFor('guest Lucía Delgado') })).toHaveLength(1);
    expect(duplicates({ ...wish, guestId: idFor('guest Yuki Sato') })).toEqual([]);
    const after = { ...wish, guestId: idFor('guest Lucía Delgado'), from: addDays(tomorrow, 1) };
    expect(duplicates(after)).toEqual([]);
  });
});

describe('the drawer', () => {
  test('a booking with its stay, its receipts, and what may be done', () => {
    given(
      aStay('B-1', {
        guest: 'James Whitfield',
        room: '102',
        type: 'GT',
        from: BUSINESS_DATE,
        nights: 2,
        paid: 250_000,
      }),
      aReceipt(7, 'B-1', 'James Whitfield', 250_000, 'A/1/11'),
    );
    const read = prepareBooking(store.db);
    const booking = read(idFor('booking B-1'), standpoint());
    expect(bookingView.parse(booking)).toEqual(booking);
    expect(booking).toMatchObject({
      number: 'B-1',
      paymentStatus: 'PARTIAL',
      tentative: false,
      guest: { name: 'James Whitfield', vip: true },
      stays: [
        { roomId: idFor('room 102'), occupancyId: idFor('occupancy B-1'), state: 'dueIn', nightly: [500_000, 500_000] },
      ],
      receipts: [{ label: 'A26-000007', amount: 250_000, synced: false }],
    });
    expect(booking?.stays[0]?.can).toEqual(['changeStay', 'moveStay', 'cancelBooking', 'checkIn']);
    expect(read('nowhere', standpoint())).toBeUndefined();
  });
});

describe('the inbox', () => {
  test('holds this desk’s refusals and everybody’s exceptions, open or settled', () => {
    const refusal = (word: string, deskCode: string, status: 'open' | 'dismissed') =>
      aRow('refusal', idFor(word), {
        deskCode,
        envelopeId: idFor(`envelope ${word}`),
        command: 'bookStay',
        input: {},
        reason: 'sold-out',
        detail: { free: 0 },
        alternatives: [{ kind: 'otherDates', label: {}, command: 'bookStay', input: {}, difference: 0 }],
        concerns: { guest: 'Yuki Sato' },
        status,
        answeredBy: '',
      });
    const exception = aRow('exception', idFor('exception'), {
      kind: 'money-without-booking',
      deskCode: 'B',
      envelopeId: idFor('envelope x'),
      detail: {},
      remedies: [{ kind: 'keepCredit', label: {}, with: {} }],
      concerns: {},
      status: 'open',
      resolution: '',
      resolvedBy: '',
    });
    given(refusal('ours', 'A', 'open'), refusal('old', 'A', 'dismissed'), refusal('theirs', 'B', 'open'), exception);
    const inbox = prepareInbox(store.db, () => 'A');
    expect(
      inbox(true)
        .map((entry) => entry.what)
        .toSorted(),
    ).toEqual(['money-without-booking', 'sold-out']);
    expect(inbox(true).find((entry) => entry.type === 'refusal')).toMatchObject({
      alternatives: [{ kind: 'otherDates' }],
    });
    expect(inbox(false).map((entry) => entry.status)).toEqual(['dismissed']);
  });
});

describe('the receipt', () => {
  test('[M3] says what was paid, its seal, that it is not synchronised, and which copy it is, over a restart', () => {
    given(
      aStay('R-1', { guest: 'James Whitfield', room: '102', type: 'GT', from: BUSINESS_DATE, nights: 1 }),
      aReceipt(7, 'R-1', 'James <b>Whitfield</b>', 250_000, 'A/1/11'),
    );
    const print = (paper: '80mm' | 'A4') =>
      prepareReceiptPrint(store.db, store.counters)(idFor('receipt 7'), paper, {
        ...standpoint(),
        zone: 'Asia/Kathmandu',
      });
    const first = print('80mm');
    expect(first?.title).toBe('A26-000007');
    expect(first?.text).toMatch(/Receipt A26-000007/);
    expect(first?.text).toMatch(/^Amount +NPR 2,500\.00$/m);
    expect(first?.text).toMatch(/^Tendered +NPR 3,000\.00$/m);
    expect(first?.text).toMatch(/^Change +NPR 500\.00$/m);
    expect(first?.text).toMatch(/^Issued +2026-11-20 11:06$/m);
    expect(first?.text).toContain('Seal 0123 4567 89ab cdef');
    expect(first?.text).toContain('* NOT YET SYNCHRONISED *');
    expect(first?.text).not.toMatch(/COPY/);
    expect(first?.text.split('\n').every((line) => line.length <= 48)).toBe(true);
    expect(first?.html).toContain('@page { size: 80mm auto');
    expect(first?.html).not.toContain('<b>');

    store.close();
    store = openStore({ file: join(folder, 'replica.db') });
    store.transaction(() => store.meta.set('settled', 11));
    const second = print('A4');
    expect(second?.text).toContain('* COPY 1 *');
    expect(second?.text).not.toContain('SYNCHRONISED');
    expect(second?.html).toContain('@page { size: A4');
    expect(print('A4')?.text).toContain('* COPY 2 *');
  });
});
