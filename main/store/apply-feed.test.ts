import { afterEach, expect, test } from 'vitest';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { applyFeed } from './apply-feed.ts';
import { settledIn } from './places.ts';
import { beginRefetch, completeRefetch, takeRefetched } from './refetch.ts';
import { runCommand } from './run-command.ts';
import { endOfFeed } from './settle-acknowledged.ts';

let desk: ADesk;
afterEach(() => desk.close());

const person = { name: 'Hannah Brandt', country: 'DE', phone: '', email: '', vip: false, note: '' };

test('[S10] [S22] a verdict settles the envelope it answers, and not another disk’s of the same number', () => {
  desk = aDesk(aLodge().lodge);
  const { store } = desk;
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  const [own] = store.journal.envelopesAfter(1, 0, 1);

  const foreign = [
    verdict('019a9000-0099-7000-8000-000000000001', 1),
    verdict('019a9000-0099-7000-8000-000000000002', 2),
  ];
  expect(applyFeed(store, foreign, undefined, undefined).settled).toBe(0);
  expect(store.journal.count()).toBe(1);
  expect(settledIn(store, 1)).toBe(0);

  expect(applyFeed(store, [verdict(own?.id ?? '', 1)], undefined, undefined).settled).toBe(1);
  expect(store.journal.count()).toBe(0);
});

test('[S10] [S22] the answer to this desk’s own envelope settles it also where it stands under the epoch of a branch', () => {
  desk = aDesk(aLodge().lodge);
  const { store } = desk;
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  const [own] = store.journal.envelopesAfter(1, 0, 1);
  expect(applyFeed(store, [verdict(own?.id ?? '', 1, 2)], undefined, undefined).settled).toBe(1);
  expect(store.journal.count()).toBe(0);
});

test('[S10] [S22] and so it does in a new snapshot', () => {
  const { lodge } = aLodge();
  desk = aDesk(lodge);
  const { store, self } = desk;
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  const [own] = store.journal.envelopesAfter(1, 0, 1);
  beginRefetch(store);
  takeRefetched(store, [verdict(own?.id ?? '', 1, 2)]);
  expect(completeRefetch(store, self, undefined, endOfFeed(store)).settled).toBe(1);
  expect(store.journal.count()).toBe(0);
});

test('[S11] [S22] nor does it after a new snapshot', () => {
  const { lodge } = aLodge();
  desk = aDesk(lodge);
  const { store, self } = desk;
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  beginRefetch(store);
  const base = [...lodge.rows].flatMap(([entity, table]) =>
    [...table.values()].map((row) => ({ entity, id: row.id, row: { ...row } })),
  );
  takeRefetched(store, [...base, verdict('019a9000-0099-7000-8000-000000000001', 1)]);
  expect(completeRefetch(store, self, undefined, endOfFeed(store)).settled).toBe(0);
  expect(store.journal.count()).toBe(1);
  expect(desk.all('guest')).toHaveLength(1);
});

/** A verdict row of desk A, of its first epoch unless told, as the feed brings it. */
function verdict(envelopeId: string, seq: number, epoch = 1) {
  const id = `019a9000-0098-7000-8000-${String(seq).padStart(12, '0')}`;
  const answer = {
    deskCode: 'A',
    epoch,
    seq,
    envelopeId,
    command: 'addGuest',
    outcome: 'applied',
    reason: '',
    detail: {},
  };
  return { entity: 'verdict', id, row: { id, version: 1, writer: `A/${epoch}/${seq}`, ...answer } };
}
