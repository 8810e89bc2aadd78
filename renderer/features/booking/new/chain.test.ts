import { expect, test } from 'vitest';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { type RunStep, continueWith, runChain } from './chain.ts';
import type { Step } from './plan.ts';

const events: Record<string, CommandAnswer & { ok: true }> = {
  addGuest: {
    ok: true,
    envelopeId: 'e1',
    seq: 1,
    secondCopy: 'none',
    events: [{ type: 'GuestAdded', guest: { id: 'g1' } }],
  },
  bookStay: {
    ok: true,
    envelopeId: 'e2',
    seq: 2,
    secondCopy: 'none',
    events: [
      {
        type: 'StayBooked',
        booking: { id: 'b1', fields: { number: 'DRL-2026-A0001' } },
        stay: { id: 's1' },
        occupancy: { fields: { roomId: 'r1' } },
      },
    ],
  },
  takeCash: {
    ok: true,
    envelopeId: 'e3',
    seq: 3,
    secondCopy: 'none',
    events: [{ type: 'CashTaken', receipt: { id: 'x1', series: 'A26', number: 123 } }],
  },
  checkIn: { ok: true, envelopeId: 'e4', seq: 4, secondCopy: 'none', events: [] },
};

const steps: readonly Step[] = [
  { command: 'addGuest', draft: () => ({ name: 'Lama' }) },
  { command: 'bookStay', draft: ({ guestId }) => ({ guestId }) },
  { command: 'takeCash', draft: ({ bookingId }) => ({ bookingId }) },
  { command: 'checkIn', draft: ({ stayId }) => ({ stayId }) },
];

/** Answers every command but refuses the one of that name, once. */
function aDesk(refuses?: string): { readonly run: RunStep; readonly ran: [string, unknown][] } {
  const ran: [string, unknown][] = [];
  let refused = false;
  return {
    ran,
    run: async (command, draft) => {
      ran.push([command, draft]);
      const answer = events[command];
      if (answer && (command !== refuses || refused)) return answer;
      refused = true;
      return { ok: false, reason: 'sold-out', retryable: false, detail: {}, alternatives: [] };
    },
  };
}

test('each step gets what the steps before it made', async () => {
  const desk = aDesk();
  const result = await runChain(steps, desk.run);
  expect(desk.ran).toEqual([
    ['addGuest', { name: 'Lama' }],
    ['bookStay', { guestId: 'g1' }],
    ['takeCash', { bookingId: 'b1' }],
    ['checkIn', { stayId: 's1' }],
  ]);
  expect(result.made).toMatchObject({ bookingNumber: 'DRL-2026-A0001', receiptLabel: 'A26-000123' });
});

test('a refusal stops the chain: no money is taken for what was not booked', async () => {
  const desk = aDesk('bookStay');
  const result = await runChain(steps, desk.run);
  expect(desk.ran.map(([command]) => command)).toEqual(['addGuest', 'bookStay']);
  expect(result.done).toEqual(['addGuest']);
  expect(result.stopped?.left.map(({ command }) => command)).toEqual(['takeCash', 'checkIn']);
});

test('an alternative at the same price, with a room, finishes the chain', async () => {
  const desk = aDesk('bookStay');
  const stopped = await runChain(steps, desk.run);
  const result = await continueWith(stopped, { command: 'bookStay', input: { roomId: 'r2' }, difference: 0 }, desk.run);
  expect(desk.ran.slice(2).map(([command]) => command)).toEqual(['bookStay', 'takeCash', 'checkIn']);
  expect(result.done).toEqual(['addGuest', 'bookStay', 'takeCash', 'checkIn']);
});

test('an alternative at another price takes no money, and without a room nobody checks in', async () => {
  const desk = aDesk('bookStay');
  const stopped = await runChain(steps, desk.run);
  await continueWith(stopped, { command: 'bookStay', input: { roomId: null }, difference: 500 }, desk.run);
  expect(desk.ran.slice(2).map(([command]) => command)).toEqual(['bookStay']);
});

test('[B5] a reference that was booked before ends the chain: nothing is paid on it again', async () => {
  const ran: string[] = [];
  const result = await runChain(steps.slice(1), (command) => {
    ran.push(command);
    return Promise.resolve({
      ok: true,
      envelopeId: 'e9',
      seq: 9,
      secondCopy: 'none',
      events: [{ type: 'BookingKnown', bookingId: 'b0', number: 'DRL-2026-A0000' }],
    });
  });
  expect(ran).toEqual(['bookStay']);
  expect(result).toMatchObject({ stopped: null, made: { bookingId: 'b0', known: true } });
});
