import { expect, test } from 'vitest';
import { addDays, dayNumber } from '#shared/kernel/dates.ts';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import { aBar, aLodge, aView } from '../chart-factory.ts';
import { fitColumns } from '../layout/columns.ts';
import { indexOfRow, layOut, rowAt } from '../layout/chart.ts';
import { placeBars, type PlacedStay } from '../layout/placed-bar.ts';
import { moveDraft } from './move-draft.ts';
import { beginBooking, carryBy, carryTo, hindrances, isMoved, mayGrip, pickUp, type Grip } from './move-target.ts';
import { differenceOf, mayChangePrice, priceChange } from './price-change.ts';

const day = (date: string): number => dayNumber(date);

function given(bars: readonly BarView[] = [aBar()]) {
  const placement = placeBars(aView(bars));
  const chart = layOut(aLodge(), placement, fitColumns(1278, '2026-11-18', 14), { types: null, folded: new Set() });
  const row = (key: string) => {
    const index = indexOfRow(chart, key);
    const found = rowAt(chart, index);
    if (found === undefined) throw new Error(`no row ${key}`);
    return { index, row: found };
  };
  const stay = (id = 'o1'): PlacedStay => {
    const found = placement.byId.get(id);
    if (found === undefined) throw new Error(`no stay ${id}`);
    return found;
  };
  const grip = (how: Grip) => pickUp(stay(), how, row('room:r101').index, day('2026-11-21'));
  return { row, stay, grip };
}

test('a move carries room and dates together', () => {
  const { row, grip } = given();
  const there = row('room:r201');
  const carry = carryTo(grip('move'), there.row, there.index, day('2026-11-23'));
  expect(carry.target).toMatchObject({
    roomId: 'r201',
    roomTypeId: 'rv',
    from: day('2026-11-22'),
    to: day('2026-11-25'),
  });
});

test('over a type row the room stays as it was', () => {
  const { row, grip } = given();
  const there = row('type:rv');
  expect(carryTo(grip('move'), there.row, there.index, day('2026-11-21')).target.roomId).toBe('r101');
});

test('over the unassigned lane the stay has no room, and its own type again', () => {
  const { row, grip } = given();
  const there = row('unassigned:0');
  expect(carryTo(grip('move'), there.row, there.index, day('2026-11-21')).target).toMatchObject({
    roomId: null,
    roomTypeId: 'gt',
  });
});

test('an edge resizes, down to one night', () => {
  const { row, grip } = given();
  const home = row('room:r101');
  expect(carryTo(grip('end'), home.row, home.index, day('2026-11-23')).target.to).toBe(day('2026-11-25'));
  expect(carryTo(grip('end'), home.row, home.index, day('2026-11-10')).target.to).toBe(day('2026-11-21'));
  expect(carryTo(grip('start'), home.row, home.index, day('2026-11-30')).target.from).toBe(day('2026-11-22'));
});

test('empty days are drawn both ways, one night at least', () => {
  const { row } = given();
  const home = row('room:r102');
  const begun = beginBooking(home.row, home.index, day('2026-11-20'));
  if (begun === null) throw new Error('a room can be booked');
  expect(begun.target).toMatchObject({ from: day('2026-11-20'), to: day('2026-11-21') });
  expect(carryTo(begun, home.row, home.index, day('2026-11-24')).target).toMatchObject({
    from: day('2026-11-20'),
    to: day('2026-11-24'),
  });
  expect(carryTo(begun, home.row, home.index, day('2026-11-18')).target).toMatchObject({
    from: day('2026-11-18'),
    to: day('2026-11-20'),
  });
  expect(beginBooking(row('type:gt').row, 1, day('2026-11-20'))).toBeNull();
});

test('keys resize by days, never below one night, and never an arrival that has happened', () => {
  const { grip } = given();
  expect(carryBy(grip('move'), 0, 1).target.to).toBe(day('2026-11-24'));
  expect(carryBy(grip('move'), 0, -3).target.to).toBe(day('2026-11-23'));
  const arrived = given([aBar({ state: 'inHouse' })]);
  expect(carryBy(arrived.grip('move'), -1, 0).target.from).toBe(day('2026-11-20'));
});

test('what is over cannot be taken hold of, an arrival that happened not at its start', () => {
  expect(mayGrip(aBar({ state: 'departed' }), 'move')).toBe(false);
  expect(mayGrip(aBar({ state: 'inHouse' }), 'start')).toBe(false);
  expect(mayGrip(aBar({ state: 'inHouse' }), 'end')).toBe(true);
  expect(mayGrip(aBar(), 'start')).toBe(true);
});

test('the bar that is in the way is named; the carried bar is not in its own way', () => {
  const bars = [aBar(), aBar({ id: 'o2', stayId: 's2', roomId: 'r102', from: '2026-11-22', to: '2026-11-24' })];
  const { row, grip } = given(bars);
  const there = row('room:r102');
  const carry = carryTo(grip('move'), there.row, there.index, day('2026-11-21'));
  expect(hindrances(carry, there.row.bars).map((one) => one.id)).toEqual(['o2']);
  expect(hindrances(grip('move'), row('room:r101').row.bars)).toEqual([]);
});

test('the draft names the type only when it changes', () => {
  const { row, grip, stay } = given();
  const there = row('room:r201');
  const carry = carryTo(grip('move'), there.row, there.index, day('2026-11-21'));
  expect(isMoved(carry)).toBe(true);
  const draft = moveDraft(stay().bar, carry.target, 'keep');
  expect(draft).toMatchObject({ roomId: 'r201', roomTypeId: 'rv', expectedVersion: 4, price: 'keep' });
});

test('another room of the type at the same dates changes no price; another night does [B6]', () => {
  const { stay } = given();
  const same = moveDraft(
    stay().bar,
    { roomId: 'r102', roomTypeId: 'gt', rowIndex: 0, from: day('2026-11-20'), to: day('2026-11-23') },
    'keep',
  );
  expect(mayChangePrice(same, stay().bar)).toBe(false);
  const longer = { ...same, to: '2026-11-24' };
  expect(mayChangePrice(longer, stay().bar)).toBe(true);
  expect(priceChange(longer, aBooking([500_000, 500_000, 500_000]), aLodge())).toEqual({
    before: 1_500_000,
    kept: 2_140_000,
    repriced: 2_140_000,
  });
  const shifted = { ...same, from: '2026-11-22', to: '2026-11-25' };
  expect(priceChange(shifted, aBooking([500_000, 500_000, 500_000]), aLodge())).toEqual({
    before: 1_500_000,
    kept: 1_500_000,
    repriced: 1_780_000,
  });
  expect(priceChange(shifted, aBooking([640_000, 640_000, 640_000]), aLodge())).toBeNull();
});

test('a guest in house who gets another type pays its rate from today on only, as the command will [B6]', () => {
  const lodge = aLodge();
  const today = lodge.property.businessDate;
  const agreed = { from: addDays(today, -1), to: addDays(today, 2) };
  const booking = aBooking([500_000, 500_000, 500_000], { status: 'CHECKED_IN', arrival: agreed.from });
  const draft = { ...aMove(agreed), roomId: 'r201', roomTypeId: 'rv' };
  const rate = lodge.roomTypes.find(({ id }) => id === 'rv')?.nightlyRate ?? 0;
  expect(priceChange(draft, booking, lodge)?.repriced).toBe(500_000 + 2 * rate);
});

test('a way out is measured by what was agreed, not by the move that was tried', () => {
  const way = {
    kind: 'otherDates',
    label: {},
    command: 'moveStay',
    input: aMove({ from: '2026-11-20', to: '2026-11-24' }),
    difference: 0,
  } as const;
  const booking = aBooking([500_000, 500_000, 500_000]);
  expect(differenceOf(way, booking, aLodge())).toBe(640_000);
  expect(differenceOf({ ...way, command: 'swapStays', input: {} }, booking, aLodge())).toBe(0);
});

const aMove = (span: { readonly from: string; readonly to: string }) => ({
  stayId: 's1',
  occupancyId: 'o1',
  roomId: 'r101',
  expectedVersion: 4,
  price: 'reprice' as const,
  ...span,
});

/** As much of a booking as a price is read from. */
function aBooking(nightly: number[], changes: { status?: string; arrival?: string } = {}): BookingView {
  const stay = { id: 's1', status: 'CONFIRMED', roomTypeId: 'gt', arrival: '2026-11-20', nightly, ...changes };
  // The price reads the stay's id, state, type, arrival and rates only.
  return { stays: [stay] } as unknown as BookingView;
}
