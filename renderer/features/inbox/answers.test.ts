import { expect, test } from 'vitest';
import { commandNamed } from '#shared/commands/registry.ts';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import { answersOf, commandOf, isCostly, placeOf, waitsForLead } from './answers.ts';

function anEntry(fields: Partial<InboxEntryView>): InboxEntryView {
  return {
    id: 'e1',
    type: 'exception',
    what: 'money-without-booking',
    command: 'takeCash',
    deskCode: 'A',
    since: '2026-11-20T05:00:00.000Z',
    status: 'open',
    answeredBy: '',
    detail: {},
    concerns: { amount: 640_000, currency: 'NPR' },
    alternatives: [],
    remedies: [],
    creditTo: 'DRL-2026-A0001',
    ...fields,
  };
}

const remedies = [
  { kind: 'applyCredit', label: { amount: 640_000 }, with: {} },
  { kind: 'refundCash', label: { amount: 640_000 }, with: {} },
] as const;

test('cash given back is a fact of its own, with the amount of the exception', () => {
  const entry = anEntry({ remedies: [...remedies] });
  const answer = answersOf(entry, true)[1];
  expect(answer && commandOf(entry, answer)).toEqual({
    command: 'refundCash',
    draft: { exceptionId: 'e1', bookingId: null, amount: 640_000 },
  });
});

test('any other remedy is chosen by its place', () => {
  const entry = anEntry({ remedies: [...remedies] });
  const answer = answersOf(entry, true)[0];
  expect(answer && commandOf(entry, answer)).toEqual({
    command: 'resolveException',
    draft: { exceptionId: 'e1', remedy: 0 },
  });
});

test('that a payment came once is a fact of its own, which asks before it is done', () => {
  const second = { paymentId: 'p2', folioEntryId: 'f2' };
  const entry = anEntry({ what: 'overpaid', remedies: [{ kind: 'cameOnce', label: { amount: 1 }, with: second }] });
  const [answer] = answersOf(entry, true);
  expect(answer && isCostly(answer)).toBe(true);
  expect(answer && commandOf(entry, answer)).toEqual({ command: 'voidPayment', draft: { exceptionId: 'e1' } });
});

test('[U1] that it came once is offered to those whose command it is; others are told whose it is', () => {
  const second = { kind: 'cameOnce', label: { amount: 1 }, with: { paymentId: 'p2' } } as const;
  const entry = anEntry({ what: 'overpaid', remedies: [second, remedies[1]] });
  expect(answersOf(entry, false)).toMatchObject([{ remedy: { kind: 'refundCash' }, index: 1 }]);
  expect(waitsForLead(entry, false)).toBe(true);
  expect(waitsForLead(entry, true)).toBe(false);
  expect(waitsForLead({ ...entry, status: 'resolved' }, false)).toBe(false);
  const voids = commandOf(entry, { kind: 'remedy', remedy: second, index: 0 });
  expect([...(commandNamed(voids?.command ?? '')?.roles ?? [])].toSorted()).toEqual(['administrator', 'manager']);
});

test('an alternative runs as it was offered, with the refusal it answers', () => {
  const way = {
    kind: 'otherType',
    label: {},
    command: 'bookStay',
    input: { answersRefusal: 'r1', roomTypeId: 't2' },
    difference: 0,
  } as const;
  const entry = anEntry({ id: 'r1', type: 'refusal', what: 'sold-out', alternatives: [way] });
  const [first, last] = answersOf(entry, true);
  expect(first && commandOf(entry, first)).toEqual({ command: 'bookStay', draft: way.input });
  expect(last && commandOf(entry, last)).toEqual({ command: 'dismissRefusal', draft: { refusalId: 'r1' } });
});

test('a credit is offered for another booking only where the guest has one, and the other remedies keep their place', () => {
  const entry = anEntry({ remedies: [...remedies, { kind: 'keepCredit', label: {}, with: {} }], creditTo: null });
  const answers = answersOf(entry, true);
  expect(answers).toMatchObject([{ remedy: { kind: 'refundCash' } }, { remedy: { kind: 'keepCredit' }, index: 2 }]);
  expect(answers[1] && commandOf(entry, answers[1])).toEqual({
    command: 'resolveException',
    draft: { exceptionId: 'e1', remedy: 2 },
  });
});

test('what is answered has no answers left', () => {
  expect(answersOf(anEntry({ status: 'resolved', remedies: [...remedies] }), true)).toEqual([]);
});

test('[B3] an approval is given by a command; a rejection wants its reason at the booking', () => {
  const entry = anEntry({ type: 'approval', what: 'above-threshold', concerns: { bookingId: 'b1', amount: 1 } });
  const [approve, reject] = answersOf(entry, true);
  expect(approve && commandOf(entry, approve)).toEqual({ command: 'approveBooking', draft: { bookingId: 'b1' } });
  expect(approve && isCostly(approve)).toBe(true);
  expect(reject && commandOf(entry, reject)).toBeNull();
  expect(reject && placeOf(entry, reject)).toEqual({ bookingId: 'b1', at: 'reject' });
});
