import type { Actor } from '#shared/commands/context.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { Store } from '#main/store/open-store.ts';
import type { Chance } from './chance.ts';
import type { Staff } from './lodge.ts';
import { all, idMade, one, rowOf, today } from './rows-at-desk.ts';

/** What somebody at a desk sees and may do. */
export interface AtDesk {
  readonly store: Store;
  readonly chance: Chance;
  readonly staff: Staff;
  readonly run: (name: string, draft: unknown, actor: Actor) => CommandAnswer;
}

/** Something that a person does at a desk: one command, or a few that belong together. */
export type Deed = (at: AtDesk) => void;

/** What is done at a desk, and how often each is chosen. */
export const deeds: readonly (readonly [number, Deed])[] = [
  [10, walkIn],
  [8, bookAhead],
  [2, dayUse],
  [3, changeGuest],
  [4, changeStay],
  [7, moveStay],
  [3, swapStays],
  [2, lockRoom],
  [4, cancelBooking],
  [9, checkIn],
  [8, checkOut],
  [9, takeCash],
  [4, refundCash],
  [5, setRoomStatus],
  [3, putOutOfOrder],
  [3, returnToService],
  [5, answerRefusal],
  [5, resolveException],
  [1, changeRoomType],
  [0.5, addRoom],
];

function walkIn(at: AtDesk): void {
  const stay = book(at, { from: today(at.store), nights: at.chance.between(1, 3), source: 'walkIn' });
  if (stay === undefined) return;
  if (at.chance.happens(0.6)) pay(at, stay.bookingId, stay.total);
  if (at.chance.happens(0.6)) at.run('checkIn', { stayId: stay.id, override: 'not ready yet' }, at.staff.frontDesk);
}

function bookAhead(at: AtDesk): void {
  const from = addDays(today(at.store), at.chance.between(0, 3));
  const source = at.chance.pick(['phone', 'email', 'whatsapp'] as const) ?? 'phone';
  book(at, { from, nights: at.chance.between(1, 4), source });
}

function dayUse(at: AtDesk): void {
  book(at, { from: today(at.store), nights: 0, source: 'walkIn' });
}

function book(
  { store, chance, staff, run }: AtDesk,
  { from, nights, source }: { from: string; nights: number; source: string },
): { id: string; bookingId: string; total: number } | undefined {
  const known = chance.happens(0.3) ? one(store, chance, 'guest') : undefined;
  const guestId = known?.id ?? idMade(run('addGuest', personOf(chance), staff.frontDesk), 'GuestAdded', 'guest');
  const type = one(store, chance, 'roomType');
  if (guestId === undefined || type === undefined) return undefined;
  const room = chance.happens(0.7) ? chance.pick(all(store, 'room', [['roomTypeId', type.id]])) : undefined;
  const nightlyRate = chance.happens(0.2) ? chance.between(10, 90) * 10_000 : null;
  const answer = run(
    'bookStay',
    {
      guestId,
      source,
      roomTypeId: type.id,
      roomId: room?.id ?? null,
      from,
      to: addDays(from, nights),
      adults: chance.between(1, 2),
      children: chance.below(2),
      nightlyRate,
      wishes: '',
      expectedAt: '',
      note: nightlyRate === null ? '' : 'comes every year',
    },
    // A rate by hand is a manager’s [P1].
    nightlyRate === null ? staff.frontDesk : staff.manager,
  );
  const stayId = idMade(answer, 'StayBooked', 'stay');
  const stay = stayId === undefined ? undefined : rowOf(store, 'stay', stayId);
  const booking = stay === undefined ? undefined : rowOf(store, 'booking', stay.bookingId);
  return stay === undefined || booking === undefined
    ? undefined
    : { id: stay.id, bookingId: booking.id, total: booking.total };
}

function changeGuest({ store, chance, staff, run }: AtDesk): void {
  const guest = one(store, chance, 'guest');
  if (guest === undefined) return;
  run('changeGuest', { guestId: guest.id, expectedVersion: guest.version, ...personOf(chance) }, staff.frontDesk);
}

function changeStay({ store, chance, staff, run }: AtDesk): void {
  const stay = one(store, chance, 'stay');
  if (stay === undefined) return;
  const nightlyRate = chance.happens(0.3) ? chance.between(10, 90) * 10_000 : null;
  const who = { adults: chance.between(1, 2), children: chance.below(2) };
  const words = { wishes: `wish ${chance.below(100)}`, expectedAt: '', note: '' };
  const rate = nightlyRate === null ? { nightlyRate } : { nightlyRate, rateReason: 'comes every year' };
  const by = nightlyRate === null ? staff.frontDesk : staff.manager;
  run('changeStay', { stayId: stay.id, expectedVersion: stay.version, ...who, ...words, ...rate }, by);
}

function moveStay({ store, chance, staff, run }: AtDesk): void {
  const stay = chance.pick([
    ...all(store, 'stay', [['status', 'CONFIRMED']]),
    ...all(store, 'stay', [['status', 'CHECKED_IN']]),
  ]);
  const part = stay === undefined ? undefined : chance.pick(all(store, 'occupancy', [['stayId', stay.id]]));
  if (stay === undefined || part === undefined) return;
  const room = chance.happens(0.8) ? one(store, chance, 'room') : undefined;
  const from =
    stay.status === 'CHECKED_IN' || chance.happens(0.5) ? stay.arrival : addDays(today(store), chance.below(3));
  const to = addDays(from, chance.between(1, 4));
  const price = chance.happens(0.5) ? 'keep' : 'reprice';
  const dates = { from, to, expectedVersion: stay.version, price };
  run('moveStay', { stayId: stay.id, occupancyId: part.id, roomId: room?.id ?? null, ...dates }, staff.frontDesk);
}

function swapStays({ store, chance, staff, run }: AtDesk): void {
  const expected = all(store, 'occupancy', [['status', 'expected']]).filter((part) => part.roomId !== null);
  const first = chance.pick(expected);
  const second = chance.pick(expected.filter((part) => part.roomTypeId === first?.roomTypeId && part.id !== first.id));
  if (first === undefined || second === undefined) return;
  run('swapStays', { occupancyId: first.id, withOccupancyId: second.id }, staff.frontDesk);
}

function lockRoom({ store, chance, staff, run }: AtDesk): void {
  const part = chance.pick(all(store, 'occupancy', [['status', 'expected']]));
  if (part !== undefined) run('lockRoom', { occupancyId: part.id, locked: chance.happens(0.7) }, staff.frontDesk);
}

function cancelBooking({ store, chance, staff, run }: AtDesk): void {
  const booking = chance.pick(all(store, 'booking', [['status', 'CONFIRMED']]));
  if (booking === undefined) return;
  run(
    'cancelBooking',
    { bookingId: booking.id, expectedVersion: booking.version, reason: 'change of plans' },
    staff.frontDesk,
  );
}

function checkIn({ store, chance, staff, run }: AtDesk): void {
  const due = all(store, 'stay', [['status', 'CONFIRMED']]).filter((stay) => stay.arrival <= today(store));
  const stay = chance.pick(due);
  if (stay === undefined) return;
  const answer = run('checkIn', { stayId: stay.id, override: 'not ready yet' }, staff.frontDesk);
  const part = all(store, 'occupancy', [['stayId', stay.id]])[0];
  if (answer.ok || answer.reason !== 'no-room' || part === undefined) return;
  // Whoever is not in a room yet is given one, and let in.
  const room = chance.pick(all(store, 'room', [['roomTypeId', stay.roomTypeId]]));
  const dates = { from: stay.arrival, to: stay.departure, expectedVersion: stay.version, price: 'keep' };
  const moved = run(
    'moveStay',
    { stayId: stay.id, occupancyId: part.id, roomId: room?.id ?? null, ...dates },
    staff.frontDesk,
  );
  if (moved.ok) run('checkIn', { stayId: stay.id, override: 'not ready yet' }, staff.frontDesk);
}

function checkOut(at: AtDesk): void {
  const { store, chance, staff, run } = at;
  const stay = chance.pick(all(store, 'stay', [['status', 'CHECKED_IN']]));
  if (stay === undefined) return;
  const refused = run('checkOut', { stayId: stay.id }, staff.frontDesk);
  if (refused.ok || refused.reason !== 'balance-due') return;
  const due = Number(refused.detail['due']);
  const settling =
    due > 0
      ? run('takeCash', { bookingId: stay.bookingId, amount: due, tendered: due }, staff.cashier)
      : run('refundCash', { bookingId: stay.bookingId, exceptionId: null, amount: -due }, staff.cashier);
  if (settling.ok) run('checkOut', { stayId: stay.id }, staff.frontDesk);
}

function takeCash(at: AtDesk): void {
  const owing = all(at.store, 'booking', []).filter(
    (booking) => booking.paid < booking.total && ['CONFIRMED', 'CHECKED_IN'].includes(booking.status),
  );
  const booking = at.chance.pick(owing);
  if (booking !== undefined) pay(at, booking.id, booking.total - booking.paid);
}

function pay({ chance, staff, run }: AtDesk, bookingId: string, due: number): void {
  const amount = chance.happens(0.6) ? due : chance.between(1, Math.max(1, due));
  if (amount > 0) run('takeCash', { bookingId, amount, tendered: amount + chance.below(3) * 1000 }, staff.cashier);
}

function refundCash({ store, chance, staff, run }: AtDesk): void {
  const booking = chance.pick(all(store, 'booking', []).filter(({ paid }) => paid > 0));
  if (booking === undefined) return;
  const amount = chance.between(1, booking.paid);
  run('refundCash', { bookingId: booking.id, exceptionId: null, amount }, staff.cashier);
}

function setRoomStatus({ store, chance, staff, run }: AtDesk): void {
  const room = one(store, chance, 'room');
  const status = chance.pick(['VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED'] as const);
  if (room !== undefined) run('setRoomStatus', { roomId: room.id, status }, staff.housekeeping);
}

function putOutOfOrder({ store, chance, staff, run }: AtDesk): void {
  const room = one(store, chance, 'room');
  if (room === undefined) return;
  const from = addDays(today(store), chance.below(2));
  const kind = chance.happens(0.6) ? 'OOO' : 'OOS';
  run(
    'putOutOfOrder',
    { roomId: room.id, kind, from, to: addDays(from, chance.between(1, 2)), reason: 'a pipe' },
    staff.manager,
  );
}

function returnToService({ store, chance, staff, run }: AtDesk): void {
  const block = chance.pick(all(store, 'roomBlock', [['status', 'open']]));
  if (block !== undefined) run('returnToService', { blockId: block.id }, staff.manager);
}

function answerRefusal({ store, chance, staff, run }: AtDesk): void {
  const refusal = chance.pick(all(store, 'refusal', [['status', 'open']]));
  if (refusal === undefined) return;
  const way = chance.pick(refusal.alternatives);
  if (way !== undefined && chance.happens(0.7)) run(way.command, way.input, staff.manager);
  else run('dismissRefusal', { refusalId: refusal.id }, staff.frontDesk);
}

function resolveException({ store, chance, staff, run }: AtDesk): void {
  const exception = chance.pick(all(store, 'exception', [['status', 'open']]));
  const remedy = exception === undefined ? 0 : chance.below(exception.remedies.length);
  if (exception === undefined || exception.remedies[remedy] === undefined) return;
  if (exception.remedies[remedy].kind === 'refundCash')
    run(
      'refundCash',
      { bookingId: null, exceptionId: exception.id, amount: exception.concerns.amount ?? 0 },
      staff.cashier,
    );
  else if (exception.remedies[remedy].kind === 'cameOnce')
    run('voidPayment', { exceptionId: exception.id }, staff.manager);
  else run('resolveException', { exceptionId: exception.id, remedy }, staff.manager);
}

function changeRoomType({ store, chance, staff, run }: AtDesk): void {
  const type = one(store, chance, 'roomType');
  if (type === undefined) return;
  const { code, name, position, baseOccupancy, maxOccupancy } = type;
  const same = { code, name, position, baseOccupancy, maxOccupancy };
  const draft = {
    roomTypeId: type.id,
    expectedVersion: type.version,
    ...same,
    nightlyRate: chance.between(40, 80) * 10_000,
  };
  run('changeRoomType', draft, staff.administrator);
}

function addRoom({ store, chance, staff, run }: AtDesk): void {
  const type = one(store, chance, 'roomType');
  const number = String(300 + chance.below(700));
  if (type !== undefined)
    run('addRoom', { roomTypeId: type.id, number, floor: '3', position: 0, features: [] }, staff.administrator);
}

/** The manager moves the business date on. */
export function rollDay({ store, staff, run }: AtDesk): void {
  run('rollDay', { businessDate: addDays(today(store), 1) }, staff.manager);
}

export function personOf(chance: Chance) {
  const name = chance.pick(['Hannah Brandt', 'Tenzin Lama', 'Aoife Byrne', 'Jun Sato', 'Marta Vidal']) ?? '';
  return {
    name: `${name} ${chance.below(1000)}`,
    country: '',
    phone: `+977 ${chance.below(1e7)}`,
    email: '',
    vip: false,
    note: '',
  };
}
