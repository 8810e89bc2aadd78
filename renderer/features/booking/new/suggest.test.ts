import { expect, test } from 'vitest';
import type { AvailabilityView } from '#shared/rpc/availability-view.ts';
import type { LodgeView, RoomView } from '#shared/rpc/lodge-views.ts';
import { readForm } from './check-form.ts';
import { startForm } from './form.ts';
import { planBooking } from './plan.ts';
import { suggest } from './suggest.ts';

const today = '2026-11-20';
const aType = (id: string, position: number) => ({
  id,
  code: id,
  name: id,
  position,
  baseOccupancy: 2,
  maxOccupancy: 3,
  nightlyRate: 650_000,
});
const aRoom = (number: string, roomTypeId: string, status: RoomView['status']): RoomView => ({
  id: `r${number}`,
  roomTypeId,
  number,
  floor: '1',
  position: Number(number),
  status,
  features: [],
  note: '',
});

function aLodge(rooms: RoomView[]): { lodge: LodgeView; free: AvailabilityView } {
  const roomTypes = [aType('twin', 1), aType('double', 2)];
  const property = {
    id: 'p',
    name: 'L',
    prefix: 'L',
    zone: 'UTC',
    currency: 'NPR',
    checkInTime: '14:00',
    checkOutTime: '12:00',
    businessDate: today,
  };
  const types = roomTypes.map(({ id, nightlyRate }) => {
    const own = rooms.filter(({ roomTypeId }) => roomTypeId === id);
    return {
      roomTypeId: id,
      free: own.length,
      promised: 0,
      nightlyRate,
      withoutRoom: 0,
      rooms: own.map(({ id: roomId, number, status }) => ({ id: roomId, number, status })),
    };
  });
  return {
    lodge: { property, desk: { code: 'A', name: 'A', epoch: 1 }, roomTypes, rooms, users: [] },
    free: { from: today, to: '2026-11-21', types },
  };
}

const aWalkIn = () => ({ ...startForm({ walkIn: true }, today), name: 'Lama' });

test('a walk-in is offered a type with a room that is ready, not merely one with a room left', () => {
  const { lodge, free } = aLodge([aRoom('102', 'twin', 'OCCUPIED'), aRoom('109', 'double', 'INSPECTED')]);
  expect(suggest(aWalkIn(), lodge, free)).toMatchObject({ roomTypeId: 'double', roomId: 'r109' });
});

test('a room that somebody is still in is never offered to move into', () => {
  const { lodge, free } = aLodge([aRoom('102', 'twin', 'OCCUPIED'), aRoom('104', 'twin', 'VACANT_DIRTY')]);
  expect(suggest(aWalkIn(), lodge, free).roomId).toBe('r104');
});

test('a chosen room that is not free on the nights is let go', () => {
  const { lodge, free } = aLodge([aRoom('104', 'twin', 'INSPECTED')]);
  const form = { ...startForm({ roomTypeId: 'twin', roomId: 'r999' }, today), name: 'Lama' };
  expect(suggest(form, lodge, free).roomId).toBeNull();
});

test('an occupied room cannot be moved into, with whatever reason; a dirty one needs one [R3]', () => {
  const { lodge } = aLodge([aRoom('102', 'twin', 'OCCUPIED'), aRoom('104', 'twin', 'VACANT_DIRTY')]);
  const form = { ...aWalkIn(), roomTypeId: 'twin', override: '' };
  expect(readForm({ ...form, roomId: 'r102', override: 'wants it' }, lodge).errors.roomId).toBe('roomOccupied');
  expect(readForm({ ...form, roomId: 'r104' }, lodge).errors).toEqual({ override: 'overrideMissing' });
  expect(readForm({ ...form, roomId: 'r104', override: 'guest waits' }, lodge).errors).toEqual({});
});

test('the plan does guest, sale, money and key in this order, and only what was asked for', () => {
  const { lodge } = aLodge([aRoom('206', 'twin', 'INSPECTED')]);
  const form = { ...aWalkIn(), roomTypeId: 'twin', roomId: 'r206', to: '2026-11-22', tendered: '13,500' };
  const plan = planBooking(form, readForm(form, lodge));
  expect(plan).toMatchObject({ nights: 2, amount: 1_300_000, checkInTo: '206' });
  expect(plan.steps.map(({ command }) => command)).toEqual(['addGuest', 'bookStay', 'takeCash', 'checkIn']);
  expect(plan.steps[2]?.draft({ bookingId: 'b1' })).toEqual({
    bookingId: 'b1',
    amount: 1_300_000,
    tendered: 1_350_000,
  });
  const later = { ...form, payment: 'none' as const, checkIn: false };
  expect(planBooking(later, readForm(later, lodge)).steps.map(({ command }) => command)).toEqual([
    'addGuest',
    'bookStay',
  ]);
});

test('fields that cannot be are named, one word each', () => {
  const { lodge } = aLodge([]);
  const form = {
    ...startForm({}, today),
    from: '2026-11-22',
    to: '2026-11-21',
    email: 'x',
    country: 'Atlantis',
    payment: 'deposit' as const,
  };
  expect(readForm(form, lodge).errors).toMatchObject({
    to: 'datesOrder',
    roomTypeId: 'typeMissing',
    name: 'nameMissing',
    email: 'emailInvalid',
    country: 'countryUnknown',
    deposit: 'depositInvalid',
  });
});
