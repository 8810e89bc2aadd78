import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareReceiptPrint } from '#main/services/print/receipt.ts';
import { prepareBooking } from '#main/services/views/booking.ts';
import { prepareDuplicates } from '#main/services/views/duplicates.ts';
import { prepareFindGuests } from '#main/services/views/guests.ts';
import { prepareInbox } from '#main/services/views/inbox.ts';
import { prepareSearch } from '#main/services/views/search.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { bookingView, guestView } from '#shared/rpc/booking-views.ts';
import { searchHit } from '#shared/rpc/search-hit.ts';
import { aDeparture, aProduct, aSeatBooking, departureIdOf } from './host-departures.ts';
import { type Replica, aReplica } from './host-replica.ts';
import { BUSINESS_DATE, aReceipt, aRow, aStay, idFor } from './host-rows.ts';

const tomorrow = addDays(BUSINESS_DATE, 1);

let replica: Replica;
beforeEach(() => {
  replica = aReplica();
});
afterEach(() => replica.remove());

describe('finding', () => {
  test('guests by any part, without accents, by phone however it is written', () => {
    replica.given(aStay('F-1', { guest: 'Lucía Delgado', room: '101', type: 'GT', from: '2026-01-05', nights: 2 }));
    const find = prepareFindGuests(replica.store().db, replica.names());
    for (const text of ['lucia', 'DELGADO lucí', 'lu', 'de', '600111222', '+34 600-111', 'example.es'])
      expect([text, find(text, 5).map((guest) => guest.name)]).toEqual([text, ['Lucía Delgado']]);
    // What is merely booked is no stay yet.
    expect(find('lucia', 5)[0]).toMatchObject({ stays: 0, lastStay: null });
    const stayed = { guest: 'Lucía Delgado', room: '101', type: 'GT', from: '2025-12-01', nights: 2 };
    replica.given(aStay('F-2', { ...stayed, status: 'CHECKED_OUT' }));
    expect(find('lucia', 5)[0]).toMatchObject({ stays: 1, lastStay: '2025-12-01' });
    expect(guestView.array().parse(find('lucia', 5))).toHaveLength(1);
    for (const text of ['', '"', '* OR', "'; DROP TABLE guest"]) expect(find(text, 5)).toEqual([]);
  });

  test('bookings, guests, rooms and receipts by what a person would type', () => {
    replica.given(
      aStay('DRL-2026-A41', { guest: 'James Whitfield', room: '102', type: 'GT', from: BUSINESS_DATE, nights: 1 }),
      aReceipt(7, 'DRL-2026-A41', 'James Whitfield', 250_000, 'A/1/3'),
    );
    const search = prepareSearch(replica.store().db, replica.names());
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
    replica.given(aStay('P-1', { guest: 'Lucía Delgado', room: '101', type: 'GT', from: BUSINESS_DATE, nights: 2 }));
    const duplicates = prepareDuplicates(replica.store().db, replica.names());
    const wish = { guestId: null, phone: '', email: '', from: tomorrow, to: addDays(tomorrow, 3) };
    expect(duplicates(wish)).toEqual([]);
    expect(duplicates({ ...wish, phone: '+34 (600) 111-222' })).toMatchObject([
      { number: 'P-1', guest: 'Lucía Delgado', status: 'CONFIRMED', channelId: null, agentId: null },
    ]);
    expect(duplicates({ ...wish, email: 'lucia@EXAMPLE.es ' })).toHaveLength(1);
    expect(duplicates({ ...wish, guestId: idFor('guest Lucía Delgado') })).toHaveLength(1);
    expect(duplicates({ ...wish, guestId: idFor('guest Yuki Sato') })).toEqual([]);
    const after = { ...wish, guestId: idFor('guest Lucía Delgado'), from: addDays(tomorrow, 1) };
    expect(duplicates(after)).toEqual([]);
  });

  test('[B5] likely duplicates: the same person on a tour that is under way, or on the same departure', () => {
    const of = { product: 'GPH', date: BUSINESS_DATE };
    const ends = addDays(BUSINESS_DATE, 3);
    replica.given(aProduct('GPH'), aDeparture(of), aSeatBooking('P-1', { of, guest: 'Lucía Delgado', units: 2 }));
    const duplicates = prepareDuplicates(replica.store().db, replica.names());
    const wish = { guestId: idFor('guest Lucía Delgado'), phone: '', email: '', from: ends, to: addDays(ends, 1) };
    expect(duplicates(wish)).toMatchObject([{ number: 'P-1', from: BUSINESS_DATE, to: ends }]);
    const later = { ...wish, from: addDays(ends, 1), to: addDays(ends, 2) };
    expect(duplicates(later)).toEqual([]);
    expect(duplicates({ ...later, departureIds: [departureIdOf(of)] })).toHaveLength(1);
  });
});

describe('the drawer', () => {
  test('a booking with its stay, its receipts, and what may be done', () => {
    replica.given(
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
    const read = prepareBooking(replica.store().db);
    const booking = read(idFor('booking B-1'), replica.standpoint());
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
    expect(read('nowhere', replica.standpoint())).toBeUndefined();
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
    replica.given(
      refusal('ours', 'A', 'open'),
      refusal('old', 'A', 'dismissed'),
      refusal('theirs', 'B', 'open'),
      exception,
    );
    const inbox = prepareInbox(replica.store().db, () => 'A', replica.names());
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
    replica.given(
      aStay('R-1', { guest: 'James Whitfield', room: '102', type: 'GT', from: BUSINESS_DATE, nights: 1 }),
      aReceipt(7, 'R-1', 'James <b>Whitfield</b>', 250_000, 'A/1/11'),
    );
    const print = (paper: '80mm' | 'A4', purpose: 'preview' | 'print' = 'print') =>
      prepareReceiptPrint(replica.store().db, replica.store().counters)(idFor('receipt 7'), paper, purpose, {
        ...replica.standpoint(),
        zone: 'Asia/Kathmandu',
      });
    // Looking at it, however often, makes no copy of the first print.
    expect(print('80mm', 'preview')).toEqual(print('80mm', 'preview'));
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

    replica.reopen();
    replica.store().transaction(() => replica.store().meta.set('settled', 11));
    const second = print('A4');
    expect(second?.text).toContain('* COPY 1 *');
    expect(second?.text).not.toContain('SYNCHRONISED');
    expect(second?.html).toContain('@page { size: A4');
    const shown = print('A4', 'preview');
    expect(shown?.text).toContain('* COPY 2 *');
    expect(print('A4')).toEqual(shown);
    expect(print('80mm', 'preview')?.text).toContain('* COPY 3 *');
  });
});
