import { expect, test } from 'vitest';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import { inWorkOrder } from './inbox-order.ts';

const entry = (id: string, type: InboxEntryView['type'], hour: number, guestId?: string): InboxEntryView => ({
  id,
  type,
  what: 'sold-out',
  command: 'bookStay',
  deskCode: 'A',
  since: `2026-11-20T0${hour}:00:00.000Z`,
  status: 'open',
  answeredBy: '',
  detail: {},
  concerns: guestId === undefined ? {} : { guestId },
  alternatives: [],
  remedies: [],
  creditTo: null,
});

test('[U6] who waited longest comes first, and of one guest the refusal before the exceptions that came of it', () => {
  const entries = [
    entry('alone', 'exception', 3),
    entry('money of Adele', 'exception', 1, 'adele'),
    entry('late', 'exception', 8),
    entry('refusal of Adele', 'refusal', 5, 'adele'),
    entry('refusal of Bruno', 'refusal', 2, 'bruno'),
  ];
  expect(inWorkOrder(entries).map(({ id }) => id)).toEqual([
    'refusal of Adele',
    'money of Adele',
    'refusal of Bruno',
    'alone',
    'late',
  ]);
});
