import { expect, test } from 'vitest';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { RoomView } from '#shared/rpc/lodge-views.ts';
import { type StayOfBooking, leavingNow } from './leaving.ts';
import { formAt } from './form-at.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { refundable } from './refundable.ts';
import { withBalance } from './running-balance.ts';

function aStay(fields: Partial<StayOfBooking> = {}): StayOfBooking {
  return {
    id: 's',
    version: 1,
    status: 'CHECKED_IN',
    roomTypeId: 't',
    roomId: 'r',
    occupancyId: 'o',
    arrival: '2026-11-18',
    departure: '2026-11-22',
    dayUse: false,
    adults: 2,
    children: 0,
    nightly: [100, 100, 120, 120],
    wishes: '',
    expectedAt: '',
    locked: false,
    state: 'inHouse',
    can: ['changeStay', 'moveStay', 'checkOut'],
    ...fields,
  };
}

function aBooking(fields: Partial<BookingView> = {}): BookingView {
  const guest = {
    id: 'g',
    name: 'Sato',
    country: '',
    phone: '',
    email: '',
    vip: false,
    note: '',
    erased: false,
    version: 1,
    stays: 1,
    lastStay: null,
  };
  return {
    id: 'b',
    version: 1,
    number: 'N',
    status: 'CHECKED_IN',
    statusReason: '',
    paymentStatus: 'UNPAID',
    source: 'phone',
    externalRef: null,
    note: '',
    total: 440,
    paid: 0,
    tentative: false,
    guaranteed: false,
    guest,
    stays: [aStay()],
    folio: [],
    receipts: [],
    ...fields,
  };
}

const room: RoomView = {
  id: 'r',
  roomTypeId: 't',
  number: '206',
  floor: '2',
  position: 1,
  status: 'INSPECTED',
  features: [],
  note: '',
};

test('leaving early charges the nights slept and no other [R3]', () => {
  expect(leavingNow(aBooking({ paid: 200 }), aStay(), '2026-11-20')).toEqual({
    departure: '2026-11-20',
    early: true,
    nights: 2,
    total: 200,
    due: 0,
  });
});

test('whoever leaves on the day of arrival pays one night; late leaves pay what was agreed', () => {
  expect(leavingNow(aBooking(), aStay(), '2026-11-18')).toMatchObject({ nights: 1, total: 100 });
  expect(leavingNow(aBooking(), aStay(), '2026-11-25')).toMatchObject({ early: false, nights: 4, total: 440 });
});

test('leaving early with more paid than slept asks to give back first', () => {
  expect(leavingNow(aBooking({ paid: 440 }), aStay(), '2026-11-20').due).toBe(-240);
});

test('a stay asks for room, key, money, key: in this order', () => {
  const expected = aStay({ status: 'CONFIRMED', can: ['checkIn', 'moveStay'], arrival: '2026-11-20', roomId: null });
  expect(nextStep(aBooking(), expected, undefined, '2026-11-20').step).toBe('assign');
  expect(nextStep(aBooking(), expected, room, '2026-11-20')).toMatchObject({ step: 'checkIn', ready: true });
  expect(nextStep(aBooking(), expected, { ...room, status: 'VACANT_DIRTY' }, '2026-11-20')).toMatchObject({
    ready: false,
  });
  expect(nextStep(aBooking(), aStay(), room, '2026-11-22')).toEqual({ step: 'take', amount: 440, thenOut: true });
  expect(nextStep(aBooking({ paid: 440 }), aStay(), room, '2026-11-22').step).toBe('checkOut');
});

test('a guest who stays on is not asked to leave', () => {
  expect(nextStep(aBooking({ paid: 440 }), aStay(), room, '2026-11-20').step).toBe('none');
  const oneNight = aStay({ arrival: '2026-11-20', departure: '2026-11-21', nightly: [100] });
  expect(nextStep(aBooking({ paid: 100, total: 100 }), oneNight, room, '2026-11-20').step).toBe('none');
});

test('after a departure only what was paid beyond the total goes back', () => {
  expect(refundable({ status: 'CHECKED_OUT', paid: 500, total: 440 })).toBe(60);
  expect(refundable({ status: 'CANCELLED', paid: 500, total: 440 })).toBe(500);
});

test('every line of a folio says what is open after it [M1]', () => {
  expect(withBalance([{ amount: -200 }, { amount: 440 }, { amount: -240 }]).map(({ balance }) => balance)).toEqual([
    -200, 240, 0,
  ]);
});

test('a booking opened at the till begins with what is due, and never asks for more than is open [R3]', () => {
  const next = { step: 'none' } as const;
  const at = (due: number | undefined, fields: Partial<BookingView>, step: NextStep = next) =>
    formAt({ bookingId: 'b', at: 'payment', due }, { booking: aBooking(fields), stay: aStay(), next: step });
  expect(at(undefined, { paid: 200 })).toEqual({ name: 'take', amount: 240 });
  expect(at(200, {})).toEqual({ name: 'take', amount: 200 });
  expect(at(300, { paid: 400 })).toEqual({ name: 'take', amount: 40 });
  expect(at(-60, { paid: 500 })).toEqual({ name: 'refund', amount: 60 });
  expect(at(undefined, { paid: 500 }, { step: 'giveBack', amount: 60 })).toEqual({ name: 'refund', amount: 60 });
  expect(at(undefined, { paid: 440 })).toBeNull();
  expect(at(undefined, { status: 'CANCELLED' })).toBeNull();
});

test('a booking opened to be moved shows that form only where the stay may move', () => {
  const seen = { booking: aBooking(), next: { step: 'none' } as const };
  expect(formAt({ bookingId: 'b', at: 'move' }, { ...seen, stay: aStay() })).toEqual({ name: 'move' });
  expect(formAt({ bookingId: 'b', at: 'move' }, { ...seen, stay: aStay({ can: [] }) })).toBeNull();
  expect(formAt({ bookingId: 'b' }, { ...seen, stay: aStay() })).toBeNull();
});
